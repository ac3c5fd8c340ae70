#include "core/inference/upsample.h"

#include <opencv2/imgproc.hpp>

namespace pixelscape {

ScoreMap upsampled(const ScoreMap &coarse, int scale, bool isLabel, std::vector<float> &values)
{
    const Size size{coarse.size.width * scale, coarse.size.height * scale};
    const auto area = std::size_t(size.area());
    values.resize(area * std::size_t(coarse.channels));
    cv::Mat plane(coarse.size.height, coarse.size.width, CV_32F);
    for (std::size_t channel = 0; channel < std::size_t(coarse.channels); ++channel) {
        const float *from = coarse.values.data() + channel * coarse.channelStride;
        for (std::size_t i = 0; i < std::size_t(coarse.size.area()); ++i)
            plane.ptr<float>()[i] = from[i * coarse.pixelStride];
        cv::Mat fine(size.height, size.width, CV_32F, values.data() + channel * area);
        cv::resize(plane, fine, fine.size(), 0, 0, isLabel ? cv::INTER_NEAREST : cv::INTER_LINEAR);
    }
    return {values, coarse.channels, size, area, 1};
}

} // namespace pixelscape
