#include "core/inference/tile_scorer.h"

#include "core/inference/upsample.h"

#include <algorithm>

namespace pixelscape {

namespace {

PictureLayout layoutOf(const ScoreMap &map)
{
    return {map.size, map.channels, map.channelStride, map.pixelStride};
}

} // namespace

TileScorer::TileScorer(Engine &engine, const NetworkContract &contract, std::size_t channels,
                       const Augmentation &augmentation)
    : m_engine(engine), m_contract(contract), m_batch(contract.batchOf(channels)), m_policy(augmentation.merge),
      m_variants(variantsOf(augmentation, contract.tile)), m_turned(std::size_t(contract.batch)),
      m_merged(std::size_t(contract.batch)), m_fine(std::size_t(contract.batch))
{
}

std::vector<ScoreMap> TileScorer::score(std::span<const std::span<const float>> tiles)
{
    std::vector<ScoreMap> maps = m_variants.size() == 1 ? predicted(tiles) : augmented(tiles);
    if (m_contract.reading.scale > 1)
        for (std::size_t i = 0; i < maps.size(); ++i)
            maps[i] = upsampled(maps[i], m_contract.reading.scale, m_contract.scores.integral, m_fine[i]);
    return maps;
}

std::vector<ScoreMap> TileScorer::predicted(std::span<const std::span<const float>> tiles)
{
    const std::vector<TensorView> outputs = inferTiles(m_engine, m_batch, tiles, m_packed);
    std::vector<ScoreMap> maps;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        maps.push_back(scoresOfTile(outputs, m_contract.reading.map, m_batch.tiles, int(i)));
    return maps;
}

std::vector<ScoreMap> TileScorer::augmented(std::span<const std::span<const float>> tiles)
{
    std::vector<ScoreMap> maps;
    for (const Dihedral &way : m_variants) {
        std::vector<std::span<const float>> turned;
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            m_turned[i].resize(tiles[i].size());
            turn(tiles[i], tensorLayout(), way, m_turned[i]);
            turned.emplace_back(m_turned[i]);
        }
        maps = predicted(turned);
        for (std::size_t i = 0; i < maps.size(); ++i)
            merge(i, maps[i], way, way == Dihedral());
    }
    const auto variants = float(m_variants.size());
    for (std::size_t i = 0; i < maps.size(); ++i) {
        if (m_policy == MergePolicy::Mean)
            for (float &score : m_merged[i])
                score /= variants;
        maps[i].values = m_merged[i];
    }
    return maps;
}

void TileScorer::merge(std::size_t tile, const ScoreMap &turned, const Dihedral &way, bool isFirst)
{
    std::vector<float> &merged = m_merged[tile];
    if (isFirst) {
        merged.assign(turned.values.begin(), turned.values.end());
        return;
    }
    m_upright.resize(turned.values.size());
    turnBack(turned.values, layoutOf(turned), way, m_upright);
    for (std::size_t i = 0; i < merged.size(); ++i) {
        switch (m_policy) {
        case MergePolicy::Mean:
            merged[i] += m_upright[i];
            break;
        case MergePolicy::Maximum:
            merged[i] = std::max(merged[i], m_upright[i]);
            break;
        case MergePolicy::Minimum:
            merged[i] = std::min(merged[i], m_upright[i]);
            break;
        }
    }
}

PictureLayout TileScorer::tensorLayout() const
{
    const auto area = std::size_t(m_batch.tile.area());
    if (m_batch.layout == TensorLayout::ChannelsFirst)
        return {m_batch.tile, int(m_batch.channels), area, 1};
    return {m_batch.tile, int(m_batch.channels), 1, m_batch.channels};
}

} // namespace pixelscape
