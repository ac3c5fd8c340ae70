#pragma once

#include "core/raster/raster_source.h"

namespace pixelscape {

/// Where a raster lies on a finer grid: `cells` of the grid show the part x, y, width, height of it, in its own pixels.
struct PlaceOnGrid
{
    PixelRect cells;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// The number of the raster with the smallest cells; of those with the most pixels where not all have a place on the
/// ground. The first of several.
std::size_t finestOf(const std::vector<RasterInfo> &rasters);

/// Whether the cells of both are of one size, but for the rounding of their numbers.
bool haveEquallyFineCells(const RasterInfo &one, const RasterInfo &other);

/// Only cells that `raster` covers whole are among them, so that nothing is made up at its edges. Where one of the two
/// is not north up or has no place on the ground, both must show the same, one with a whole number of cells to each
/// of the other's. Throws Error where they do not, and where the raster does not meet the grid.
PlaceOnGrid placeOnGrid(const RasterInfo &raster, const RasterInfo &grid);

} // namespace pixelscape
