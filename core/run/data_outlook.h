#pragma once

#include "core/raster/raster_source.h"
#include "core/run/tile_plan.h"

namespace pixelscape {

/// Where the plan's window has data, as far as a few looks tell: what a larger tile is worth and how long a run takes
/// depends on it. The looks take at most a small part of the `seconds` that inference will. Where they would take
/// longer, where the raster lies on a server or cannot be read, and in small runs there is data everywhere.
DataSketch lookForData(RasterSource &source, std::span<const int> bands, const TilePlan &plan, double seconds);

} // namespace pixelscape
