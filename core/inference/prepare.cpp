#include "core/inference/prepare.h"

namespace pixelscape {

void prepareTile(std::span<const float> pixels, std::span<const ChannelScaling> scaling, TensorLayout layout,
                 std::span<float> tensor)
{
    const std::size_t channels = scaling.size();
    const std::size_t area = pixels.size() / channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const ChannelScaling s = scaling[channel];
        const float *from = pixels.data() + channel * area;
        const bool first = layout == TensorLayout::ChannelsFirst;
        float *to = tensor.data() + (first ? channel * area : channel);
        const std::size_t step = first ? 1 : channels;
        if (s.isIdentity()) {
            for (std::size_t i = 0; i < area; ++i)
                to[i * step] = from[i];
        } else {
            for (std::size_t i = 0; i < area; ++i)
                to[i * step] = s.apply(from[i]);
        }
    }
}

} // namespace pixelscape
