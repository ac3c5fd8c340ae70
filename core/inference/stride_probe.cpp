#include "core/inference/stride_probe.h"

#include "core/base/error.h"
#include "core/inference/score_difference.h"
#include "core/inference/upsample.h"

#include <bit>
#include <cmath>
#include <limits>
#include <ranges>
#include <utility>

namespace pixelscape {

StrideProbe::StrideProbe(Engine &engine, TensorLayout layout, int batch, const MapReading &reading,
                         const ProbeRegion &region)
    : m_engine(engine), m_layout(layout), m_batch(batch), m_reading(reading), m_region(region)
{
}

int StrideProbe::reach() const
{
    return (std::min(m_tile.width, m_tile.height) - 2 * m_reading.margin) / 2 - m_centreSide;
}

/// Scores of a small window at the tile's centre, moved against the shift so that it shows the same ground, channels of
/// a pixel together. Empty where the network does not take this size.
std::vector<float> StrideProbe::centreScores(Size tile, int shift, float noise)
{
    const std::vector<float> tensor = m_region.cut(tile, shift, noise, m_layout);
    const TileBatch batch{tile, m_region.channels, m_layout, m_batch};
    const std::span<const float> tiles[]{tensor};
    const OutputMap map = mapForTile(m_reading, tile);
    std::vector<float> packed;
    std::vector<float> fine;
    try {
        const std::vector<TensorView> outputs = inferTiles(m_engine, batch, tiles, packed);
        const ScoreMap coarse = scoresOfTile(outputs, map, m_batch, 0);
        return centreOf(m_reading.scale > 1 ? upsampled(coarse, m_reading.scale, false, fine) : coarse, shift);
    } catch (const Error &) {
        return {};
    }
}

std::vector<float> StrideProbe::centreOf(const ScoreMap &scores, int shift) const
{
    std::vector<float> centre;
    const int left = scores.size.width / 2 - shift;
    const int top = scores.size.height / 2 - shift;
    for (int y = top; y < top + m_centreSide; ++y)
        for (int x = left; x < left + m_centreSide; ++x)
            for (std::size_t c = 0; c < std::size_t(scores.channels); ++c)
                centre.push_back(scores.at(x, y)[c * scores.channelStride]);
    return centre;
}

/// Chooses the tile to try (a small one answers sooner; networks of a fixed size are asked with that), and noise under
/// which the scores vary.
void StrideProbe::settle()
{
    m_tile = m_region.quickPart(m_reading.margin);
    for (const float noise : {1.0F, 0.25F, 4.0F, 0.05F}) {
        m_noise = noise;
        m_unshifted = centreScores(m_tile, 0, noise);
        if (m_unshifted.empty()) {
            m_tile = m_region.tile;
            m_unshifted = centreScores(m_tile, 0, noise);
        }
        if (varies(m_unshifted, m_unshifted.size() / std::size_t(m_centreSide * m_centreSide)))
            return;
    }
}

/// Where the stride is certain, since a smaller shift did not do, and scores differ all the same, that is because the
/// tile's edge has come nearer to the window, on one side by the shift.
StrideFinding StrideProbe::findingFor(int shift, float difference, bool isCertain) const
{
    const int toEdge = std::min(m_tile.width, m_tile.height) / 2 - std::max(shift, m_centreSide);
    return {shift, difference, isCertain && difference > equalScores ? toEdge : 0};
}

StrideFinding StrideProbe::find()
{
    // Small tiles leave room for shifts only around a small window.
    constexpr int largestCentre = 16;
    const int inner = std::min(m_region.tile.width, m_region.tile.height) - 2 * m_reading.margin;
    m_centreSide = std::clamp(inner / 4, 1, largestCentre);
    settle();
    // A network that sees farther than the tile answers a little differently wherever it looks, because the tile's edge
    // comes into its view. So the smallest shift counts whose difference is of the size of the best one, not of another
    // order. Below a shift that is no multiple of the stride there is none; most networks' strides are nearer to the
    // largest.
    constexpr float sameOrder = 8;
    std::vector<std::pair<int, float>> tried;
    float best = std::numeric_limits<float>::infinity();
    const auto isGood = [&best](float difference) {
        return std::isfinite(difference) && difference <= std::max(equalScores, sameOrder * best);
    };
    bool isCertain = false;
    const int largest = std::min(ProbeRegion::extra, reach());
    for (int shift = largest < 1 ? 0 : int(std::bit_floor(unsigned(largest))); shift >= 1; shift /= 2) {
        tried.emplace_back(shift, relativeDifference(m_unshifted, centreScores(m_tile, shift, m_noise)));
        best = std::min(best, tried.back().second);
        isCertain = std::isfinite(tried.back().second) && !isGood(tried.back().second);
        if (isCertain)
            break;
    }
    for (const auto &[shift, difference] : tried | std::views::reverse)
        if (isGood(difference))
            return findingFor(shift, difference, isCertain);
    return {1, best};
}

} // namespace pixelscape
