#pragma once

#include "core/model/class_legend.h"
#include "core/model/model_definition.h"

#include <optional>
#include <vector>

namespace pixelscape {

/// What kind of numbers a network's map holds.
struct ScoreKind
{
    int channels = 1;
    bool probabilities = false; ///< every score seen on the probe lies in 0..1
    bool integral = false;      ///< one channel of whole numbers beyond 0 and 1: class values, not scores
};

/// How scores become a class value. Made once a run, the same in every worker.
struct ChannelRule
{
    enum class Decision {
        HighestScore, ///< the channel with the highest score wins
        Threshold,    ///< one score a pixel, or the second of two, against a threshold
        Label         ///< the network's number is the class value itself
    };
    Decision decision = Decision::HighestScore;
    std::vector<std::int64_t> valueOfChannel; ///< HighestScore: class value of each channel
    std::vector<bool> neverWins;              ///< HighestScore: channels that are left out
    float threshold = 0.5F;
    bool scoreIsLogit = false; ///< softmax or sigmoid turns scores into probabilities
    std::int64_t valueBelow = 0;
    std::int64_t valueAbove = 0;
    ClassLegend legend; ///< of the result: the model's classes, with the background's row where it can occur
};

/// The user's part in the decision.
struct DecisionArguments
{
    std::optional<bool> predictBackground;
    std::optional<double> threshold;
};

/// N classes and C channels: C = N+1 has the background (value 0) in channel 0, C = N has none, C = 1 is a score or a
/// label; anything else is an Error that names both numbers. Also throws where predict_background=false would delete a
/// real class.
ChannelRule makeChannelRule(const ModelDefinition &definition, const ScoreKind &scores,
                            const DecisionArguments &arguments);

/// Rows of the result's legend that can be foreseen without having run the network.
ClassLegend legendWithBackground(const ClassLegend &classes);

} // namespace pixelscape
