#pragma once

#include "core/inference/engine.h"

#include <span>
#include <vector>

namespace pixelscape {

/// What a network is given at a time.
struct TileBatch
{
    Size tile;
    std::size_t channels = 0;
    TensorLayout layout = TensorLayout::ChannelsFirst;
    int tiles = 1;

    /// "1, 6, 256, 256"
    std::vector<int> tensorShape() const;
    std::size_t valuesOfTile() const { return channels * std::size_t(tile.area()); }
};

/// Runs the network on up to `batch.tiles` prepared tiles; the last one is repeated where there are fewer, since the
/// batch's shape stays the same. `packed` is the memory that they are put together in. Throws Error.
std::vector<TensorView> inferTiles(Engine &engine, const TileBatch &batch,
                                   std::span<const std::span<const float>> tiles, std::vector<float> &packed);

} // namespace pixelscape
