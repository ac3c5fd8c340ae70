#include "core/raster/data_sketch.h"

#include "core/base/stopwatch.h"

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

/// Of `parts` even parts of an extent, where one begins.
int startOf(int part, int extent, int parts)
{
    return int(std::int64_t(part) * extent / parts);
}

/// The part that a position lies in.
int partAt(int position, int extent, int parts)
{
    return int((std::int64_t(position + 1) * parts - 1) / extent);
}

CellSpan touched(int from, int pixels, int extent, int parts)
{
    return {partAt(from, extent, parts), partAt(std::min(from + pixels, extent) - 1, extent, parts) + 1};
}

/// Of the grid's cells, the one that holds the upper left pixel of `part`, counted in rows.
std::size_t cellAt(const CellGrid &grid, const PixelRect &part)
{
    const int column = partAt(part.x - grid.window.x, grid.window.width, grid.cells.width);
    const int row = partAt(part.y - grid.window.y, grid.window.height, grid.cells.height);
    return std::size_t(row) * std::size_t(grid.cells.width) + std::size_t(column);
}

/// A few pixels at a corner of cells: one alone may happen to have the value that means NoData. To one side of it,
/// since blocks of a raster often meet there.
PixelRect placeAt(const CellGrid &grid, int column, int row)
{
    constexpr int side = 8;
    const PixelRect &window = grid.window;
    const int width = std::min(side, window.width);
    const int height = std::min(side, window.height);
    const int left = std::min(startOf(column, window.width, grid.cells.width), window.width - width);
    const int top = std::min(startOf(row, window.height, grid.cells.height), window.height - height);
    return {window.x + left, window.y + top, width, height};
}

/// Between the corners of a grid of so many cells along each side.
class Looks
{
public:
    Looks(const CellGrid &grid, int side, std::span<const std::uint8_t> hasData,
          const std::function<bool(const PixelRect &)> &hasDataAt)
        : m_places{grid.window, {side, side}}
    {
        for (int row = 0; row <= side; ++row) {
            for (int column = 0; column <= side; ++column) {
                const PixelRect place = placeAt(m_places, column, row);
                m_mayHaveData.push_back(!hasData[cellAt(grid, place)] || hasDataAt(place));
            }
        }
    }

    bool foundDataEverywhere() const { return std::ranges::find(m_mayHaveData, false) == m_mayHaveData.end(); }

    bool foundDataAround(const PixelRect &cell) const
    {
        const PixelRect &window = m_places.window;
        const Size &cells = m_places.cells;
        const CellSpan columns = touched(cell.x - window.x, cell.width, window.width, cells.width);
        const CellSpan rows = touched(cell.y - window.y, cell.height, window.height, cells.height);
        for (int row = rows.first; row <= rows.end; ++row)
            for (int column = columns.first; column <= columns.end; ++column)
                if (m_mayHaveData[std::size_t(row) * std::size_t(cells.width + 1) + std::size_t(column)])
                    return true;
        return false;
    }

private:
    CellGrid m_places;
    std::vector<bool> m_mayHaveData; ///< at each corner; true also where it was not looked
};

} // namespace

PixelRect CellGrid::cell(int column, int row) const
{
    const int left = startOf(column, window.width, cells.width);
    const int top = startOf(row, window.height, cells.height);
    return {window.x + left, window.y + top, startOf(column + 1, window.width, cells.width) - left,
            startOf(row + 1, window.height, cells.height) - top};
}

DataSketch::DataSketch(const CellGrid &grid, std::span<const std::uint8_t> hasData) : m_grid(grid)
{
    const auto width = std::size_t(grid.cells.width);
    m_counts.assign((width + 1) * std::size_t(grid.cells.height + 1), 0);
    for (std::size_t row = 0; row < std::size_t(grid.cells.height); ++row) {
        std::int64_t inRow = 0;
        for (std::size_t column = 0; column < width; ++column) {
            inRow += hasData[row * width + column] ? 1 : 0;
            m_counts[(row + 1) * (width + 1) + column + 1] = m_counts[row * (width + 1) + column + 1] + inRow;
        }
    }
}

std::int64_t DataSketch::countBefore(int column, int row) const
{
    return m_counts[std::size_t(row) * std::size_t(m_grid.cells.width + 1) + std::size_t(column)];
}

CellSpan DataSketch::columns(const PixelRect &part) const
{
    return touched(part.x - m_grid.window.x, part.width, m_grid.window.width, m_grid.cells.width);
}

CellSpan DataSketch::rows(const PixelRect &part) const
{
    return touched(part.y - m_grid.window.y, part.height, m_grid.window.height, m_grid.cells.height);
}

bool DataSketch::hasData(const CellSpan &columns, const CellSpan &rows) const
{
    return m_counts.empty() || countBefore(columns.end, rows.end) - countBefore(columns.first, rows.end) -
                                       countBefore(columns.end, rows.first) + countBefore(columns.first, rows.first) >
                                   0;
}

double DataSketch::share() const
{
    return m_counts.empty() ? 1 : double(m_counts.back()) / double(m_grid.cells.area());
}

void clearCells(const CellGrid &grid, std::span<std::uint8_t> hasData,
                const std::function<bool(const PixelRect &)> &isEmpty)
{
    std::size_t i = 0;
    for (int row = 0; row < grid.cells.height; ++row)
        for (int column = 0; column < grid.cells.width; ++column, ++i)
            if (hasData[i] && isEmpty(grid.cell(column, row)))
                hasData[i] = 0;
}

void lookAround(const CellGrid &grid, const LookLimits &limits, std::span<std::uint8_t> hasData,
                const std::function<bool(const PixelRect &)> &hasDataAt)
{
    constexpr int few = 3;
    const Stopwatch watch;
    const auto isLate = [&] { return watch.seconds() > limits.seconds; };
    const auto lookInTime = [&](const PixelRect &place) { return isLate() || hasDataAt(place); };
    Looks looks(grid, few, hasData, lookInTime);
    const int many = int(std::sqrt(double(limits.most))) - 1;
    if (!looks.foundDataEverywhere() && many > few)
        looks = Looks(grid, many, hasData, lookInTime);
    if (!isLate())
        clearCells(grid, hasData, [&looks](const PixelRect &cell) { return !looks.foundDataAround(cell); });
}

} // namespace pixelscape
