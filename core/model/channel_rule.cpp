#include "core/model/channel_rule.h"

#include "core/base/error.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString modelTitle(const ModelDefinition &definition)
{
    return definition.modelFile;
}

bool hasValue(const ClassLegend &classes, std::int64_t value)
{
    return std::ranges::any_of(classes, [&](const ClassEntry &entry) { return entry.value == value; });
}

/// arcgis.learn's packages leave the background out unless it is itself a class (model-format: predict_background).
bool backgroundByDefault(const ModelDefinition &definition)
{
    const bool arcgisLearn = definition.framework.startsWith("arcgis.learn"_L1);
    return !(arcgisLearn && definition.classes.size() > 1 && !hasValue(definition.classes, 0));
}

void refuseBackgroundArgument(const ModelDefinition &definition, const DecisionArguments &arguments)
{
    if (arguments.predictBackground == false)
        throw Error(
            u"predict_background=false needs a network with a background channel; %1 has one channel for each of "
            "its %2 classes, so it would delete the class %3: leave the argument out."_s.arg(
                modelTitle(definition), QString::number(definition.classes.size()), definition.classes.front().name));
}

ChannelRule oneScoreRule(const ModelDefinition &definition, const ScoreKind &scores, double threshold)
{
    ChannelRule rule;
    const ClassLegend &classes = definition.classes;
    rule.decision = scores.integral ? ChannelRule::Decision::Label : ChannelRule::Decision::Threshold;
    rule.threshold = float(threshold);
    rule.scoreIsLogit = !scores.probabilities;
    rule.valueAbove = classes.back().value;
    rule.valueBelow = classes.size() == 1 ? 0 : classes.front().value;
    rule.legend = classes.size() == 1 || scores.integral ? legendWithBackground(classes) : classes;
    return rule;
}

void leaveOut(ChannelRule &rule, const std::vector<int> &channels)
{
    for (const int channel : channels)
        if (channel >= 0 && std::size_t(channel) < rule.neverWins.size())
            rule.neverWins[std::size_t(channel)] = true;
}

/// Of two channels the second wins where its probability exceeds the threshold; at one half that is the higher score.
void useThresholdOfTwo(ChannelRule &rule, double threshold)
{
    rule.decision = ChannelRule::Decision::Threshold;
    rule.threshold = float(threshold);
    rule.valueBelow = rule.valueOfChannel.front();
    rule.valueAbove = rule.valueOfChannel.back();
}

} // namespace

ClassLegend legendWithBackground(const ClassLegend &classes)
{
    if (hasValue(classes, 0))
        return classes;
    ClassLegend legend{{0, u"Background"_s, {225, 225, 225}}};
    legend.insert(legend.end(), classes.begin(), classes.end());
    return legend;
}

ChannelRule makeChannelRule(const ModelDefinition &definition, const ScoreKind &scores,
                            const DecisionArguments &arguments)
{
    const ClassLegend &classes = definition.classes;
    const int classCount = int(classes.size());
    const double threshold = arguments.threshold.value_or(definition.threshold.value_or(0.5));
    if (scores.channels == 1) {
        refuseBackgroundArgument(definition, arguments);
        return oneScoreRule(definition, scores, threshold);
    }
    const bool hasBackground = scores.channels == classCount + 1;
    if (!hasBackground && scores.channels != classCount)
        throw Error(u"The network of %1 answers %2 channels, but the model lists %3 classes; its Classes must have one "
                    "entry for each channel, or one fewer where channel 0 is background."_s.arg(modelTitle(definition))
                        .arg(scores.channels)
                        .arg(classCount));
    ChannelRule rule;
    rule.scoreIsLogit = !scores.probabilities;
    rule.neverWins.assign(std::size_t(scores.channels), false);
    if (hasBackground)
        rule.valueOfChannel.push_back(0);
    else
        refuseBackgroundArgument(definition, arguments);
    for (const ClassEntry &entry : classes)
        rule.valueOfChannel.push_back(entry.value);
    leaveOut(rule, definition.ignoredChannels);
    if (hasBackground && !arguments.predictBackground.value_or(backgroundByDefault(definition)))
        rule.neverWins.front() = true;
    if (std::ranges::all_of(rule.neverWins, [](bool never) { return never; }))
        throw Error(u"No channel of %1 is left to win: ignore_mapped_class and predict_background exclude them all; "
                    "set predict_background=true."_s.arg(modelTitle(definition)));
    rule.legend = hasBackground && !rule.neverWins.front() ? legendWithBackground(classes) : classes;
    const bool bothCanWin = !rule.neverWins.front() && !rule.neverWins.back();
    if (scores.channels == 2 && bothCanWin && threshold != 0.5)
        useThresholdOfTwo(rule, threshold);
    return rule;
}

} // namespace pixelscape
