#include "core/inference/prepare.h"

#include <algorithm>

namespace pixelscape {

namespace {

/// The same numbers as ChannelScaling::apply(), in a loop that compilers turn into vector instructions; a network
/// without mean and deviation is spared the second division.
void scale(std::span<float> values, const ChannelScaling &scaling)
{
    const double range = scaling.maximum - scaling.minimum;
    if (scaling.mean == 0 && scaling.deviation == 1)
        for (float &value : values)
            value = float((double(value) - scaling.minimum) / range);
    else
        for (float &value : values)
            value = scaling.apply(value);
}

} // namespace

void prepareTile(std::span<const float> pixels, std::span<const ChannelScaling> scaling, TensorLayout layout,
                 std::span<float> tensor)
{
    const std::size_t channels = scaling.size();
    const std::size_t area = pixels.size() / channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const std::span<const float> from = pixels.subspan(channel * area, area);
        if (layout == TensorLayout::ChannelsFirst) {
            const std::span<float> to = tensor.subspan(channel * area, area);
            if (to.data() != from.data())
                std::ranges::copy(from, to.begin());
            if (!scaling[channel].isIdentity())
                scale(to, scaling[channel]);
        } else {
            for (std::size_t i = 0; i < area; ++i)
                tensor[i * channels + channel] = scaling[channel].apply(from[i]);
        }
    }
}

} // namespace pixelscape
