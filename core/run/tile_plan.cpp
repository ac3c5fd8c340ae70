#include "core/run/tile_plan.h"

#include <cmath>

namespace pixelscape {

namespace {

int roundedUp(int value, int multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

int roundedDown(int value, int multiple)
{
    return value / multiple * multiple;
}

/// The padding rounded up to the stride, or down where up would leave no room in the tile.
int alignedHalo(int padding, int stride, int side)
{
    const int up = roundedUp(padding, stride);
    return side - 2 * up >= stride ? up : roundedDown(padding, stride);
}

/// What a tile advances by: its inner part in whole strides, or as it is where it is smaller than one.
int alignedStep(int side, int halo, int stride)
{
    const int inner = side - 2 * halo;
    return inner >= stride ? roundedDown(inner, stride) : inner;
}

/// Cells of `step` pixels from `first` that reach `end`.
int cellsBetween(int first, int end, int step)
{
    return (end - 1 - first) / step + 1;
}

/// A section is decoded, answered and written as one, so that memory goes with its size: half a million pixels or one
/// tile, but twelve tiles where they are small.
int mostTilesInSection(Size tile)
{
    constexpr std::int64_t pixels = 1 << 19;
    constexpr std::int64_t most = 12;
    return int(std::clamp<std::int64_t>(pixels / tile.area(), 1, most));
}

void countSpan(std::vector<std::pair<CellSpan, std::int64_t>> &spans, const CellSpan &span)
{
    if (spans.empty() || spans.back().first != span)
        spans.emplace_back(span, 0);
    ++spans.back().second;
}

} // namespace

TilePlan::TilePlan(const PixelRect &window, const TilePlanSettings &settings) : m_window(window), m_settings(settings)
{
    settleLattice();
    m_columns = cellsBetween(m_left, window.right(), m_step.width);
    m_rows = cellsBetween(m_top, window.bottom(), m_step.height);
    m_cells = chooseCells();
    m_sectionRows = (m_rows + m_cells.height - 1) / m_cells.height;
    m_sectionsInRow = (m_columns + m_cells.width - 1) / m_cells.width;
    m_tileCount = countTiles();
}

void TilePlan::settleLattice()
{
    const TilePlanSettings &s = m_settings;
    m_halo = s.margin > 0 ? s.margin : alignedHalo(s.padding, s.stride, std::min(s.tile.width, s.tile.height));
    m_tile = s.tile;
    m_step = {alignedStep(s.tile.width, m_halo, s.stride), alignedStep(s.tile.height, m_halo, s.stride)};
    Size anchor = m_step;
    if (s.inferred != Size{}) {
        m_tile = s.inferred;
        m_step = {m_step.width + m_tile.width - s.tile.width, m_step.height + m_tile.height - s.tile.height};
        anchor = {s.stride, s.stride};
    }
    m_left = roundedDown(m_window.x, anchor.width);
    m_top = roundedDown(m_window.y, anchor.height);
}

/// Where tiles are blended a section is a square: the fewer tiles lie across its border, the fewer are inferred twice.
/// It is as large as its scores may take memory.
Size TilePlan::chooseCells() const
{
    if (m_settings.isBlended) {
        constexpr double scoreBytes = 64 << 20;
        const double pixels = scoreBytes / (double(sizeof(float)) * std::max(1, m_settings.channels));
        const int side = int(std::sqrt(pixels)) / std::max(m_step.width, m_step.height);
        const int cells = m_settings.tilesPerSection > 0 ? m_settings.tilesPerSection : std::clamp(side, 1, 8);
        return {cells, cells};
    }
    if (m_settings.tilesPerSection > 0)
        return {m_settings.tilesPerSection, 1};
    // The fewer tiles it has, the sooner the others are done when one has its last one; but a pass of the network costs
    // the same with fewer tiles than it takes.
    constexpr std::int64_t sections = 192;
    const auto tiles =
        int(std::clamp<std::int64_t>(std::int64_t(m_columns) * m_rows / sections, 1, mostTilesInSection(m_tile)));
    return {(tiles + m_settings.batch - 1) / m_settings.batch * m_settings.batch, 1};
}

/// Tiles see sections through both axes independently, so all tiles are those across times those down.
std::int64_t TilePlan::countTiles() const
{
    if (!m_settings.isBlended)
        return std::int64_t(m_columns) * m_rows;
    std::int64_t across = 0;
    for (int column = 0; column < m_sectionsInRow; ++column)
        across += columnsSeeing(cellWindow(column * m_cells.width, 0, m_cells)).count();
    std::int64_t down = 0;
    for (int row = 0; row < m_sectionRows; ++row)
        down += rowsSeeing(cellWindow(0, row * m_cells.height, m_cells)).count();
    return across * down;
}

std::int64_t TilePlan::tilesWithData(const DataSketch &sketch) const
{
    if (sketch.share() == 1)
        return m_tileCount;
    // Of many small tiles several see the same cells of the sketch.
    std::vector<std::pair<CellSpan, std::int64_t>> columns;
    for (int column = 0; column < m_columns; ++column)
        countSpan(columns, sketch.columns(cellWindow(column, 0, {1, 1})));
    std::vector<std::pair<CellSpan, std::int64_t>> rows;
    for (int row = 0; row < m_rows; ++row)
        countSpan(rows, sketch.rows(cellWindow(0, row, {1, 1})));
    std::int64_t cells = 0;
    for (const auto &[rowSpan, rowCount] : rows)
        for (const auto &[columnSpan, columnCount] : columns)
            cells += sketch.hasData(columnSpan, rowSpan) ? rowCount * columnCount : 0;
    return std::llround(double(m_tileCount) * double(cells) / (double(m_columns) * m_rows));
}

/// Across and down.
Size TilePlan::mostTilesOfSection() const
{
    if (!m_settings.isBlended)
        return m_cells;
    int across = 1;
    for (int column = 0; column < m_sectionsInRow; ++column)
        across = std::max(across, columnsSeeing(cellWindow(column * m_cells.width, 0, m_cells)).count());
    int down = 1;
    for (int row = 0; row < m_sectionRows; ++row)
        down = std::max(down, rowsSeeing(cellWindow(0, row * m_cells.height, m_cells)).count());
    return {across, down};
}

int TilePlan::tilesOfLargestSection() const
{
    return int(mostTilesOfSection().area());
}

int TilePlan::columnsRead() const
{
    return (std::min(mostTilesOfSection().width, m_columns) - 1) * m_step.width + m_tile.width;
}

TilePlan::CellRange TilePlan::columnsSeeing(const PixelRect &write) const
{
    return cellsSeeing(write.x, write.right(), m_settings.tile.width, m_step.width, m_settings.raster.width);
}

TilePlan::CellRange TilePlan::rowsSeeing(const PixelRect &write) const
{
    return cellsSeeing(write.y, write.bottom(), m_settings.tile.height, m_step.height, m_settings.raster.height);
}

/// Along one axis: the cells whose tiles see a pixel of from..end-1. A tile's map begins `halo` before its cell, less
/// what the network crops, and is as long as the tile without that.
TilePlan::CellRange TilePlan::cellsSeeing(int from, int end, int tile, int step, int raster) const
{
    const int before = m_halo - m_settings.margin;
    const int length = tile - 2 * m_settings.margin;
    const int first = std::max(0, (std::max(0, from + before - length + step)) / step);
    const int last = std::min((end - 1 + before) / step, (raster - 1) / step);
    return {first, last};
}

/// The part of the window that lies in so many cells of the lattice, from that column and row of the window's own.
PixelRect TilePlan::cellWindow(int column, int row, Size cells) const
{
    return PixelRect{m_left + column * m_step.width, m_top + row * m_step.height, cells.width * m_step.width,
                     cells.height * m_step.height}
        .intersected(m_window);
}

PixelRect TilePlan::rowWindow(int row) const
{
    return cellWindow(0, row * m_cells.height, {m_columns, m_cells.height});
}

Section TilePlan::section(int id) const
{
    const int column = id % m_sectionsInRow * m_cells.width;
    const int row = id / m_sectionsInRow * m_cells.height;
    Section section;
    section.id = id;
    section.write = cellWindow(column, row, m_cells);
    if (m_settings.isBlended)
        section.tiles = overlapping(section.write);
    else
        section.tiles = cropped({column, row, std::min(m_cells.width, m_columns - column), 1});
    return section;
}

/// One tile a cell.
std::vector<TileWindow> TilePlan::cropped(const PixelRect &cells) const
{
    std::vector<TileWindow> tiles;
    for (int column = cells.x; column < cells.right(); ++column)
        tiles.push_back({m_left + column * m_step.width - m_halo, m_top + cells.y * m_step.height - m_halo,
                         cellWindow(column, cells.y, {1, 1})});
    return tiles;
}

/// Every tile of the lattice that sees a part of `write` and whose own cell lies in the raster, in raster order.
std::vector<TileWindow> TilePlan::overlapping(const PixelRect &write) const
{
    const CellRange columns = columnsSeeing(write);
    const CellRange rows = rowsSeeing(write);
    const Size map{m_settings.tile.width - 2 * m_settings.margin, m_settings.tile.height - 2 * m_settings.margin};
    std::vector<TileWindow> tiles;
    for (int row = rows.first; row <= rows.last; ++row) {
        for (int column = columns.first; column <= columns.last; ++column) {
            const int x = column * m_step.width - m_halo;
            const int y = row * m_step.height - m_halo;
            const PixelRect seen{x + m_settings.margin, y + m_settings.margin, map.width, map.height};
            tiles.push_back({x, y, seen.intersected(write)});
        }
    }
    return tiles;
}

} // namespace pixelscape
