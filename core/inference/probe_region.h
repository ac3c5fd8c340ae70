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
    Size tile;
    std::size_t channels = 0;
    std::vector<float> pixels; ///< channels x (tile.height + around) x (tile.width + around)
    int around = extra;        ///< by how much the region is wider and higher than the tile

    /// The part of the tile that networks which take tiles of any size are asked about, since it answers sooner. Maps
    /// that lack a margin show as much of the ground.
    Size quickPart(int margin) const;

    /// What a network is shown: a tile of `size` whose upper left pixel is (shift, shift) of the region, in a layout,
    /// with noise added that is `noise` times as strong as the region's own variation. The same noise stays with the
    /// same ground.
    std::vector<float> cut(Size size, int shift, float noise, TensorLayout layout) const;
};

} // namespace pixelscape
