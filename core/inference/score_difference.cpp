#include "core/inference/score_difference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pixelscape {

namespace {

float largestOf(const std::vector<float> &values)
{
    float largest = std::numeric_limits<float>::min();
    for (const float value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}

} // namespace

float relativeDifference(const std::vector<float> &a, const std::vector<float> &b)
{
    if (a.empty() || a.size() != b.size())
        return std::numeric_limits<float>::infinity();
    float difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = std::max(difference, std::abs(a[i] - b[i]));
    return difference / std::max(largestOf(a), largestOf(b));
}

bool varies(const std::vector<float> &scores, std::size_t channels)
{
    constexpr float visible = 1e-3F;
    float difference = 0;
    for (std::size_t i = channels; i < scores.size(); ++i)
        difference = std::max(difference, std::abs(scores[i] - scores[i - channels]));
    return !scores.empty() && difference > visible * largestOf(scores);
}

} // namespace pixelscape
