#pragma once

#include "core/base/geometry.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace pixelscape {

/// A window of a raster, divided evenly into cells.
struct CellGrid
{
    PixelRect window;
    Size cells;

    PixelRect cell(int column, int row) const;
};

/// Columns or rows of cells, from the first to before the end.
struct CellSpan
{
    int first = 0;
    int end = 0;
    bool operator==(const CellSpan &) const = default;
};

/// Where a window of a raster has data, roughly: by cells.
class DataSketch
{
public:
    /// There is data everywhere.
    DataSketch() = default;
    /// `hasData` (rows x columns of the grid) is 0 where a cell has none.
    DataSketch(const CellGrid &grid, std::span<const std::uint8_t> hasData);

    /// The columns of cells that a part of the window touches.
    CellSpan columns(const PixelRect &part) const;
    CellSpan rows(const PixelRect &part) const;
    bool hasData(const CellSpan &columns, const CellSpan &rows) const;
    /// The share of the cells that have data.
    double share() const;

private:
    std::int64_t countBefore(int column, int row) const;

    CellGrid m_grid{{0, 0, 1, 1}, {1, 1}};
    std::vector<std::int64_t> m_counts; ///< cells with data to the left of and above each corner
};

/// `hasData` becomes 0 in cells of which `isEmpty` says so; those that are 0 already are not asked about.
void clearCells(const CellGrid &grid, std::span<std::uint8_t> hasData,
                const std::function<bool(const PixelRect &)> &isEmpty);

/// What looking for data may cost.
struct LookLimits
{
    int most = 0;       ///< single places that are looked at
    double seconds = 0; ///< where they are not enough, all cells count as having data
};

/// Looks at single places, evenly spread over the grid: at a few, and where not all of them have data at more; but not
/// in cells that have none. `hasData` becomes 0 in cells between places that have none.
void lookAround(const CellGrid &grid, const LookLimits &limits, std::span<std::uint8_t> hasData,
                const std::function<bool(const PixelRect &)> &hasDataAt);

} // namespace pixelscape
