#include "core/inference/decide.h"

#include "core/base/error.h"
#include "core/base/wide_vectors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace pixelscape {

namespace {

using RowDecision = void (*)(const float *scores, const ScoreMap &map, const ChannelRule &rule, const Decisions &row);

/// Scores that are no numbers leave a class without any probability.
float finiteOrNone(float probability)
{
    return std::isfinite(probability) ? probability : 0.0F;
}

/// The winner's share of all channels (softmax), those that cannot win among them. `best` holds the winning scores.
void winnersShare(const float *scores, const ScoreMap &map, std::span<const float> best, std::span<float> shares)
{
    std::ranges::fill(shares, 0.0F);
    for (std::size_t channel = 0; channel < std::size_t(map.channels); ++channel) {
        const float *row = scores + channel * map.channelStride;
        for (std::size_t i = 0; i < shares.size(); ++i)
            shares[i] += std::exp(row[i * map.pixelStride] - best[i]);
    }
    for (float &share : shares)
        share = finiteOrNone(1.0F / share);
}

/// Takes over where a channel's score is better; the compiler makes vector instructions of it.
PIXELSCAPE_WIDE_VECTORS
void compareWithBest(const float *scores, std::size_t step, std::int32_t channel, std::span<float> best,
                     std::span<std::int32_t> winner)
{
    for (std::size_t i = 0; i < best.size(); ++i) {
        const float score = scores[i * step];
        const bool isBetter = score > best[i];
        best[i] = isBetter ? score : best[i];
        winner[i] = isBetter ? channel : winner[i];
    }
}

/// One pass over the row for each channel, keeping the best score so far: the inner loop runs along memory. A score
/// that is no number never wins.
void highestScore(const float *scores, const ScoreMap &map, const ChannelRule &rule, const Decisions &decisions)
{
    const std::span<std::int64_t> values = decisions.values;
    thread_local std::vector<float> best;
    thread_local std::vector<std::int32_t> winner;
    best.assign(values.size(), -std::numeric_limits<float>::infinity());
    const auto first = std::ranges::find(rule.neverWins, false) - rule.neverWins.begin();
    winner.assign(values.size(), std::int32_t(first));
    for (std::size_t channel = 0; channel < rule.valueOfChannel.size(); ++channel) {
        const float *row = scores + channel * map.channelStride;
        if (rule.neverWins[channel])
            continue;
        compareWithBest(row, map.pixelStride, std::int32_t(channel), best, winner);
    }
    std::ranges::transform(winner, values.begin(),
                           [&rule](std::int32_t channel) { return rule.valueOfChannel[std::size_t(channel)]; });
    if (decisions.probabilities.empty())
        return;
    if (rule.scoreIsLogit)
        winnersShare(scores, map, best, decisions.probabilities);
    else
        std::ranges::transform(best, decisions.probabilities.begin(), finiteOrNone);
}

float probabilityOf(const float *pixel, const ScoreMap &map, const ChannelRule &rule)
{
    const float score = map.channels == 2 ? pixel[map.channelStride] : pixel[0];
    if (!rule.scoreIsLogit)
        return score;
    const float other = map.channels == 2 ? pixel[0] : 0.0F;
    return 1.0F / (1.0F + std::exp(other - score));
}

void againstThreshold(const float *scores, const ScoreMap &map, const ChannelRule &rule, const Decisions &decisions)
{
    for (std::size_t i = 0; i < decisions.values.size(); ++i) {
        const float probability = probabilityOf(scores + i * map.pixelStride, map, rule);
        const bool isAbove = probability > rule.threshold;
        decisions.values[i] = isAbove ? rule.valueAbove : rule.valueBelow;
        if (!decisions.probabilities.empty())
            decisions.probabilities[i] = finiteOrNone(isAbove ? probability : 1.0F - probability);
    }
}

bool isInLegend(const ClassLegend &legend, std::int64_t value)
{
    return std::ranges::any_of(legend, [&](const ClassEntry &entry) { return entry.value == value; });
}

void labels(const float *scores, const ScoreMap &map, const ChannelRule &rule, const Decisions &decisions)
{
    const std::span<std::int64_t> values = decisions.values;
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

void decideClasses(const ScoreMap &scores, const ChannelRule &rule, const PixelRect &window, const Decisions &decisions)
{
    const RowDecision decideRow = rowDecision(rule.decision);
    const auto width = std::size_t(window.width);
    for (int row = 0; row < window.height; ++row) {
        const std::size_t first = std::size_t(row) * width;
        const std::span<float> probabilities =
            decisions.probabilities.empty() ? std::span<float>() : decisions.probabilities.subspan(first, width);
        decideRow(scores.at(window.x, window.y + row), scores, rule,
                  {decisions.values.subspan(first, width), probabilities});
    }
}

} // namespace pixelscape
