#include "core/inference/probe_region.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace pixelscape {

namespace {

/// -1..1 as a function of the place alone, the same on every machine.
float noiseAt(std::uint32_t channel, std::uint32_t row, std::uint32_t column)
{
    std::uint32_t mixed = channel * 0x9e3779b1U ^ row * 0x85ebca77U ^ column * 0xc2b2ae3dU;
    mixed ^= mixed >> 15;
    mixed *= 0x2c1b3c6dU;
    mixed ^= mixed >> 12;
    mixed *= 0x297a2d39U;
    mixed ^= mixed >> 15;
    return float(mixed >> 8) / float(1 << 23) - 1.0F;
}

/// Standard deviation, or 1 where all values are the same (a region without data).
float variation(std::span<const float> values)
{
    double sum = 0;
    double squares = 0;
    for (const float value : values) {
        sum += double(value);
        squares += double(value) * double(value);
    }
    const double mean = sum / double(values.size());
    const double variance = squares / double(values.size()) - mean * mean;
    return variance > 1e-12 ? float(std::sqrt(variance)) : 1.0F;
}

} // namespace

Size ProbeRegion::quickPart(int margin) const
{
    const int side = 192 + 2 * margin;
    return {std::min(tile.width, side), std::min(tile.height, side)};
}

std::vector<float> ProbeRegion::cut(Size size, int shift, float noise, TensorLayout layout) const
{
    const auto regionWidth = std::size_t(tile.width + around);
    const std::size_t regionArea = regionWidth * std::size_t(tile.height + around);
    const auto area = std::size_t(size.area());
    std::vector<float> tensor(channels * area);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const std::span<const float> band = std::span(pixels).subspan(channel * regionArea, regionArea);
        const float strength = noise > 0 ? noise * variation(band) : 0.0F;
        const bool first = layout == TensorLayout::ChannelsFirst;
        float *to = tensor.data() + (first ? channel * area : channel);
        const std::size_t step = first ? 1 : channels;
        for (int y = shift; y < shift + size.height; ++y) {
            for (int x = shift; x < shift + size.width; ++x, to += step) {
                const float value = band[std::size_t(y) * regionWidth + std::size_t(x)];
                *to = noise > 0 ? value + strength * noiseAt(std::uint32_t(channel), std::uint32_t(y), std::uint32_t(x))
                                : value;
            }
        }
    }
    return tensor;
}

} // namespace pixelscape
