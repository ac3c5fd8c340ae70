#pragma once

#include "core/base/geometry.h"

#include <span>

namespace pixelscape {

/// The scores of one tile, one map a channel, as they stand in somebody else's memory. Every pixel of the map is a
/// pixel of the raster.
struct ScoreMap
{
    std::span<const float> values; ///< from the first score of the first channel
    int channels = 1;
    Size size;
    std::size_t channelStride = 0; ///< values from one channel of a pixel to the next
    std::size_t pixelStride = 1;   ///< values from one pixel of a row to the next; rows follow each other

    const float *at(int x, int y) const
    {
        return values.data() + (std::size_t(y) * std::size_t(size.width) + std::size_t(x)) * pixelStride;
    }
};

} // namespace pixelscape
