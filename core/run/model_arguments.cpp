#include "core/run/model_arguments.h"

#include "core/run/argument_reader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QStringList knownArguments{u"padding"_s,
                                 u"batch_size"_s,
                                 u"tile_size"_s,
                                 u"predict_background"_s,
                                 u"threshold"_s,
                                 u"return_probability_raster"_s,
                                 u"test_time_augmentation"_s,
                                 u"merge_policy"_s,
                                 u"edge"_s,
                                 u"blend"_s};

/// In the order of MergePolicy.
const QStringList mergePolicies{u"mean"_s, u"max"_s, u"min"_s};
constexpr int largestBatch = 64;

int readPadding(ArgumentReader &reader, const ModelDefinition &definition, Size tile)
{
    const std::optional<int> asked = reader.wholeNumber(u"padding"_s, 0);
    if (definition.modelPadding.value_or(0) > 0) {
        if (asked.value_or(0) > 0)
            reader.complain(u"padding"_s,
                            u"The model's network crops its own output by ModelPadding %1, so padding cannot be "
                            "given; leave the argument out."_s.arg(*definition.modelPadding));
        return 0;
    }
    const int side = std::min(tile.width, tile.height);
    const int padding = asked.value_or(definition.padding.value_or(side / 4));
    const QString most = QString::number((side - 1) / 2);
    if (padding >= side - padding)
        reader.complain(
            u"padding"_s,
            u"padding %1 leaves nothing of a tile of %2 pixels; give less than half a tile, %3 at most."_s.arg(
                QString::number(padding), QString::number(side), most),
            useArgument(u"padding"_s, most));
    return padding;
}

Size readTile(ArgumentReader &reader, const ModelDefinition &definition)
{
    constexpr int largestTile = 16384;
    const std::optional<int> side = reader.wholeNumber(u"tile_size"_s, 1);
    if (!side)
        return definition.tile;
    if (*side > largestTile)
        reader.complain(u"tile_size"_s, u"tile_size %1 is too large; give %2 at most."_s.arg(*side).arg(largestTile),
                        useArgument(u"tile_size"_s, QString::number(largestTile)));
    return {std::min(*side, largestTile), std::min(*side, largestTile)};
}

/// What the model's author chose was for another machine: too much of it is cut down without a word.
int readBatch(ArgumentReader &reader, const ModelDefinition &definition)
{
    const std::optional<int> asked = reader.wholeNumber(u"batch_size"_s, 1);
    if (asked.value_or(0) > largestBatch)
        reader.complain(u"batch_size"_s,
                        u"batch_size %1 is too large; give %2 at most."_s.arg(*asked).arg(largestBatch),
                        useArgument(u"batch_size"_s, QString::number(largestBatch)));
    return std::clamp(asked.value_or(definition.batchSize.value_or(1)), 1, largestBatch);
}

Augmentation readAugmentation(ArgumentReader &reader, const ModelDefinition &definition)
{
    Augmentation augmentation;
    augmentation.space = definition.imageSpace;
    augmentation.enabled = reader.truth(u"test_time_augmentation"_s).value_or(definition.testTimeAugmentation);
    constexpr std::array policies{MergePolicy::Mean, MergePolicy::Maximum, MergePolicy::Minimum};
    const std::optional<std::size_t> policy = reader.choice(u"merge_policy"_s, mergePolicies);
    augmentation.merge = policies[policy.value_or(0)];
    if (policy && !augmentation.enabled)
        reader.warn(u"merge_policy"_s,
                    u"merge_policy counts only with test_time_augmentation; each tile is predicted once."_s);
    return augmentation;
}

Blend readBlend(ArgumentReader &reader, int padding)
{
    const bool isHann = reader.choice(u"blend"_s, {u"crop"_s, u"hann"_s}).value_or(0) == 1;
    if (isHann && padding == 0)
        reader.warn(u"blend"_s,
                    u"blend=hann counts only where tiles overlap; with a padding of 0 they lie side by side."_s);
    return isHann ? Blend::Hann : Blend::Crop;
}

void readDecision(ArgumentReader &reader, const ModelDefinition &definition, DecisionArguments &decision)
{
    decision.predictBackground = reader.truth(u"predict_background"_s);
    decision.threshold = reader.share(u"threshold"_s);
    if (decision.threshold && definition.classes.size() > 2)
        reader.warn(u"threshold"_s,
                    u"threshold counts only for models of one or two classes; this one has %1, and the highest score "
                    "decides."_s.arg(definition.classes.size()));
}

} // namespace

ModelArguments readModelArguments(const ArgumentTexts &texts, const ModelDefinition &definition,
                                  std::vector<Problem> &problems)
{
    ArgumentReader reader(texts, problems);
    reader.refuseUnknown(knownArguments);
    ModelArguments arguments;
    arguments.tile = readTile(reader, definition);
    arguments.isTileAsked = texts.contains(u"tile_size"_s);
    arguments.padding = readPadding(reader, definition, arguments.tile);
    arguments.batchSize = readBatch(reader, definition);
    arguments.edge =
        reader.choice(u"edge"_s, {u"reflect"_s, u"zero"_s}).value_or(0) == 1 ? EdgeRule::Zero : EdgeRule::Reflect;
    readDecision(reader, definition, arguments.decision);
    arguments.augmentation = readAugmentation(reader, definition);
    arguments.blend = readBlend(reader, arguments.padding);
    arguments.probabilityRaster = reader.truth(u"return_probability_raster"_s).value_or(false);
    return arguments;
}

Json toJson(const ModelArguments &arguments)
{
    Json json{{"tile_size", {arguments.tile.width, arguments.tile.height}},
              {"padding", arguments.padding},
              {"edge", arguments.edge == EdgeRule::Reflect ? "reflect" : "zero"}};
    if (arguments.decision.predictBackground)
        json["predict_background"] = *arguments.decision.predictBackground;
    if (arguments.decision.threshold)
        json["threshold"] = *arguments.decision.threshold;
    if (arguments.augmentation.enabled) {
        json["test_time_augmentation"] = arguments.augmentation.space == ImageSpace::Map ? "MAP_SPACE" : "PIXEL_SPACE";
        json["merge_policy"] = mergePolicies[qsizetype(arguments.augmentation.merge)];
    }
    if (arguments.blend == Blend::Hann)
        json["blend"] = "hann";
    if (arguments.probabilityRaster)
        json["return_probability_raster"] = true;
    return json;
}

} // namespace pixelscape
