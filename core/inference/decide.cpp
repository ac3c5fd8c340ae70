#include "core/inference/decide.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace pixelscape {

namespace {

using RowDecision = void (*)(const float *scores, const OutputMap &map, const ChannelRule &rule,
                             std::span<std::int64_t> values);

/// One pass over the row for each channel, keeping the best score so far: the inner loop runs along memory. A score
/// that is no number never wins.
void highestScore(const float *scores, const OutputMap &map, const ChannelRule &rule, std::span<std::int64_t> values)
{
    thread_local std::vector<float> best;
    best.assign(values.size(), -std::numeric_limits<float>::infinity());
    bool isFirst = true;
    for (std::size_t channel = 0; channel < rule.valueOfChannel.size(); ++channel) {
        if (rule.neverWins[channel])
            continue;
        const float *row = scores + channel * map.channelStride;
        const std::int64_t value = rule.valueOfChannel[channel];
        if (isFirst)
            std::ranges::fill(values, value);
        isFirst = false;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float score = row[i * map.pixelStride];
            if (score > best[i]) {
                best[i] = score;
                values[i] = value;
            }
        }
    }
}

float probabilityOf(const float *pixel, const OutputMap &map, const ChannelRule &rule)
{
    const float score = map.channels == 2 ? pixel[map.channelStride] : pixel[0];
    if (!rule.scoreIsLogit)
        return score;
    const float other = map.channels == 2 ? pixel[0] : 0.0F;
    return 1.0F / (1.0F + std::exp(other - score));
}

void againstThreshold(const float *scores, const OutputMap &map, const ChannelRule &rule,
                      std::span<std::int64_t> values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] =
            probabilityOf(scores + i * map.pixelStride, map, rule) > rule.threshold ? rule.valueAbove : rule.valueBelow;
}

bool isInLegend(const ClassLegend &legend, std::int64_t value)
{
    return std::ranges::any_of(legend, [&](const ClassEntry &entry) { return entry.value == value; });
}

void labels(const float *scores, const OutputMap &map, const ChannelRule &rule, std::span<std::int64_t> values)
{
    std::int64_t known = rule.legend.front().value;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float label = scores[i * map.pixelStride];
        values[i] = std::isfinite(label) ? std::llround(double(label)) : std::numeric_limits<std::int64_t>::min();
        if (values[i] != known && !isInLegend(rule.legend, values[i]))
            throw Error(
                QStringLiteral("The network answered the class value %1, which the model's Classes do not list; "
                               "add it to the model definition.")
                    .arg(double(label)));
        known = values[i];
    }
}

RowDecision rowDecision(ChannelRule::Decision decision)
{
    switch (decision) {
    case ChannelRule::Decision::HighestScore:
        return highestScore;
    case ChannelRule::Decision::Threshold:
        return againstThreshold;
    case ChannelRule::Decision::Label:
        break;
    }
    return labels;
}

} // namespace

void decideClasses(const TensorView &output, const OutputMap &map, const ChannelRule &rule, const PixelRect &window,
                   std::span<std::int64_t> values)
{
    const RowDecision decideRow = rowDecision(rule.decision);
    const auto width = std::size_t(window.width);
    for (int row = 0; row < window.height; ++row) {
        const std::size_t firstPixel =
            std::size_t(window.y + row) * std::size_t(map.size.width) + std::size_t(window.x);
        decideRow(output.values.data() + firstPixel * map.pixelStride, map, rule,
                  values.subspan(std::size_t(row) * width, width));
    }
}

} // namespace pixelscape
