#include "core/inference/hann_blend.h"

#include <cmath>
#include <numbers>

namespace pixelscape {

namespace {

/// sin^2 at the centre of each pixel: the Hann window of arcgis.learn, shifted by half a pixel so that no weight is 0.
std::vector<float> hannWindow(int length)
{
    std::vector<float> weights(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i) {
        const double sine = std::sin(std::numbers::pi * (i + 0.5) / length);
        weights[std::size_t(i)] = float(sine * sine);
    }
    return weights;
}

} // namespace

HannBlend::HannBlend(const PixelRect &window, int channels)
    : m_window(window), m_channels(channels), m_sums(std::size_t(window.area()) * std::size_t(channels)),
      m_weights(std::size_t(window.area()))
{
}

void HannBlend::add(const ScoreMap &scores, int tileX, int tileY)
{
    const std::vector<float> across = hannWindow(scores.size.width);
    const std::vector<float> down = hannWindow(scores.size.height);
    const PixelRect part = PixelRect{tileX, tileY, scores.size.width, scores.size.height}.intersected(m_window);
    const auto area = std::size_t(m_window.area());
    for (int y = part.y; y < part.bottom(); ++y) {
        const float weightDown = down[std::size_t(y - tileY)];
        const float *weightAcross = across.data() + (part.x - tileX);
        const std::size_t to =
            std::size_t(y - m_window.y) * std::size_t(m_window.width) + std::size_t(part.x - m_window.x);
        const float *from = scores.at(part.x - tileX, y - tileY);
        for (std::size_t i = 0; i < std::size_t(part.width); ++i)
            m_weights[to + i] += weightDown * weightAcross[i];
        for (std::size_t channel = 0; channel < std::size_t(m_channels); ++channel) {
            float *sums = m_sums.data() + channel * area + to;
            const float *row = from + channel * scores.channelStride;
            for (std::size_t i = 0; i < std::size_t(part.width); ++i)
                sums[i] += weightDown * weightAcross[i] * row[i * scores.pixelStride];
        }
    }
}

ScoreMap HannBlend::means()
{
    const auto area = std::size_t(m_window.area());
    for (std::size_t channel = 0; channel < std::size_t(m_channels); ++channel)
        for (std::size_t i = 0; i < area; ++i)
            if (m_weights[i] > 0)
                m_sums[channel * area + i] /= m_weights[i];
    return {m_sums, m_channels, {m_window.width, m_window.height}, area, 1};
}

} // namespace pixelscape
