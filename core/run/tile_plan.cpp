#include "core/run/tile_plan.h"

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

int cellsBetween(int first, int end, int step)
{
    return (end - 1) / step - first + 1;
}

} // namespace

TilePlan::TilePlan(const PixelRect &window, const TilePlanSettings &settings) : m_window(window), m_settings(settings)
{
    const int side = std::min(settings.tile.width, settings.tile.height);
    m_halo = settings.margin > 0 ? settings.margin : alignedHalo(settings.padding, settings.stride, side);
    m_step = {alignedStep(settings.tile.width, m_halo, settings.stride),
              alignedStep(settings.tile.height, m_halo, settings.stride)};
    m_firstColumn = window.x / m_step.width;
    m_firstRow = window.y / m_step.height;
    m_columns = cellsBetween(m_firstColumn, window.right(), m_step.width);
    m_rows = cellsBetween(m_firstRow, window.bottom(), m_step.height);
    if (m_settings.tilesPerSection == 0)
        m_settings.tilesPerSection = int(std::clamp<std::int64_t>(tileCount() / 32, 1, 12));
    m_sectionsInRow = (m_columns + m_settings.tilesPerSection - 1) / m_settings.tilesPerSection;
}

PixelRect TilePlan::rowWindow(int row) const
{
    return PixelRect{m_window.x, (m_firstRow + row) * m_step.height, m_window.width, m_step.height}.intersected(
        m_window);
}

Section TilePlan::section(int id) const
{
    const int row = id / m_sectionsInRow;
    const int firstTile = id % m_sectionsInRow * m_settings.tilesPerSection;
    const int endTile = std::min(firstTile + m_settings.tilesPerSection, m_columns);
    Section section;
    section.id = id;
    for (int tile = firstTile; tile < endTile; ++tile) {
        const int x = (m_firstColumn + tile) * m_step.width;
        const int y = (m_firstRow + row) * m_step.height;
        section.tiles.push_back(
            {x - m_halo, y - m_halo, PixelRect{x, y, m_step.width, m_step.height}.intersected(m_window)});
    }
    const PixelRect &first = section.tiles.front().write;
    const PixelRect &last = section.tiles.back().write;
    section.write = {first.x, first.y, last.right() - first.x, first.height};
    return section;
}

} // namespace pixelscape
