#pragma once

#include "core/raster/raster_source.h"
#include "core/run/tile_plan.h"

namespace pixelscape {

/// Where the plan's window has data, as far as a few looks tell: what a larger tile is worth and how long a run takes
/// depends on it. Small runs and rasters that cannot be read count as having data everywhere. Follows from the raster
/// and the plan alone.
DataSketch lookForData(RasterSource &source, std::span<const int> bands, const TilePlan &plan);

} // namespace pixelscape
