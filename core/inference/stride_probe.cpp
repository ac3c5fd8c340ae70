#include "core/inference/stride_probe.h"

#include "core/base/error.h"
#include "core/inference/prepare.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace pixelscape {

namespace {

constexpr int largestStride = 64;
constexpr int centreSide = 4;

/// Noise as a function of the pixel's place, the same on every machine: about -2..2, as scaled values are.
float noiseAt(std::uint32_t channel, std::uint32_t row, std::uint32_t column)
{
    std::uint32_t mixed = channel * 0x9e3779b1U ^ row * 0x85ebca77U ^ column * 0xc2b2ae3dU;
    mixed ^= mixed >> 15;
    mixed *= 0x2c1b3c6dU;
    mixed ^= mixed >> 12;
    mixed *= 0x297a2d39U;
    mixed ^= mixed >> 15;
    return float(mixed >> 8) / float(1 << 22) - 2.0F;
}

/// The largest difference between two sets of scores, as a share of the largest score; infinite where they cannot be
/// compared.
float relativeDifference(const std::vector<float> &a, const std::vector<float> &b)
{
    if (a.empty() || a.size() != b.size())
        return std::numeric_limits<float>::infinity();
    float largest = std::numeric_limits<float>::min();
    float difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max({largest, std::abs(a[i]), std::abs(b[i])});
        difference = std::max(difference, std::abs(a[i] - b[i]));
    }
    return difference / largest;
}

} // namespace

NoiseTiles::NoiseTiles(Engine &engine, TensorLayout layout, std::size_t channels, Size tile)
    : m_engine(engine), m_layout(layout), m_channels(channels), m_tile(tile)
{
}

/// The window of the noise whose upper left pixel is (shift, shift).
std::vector<float> NoiseTiles::tileAt(Size tile, int shift) const
{
    std::vector<float> tensor(m_channels * std::size_t(tile.area()));
    std::size_t at = 0;
    const bool first = m_layout == TensorLayout::ChannelsFirst;
    const auto height = std::uint32_t(tile.height);
    const auto width = std::uint32_t(tile.width);
    const auto offset = std::uint32_t(shift);
    const auto channels = std::uint32_t(m_channels);
    if (first) {
        for (std::uint32_t c = 0; c < channels; ++c)
            for (std::uint32_t y = 0; y < height; ++y)
                for (std::uint32_t x = 0; x < width; ++x)
                    tensor[at++] = noiseAt(c, y + offset, x + offset);
    } else {
        for (std::uint32_t y = 0; y < height; ++y)
            for (std::uint32_t x = 0; x < width; ++x)
                for (std::uint32_t c = 0; c < channels; ++c)
                    tensor[at++] = noiseAt(c, y + offset, x + offset);
    }
    return tensor;
}

std::vector<float> NoiseTiles::scores(const OutputMap &map) const
{
    const std::vector<float> tensor = tileAt(m_tile, 0);
    const std::vector<TensorView> outputs = m_engine.infer({tensorShape(m_tile, m_channels, m_layout), tensor});
    const TensorView &output = outputs.at(std::size_t(map.outputIndex));
    return {output.values.begin(), output.values.end()};
}

/// Scores of a small window at the tile's centre, moved against the shift so that it shows the same place of the noise.
/// Empty where the network does not take this size.
std::vector<float> NoiseTiles::centreScores(const ModelDefinition &definition, Size tile, int margin, int shift) const
{
    const std::vector<float> tensor = tileAt(tile, shift);
    std::vector<TensorView> outputs;
    try {
        outputs = m_engine.infer({tensorShape(tile, m_channels, m_layout), tensor});
    } catch (const Error &) {
        return {};
    }
    const Size inner{tile.width - 2 * margin, tile.height - 2 * margin};
    const std::optional<OutputMap> map = findOutputMap(outputs, inner, int(definition.classes.size()));
    if (!map)
        return {};
    const TensorView &output = outputs[std::size_t(map->outputIndex)];
    std::vector<float> centre;
    const int left = inner.width / 2 - shift;
    const int top = inner.height / 2 - shift;
    for (int y = top; y < top + centreSide; ++y) {
        for (int x = left; x < left + centreSide; ++x) {
            const std::size_t pixel = std::size_t(y) * std::size_t(inner.width) + std::size_t(x);
            for (int c = 0; c < map->channels; ++c)
                centre.push_back(output.values[std::size_t(c) * map->channelStride + pixel * map->pixelStride]);
        }
    }
    return centre;
}

int NoiseTiles::stride(const ModelDefinition &definition, int margin) const
{
    // A smaller tile answers sooner; networks of a fixed size are asked with that.
    Size tile{std::min(m_tile.width, 192 + 2 * margin), std::min(m_tile.height, 192 + 2 * margin)};
    std::vector<float> unshifted = centreScores(definition, tile, margin, 0);
    if (unshifted.empty()) {
        tile = m_tile;
        unshifted = centreScores(definition, tile, margin, 0);
    }
    const int room = (std::min(tile.width, tile.height) - 2 * margin) / 2 - centreSide;
    // A network that sees farther than the tile answers a little differently wherever it looks, because the tile's edge
    // comes into its view. So the smallest shift counts whose difference is of the size of the best one, not of another
    // order.
    constexpr float equal = 1e-5F;
    constexpr float sameOrder = 8;
    std::vector<std::pair<int, float>> tried;
    float best = std::numeric_limits<float>::infinity();
    for (int shift = 1; shift <= std::min(largestStride, room) && best > equal; shift *= 2) {
        tried.emplace_back(shift, relativeDifference(unshifted, centreScores(definition, tile, margin, shift)));
        best = std::min(best, tried.back().second);
    }
    for (const auto &[shift, difference] : tried)
        if (std::isfinite(difference) && difference <= std::max(equal, sameOrder * best))
            return shift;
    return 1;
}

} // namespace pixelscape
