#include "core/inference/tile_batch.h"

#include <algorithm>

namespace pixelscape {

std::vector<int> TileBatch::tensorShape() const
{
    if (layout == TensorLayout::ChannelsFirst)
        return {tiles, int(channels), tile.height, tile.width};
    return {tiles, tile.height, tile.width, int(channels)};
}

std::vector<TensorView> inferTiles(Engine &engine, const TileBatch &batch,
                                   std::span<const std::span<const float>> tiles, std::vector<float> &packed)
{
    if (batch.tiles == 1)
        return engine.infer({batch.tensorShape(), tiles.front()});
    packed.resize(std::size_t(batch.tiles) * batch.valuesOfTile());
    for (std::size_t i = 0; i < std::size_t(batch.tiles); ++i)
        std::ranges::copy(tiles[std::min(i, tiles.size() - 1)],
                          packed.begin() + std::ptrdiff_t(i * batch.valuesOfTile()));
    return engine.infer({batch.tensorShape(), packed});
}

} // namespace pixelscape
