#pragma once

#include "core/raster/raster_source.h"

#include <span>
#include <vector>

namespace pixelscape {

/// What the values of one band are like.
struct BandSample
{
    float lowest = 0;
    float median = 0;
    float highest = 0;
};

/// Of each of the bands, from a few small windows spread evenly over the raster: a raster of any size answers at once,
/// and the same one always the same. Windows that cannot be read are left out; empty where no pixel has data.
std::vector<BandSample> sampleValues(RasterSource &source, std::span<const int> bands);

} // namespace pixelscape
