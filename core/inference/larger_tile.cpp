#include "core/inference/larger_tile.h"

#include "core/base/error.h"
#include "core/inference/score_difference.h"
#include "core/inference/tile_scorer.h"

#include <new>

namespace pixelscape {

namespace {

/// The scores of a window of the map, channels of a pixel together.
std::vector<float> scoresIn(const ScoreMap &scores, const PixelRect &window)
{
    std::vector<float> values;
    values.reserve(std::size_t(window.area()) * std::size_t(scores.channels));
    for (int y = window.y; y < window.bottom(); ++y)
        for (int x = window.x; x < window.right(); ++x)
            for (std::size_t channel = 0; channel < std::size_t(scores.channels); ++channel)
                values.push_back(scores.at(x, y)[channel * scores.channelStride]);
    return values;
}

class Comparison
{
public:
    Comparison(Engine &engine, const NetworkContract &contract, const ProbeRegion &region, int halo)
        : m_engine(engine), m_contract(contract), m_region(region), m_halo(halo)
    {
    }

    std::vector<float> ofTile(float noise) { return keptScores(m_region.tile, m_region.around / 2, noise); }

    std::vector<float> ofLargerTile(float noise)
    {
        return keptScores({m_region.tile.width + m_region.around, m_region.tile.height + m_region.around}, 0, noise);
    }

private:
    /// Of the pixels that are kept of the tile in the region's middle, in a tile from (at, at) of the region.
    std::vector<float> keptScores(Size size, int at, float noise)
    {
        const std::vector<float> tensor = m_region.cut(size, at, noise, m_contract.inputLayout);
        const std::span<const float> tiles[]{tensor};
        TileScorer scorer(m_engine, contractForTile(m_contract, size, m_contract.batch), m_region.channels, {});
        const int before = m_region.around / 2 - at + m_halo - m_contract.margin();
        return scoresIn(scorer.score(tiles).front(),
                        {before, before, m_region.tile.width - 2 * m_halo, m_region.tile.height - 2 * m_halo});
    }

    Engine &m_engine;
    const NetworkContract &m_contract;
    const ProbeRegion &m_region;
    int m_halo;
};

} // namespace

LargerTile tryLargerTile(Engine &engine, const NetworkContract &contract, const ProbeRegion &region, int halo)
{
    Comparison comparison(engine, contract, region, halo);
    try {
        for (const float noise : {1.0F, 0.25F, 4.0F}) {
            const std::vector<float> alone = comparison.ofTile(noise);
            if (varies(alone, std::size_t(contract.scores.channels)))
                return relativeDifference(alone, comparison.ofLargerTile(noise)) <= equalScores ? LargerTile::Same
                                                                                                : LargerTile::Different;
        }
    } catch (const Error &) {
        return LargerTile::Unknown;
    } catch (const std::bad_alloc &) {
        return LargerTile::Unknown;
    }
    return LargerTile::Unknown;
}

} // namespace pixelscape
