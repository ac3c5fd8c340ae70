#pragma once

#include "core/base/geometry.h"
#include "core/model/model_definition.h"

#include <vector>

namespace pixelscape {

/// A piece of the raster, scaled as the network takes it, that is larger than a tile: so that tiles can be cut from it
/// at different places and show the same ground.
struct ProbeRegion
{
    /// The largest stride that is looked for.
    static constexpr int extra = 64;
    /// Of a part of the tile that answers sooner, from networks that take tiles of any size.
    static constexpr int quickSide = 192;

    Size tile;
    std::size_t channels = 0;
    std::vector<float> pixels; ///< channels x (tile.height + around) x (tile.width + around)
    int around = extra;        ///< by how much the region is wider and higher than the tile

    /// What a network is shown: a tile of `size` whose upper left pixel is (shift, shift) of the region, in a layout,
    /// with noise added that is `noise` times as strong as the region's own variation. The same noise stays with the
    /// same ground.
    std::vector<float> cut(Size size, int shift, float noise, TensorLayout layout) const;
};

} // namespace pixelscape
