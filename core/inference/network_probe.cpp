#include "core/inference/network_probe.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/inference/prepare.h"
#include "core/inference/stride_probe.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString titleOf(const ModelDefinition &definition)
{
    return definition.modelFile;
}

QString sizeText(Size size)
{
    return u"%1x%2"_s.arg(size.width).arg(size.height);
}

/// Why these outputs are no class map of the expected size.
QString refusal(const std::vector<TensorView> &outputs, const ModelDefinition &definition, const ProbeRegion &region)
{
    const std::optional<Size> map = anyMapSize(outputs);
    if (!map)
        return u"The network %1 answers %2 for a tile of %3: that is not a map of classes (a classifier of whole "
               "pictures or a detector answers so); choose a pixel classification model."_s.arg(
                   titleOf(definition), shapesText(outputs), sizeText(region.tile));
    if (definition.modelPadding.value_or(0) > 0)
        return u"The model says ModelPadding %1, but the network %2 answers %3 pixels for a tile of %4; correct "
               "ModelPadding in the model definition."_s.arg(QString::number(*definition.modelPadding),
                                                             titleOf(definition), sizeText(*map),
                                                             sizeText(region.tile));
    return u"The network %1 answers %2 pixels for a tile of %3; set ImageWidth and ImageHeight (or tile_size) to a "
           "size that it keeps, such as a multiple of 32, or state ModelPadding in the model definition."_s.arg(
               titleOf(definition), sizeText(*map), sizeText(region.tile));
}

struct Answer
{
    TensorLayout layout = TensorLayout::ChannelsFirst;
    OutputMap map;
    std::vector<float> values;
};

/// A network that throws on its first tile was given the wrong bands or a size that it does not take, or makes no map.
std::vector<TensorView> firstAnswer(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region,
                                    TensorLayout layout, const std::vector<float> &tensor)
{
    try {
        return engine.infer({tensorShape(region.tile, region.channels, layout), tensor});
    } catch (const Error &error) {
        if (region.tile != definition.tile)
            throw Error(
                u"The network %1 does not take tiles of %2 pixels; leave tile_size out (the model's own is %3) or "
                "give a multiple of 32. %4"_s.arg(titleOf(definition), sizeText(region.tile), sizeText(definition.tile),
                                                  error.sentence()));
        throw Error(
            u"The network %1 does not take %2 bands of %3 pixels: it was trained on other bands (set ExtractBands "
            "or choose another raster), or it is no network that classifies pixels. %4"_s.arg(
                titleOf(definition), QString::number(region.channels), sizeText(region.tile), error.sentence()));
    }
}

Answer tryLayout(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, TensorLayout layout)
{
    const int margin = definition.modelPadding.value_or(0);
    const Size expected{region.tile.width - 2 * margin, region.tile.height - 2 * margin};
    const std::vector<float> tensor = region.cut(region.tile, 0, 0, layout);
    const std::vector<TensorView> outputs = firstAnswer(engine, definition, region, layout, tensor);
    const std::optional<OutputMap> map = findOutputMap(outputs, expected, int(definition.classes.size()));
    if (!map)
        throw Error(refusal(outputs, definition, region));
    const std::span<const float> values = outputs[std::size_t(map->outputIndex)].values;
    return {layout, *map, {values.begin(), values.end()}};
}

/// The layout that the engine or the definition names, else channels first, else channels last: whichever gives a map.
Answer findLayout(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region)
{
    const std::optional<TensorLayout> known =
        engine.settledInputLayout() ? engine.settledInputLayout() : definition.layout;
    if (known)
        return tryLayout(engine, definition, region, *known);
    try {
        return tryLayout(engine, definition, region, TensorLayout::ChannelsFirst);
    } catch (const Error &firstRefusal) {
        try {
            return tryLayout(engine, definition, region, TensorLayout::ChannelsLast);
        } catch (const Error &) {
            throw firstRefusal;
        }
    }
}

std::vector<float> runOnce(Engine &engine, const ProbeRegion &region, const Answer &answer, float noise)
{
    const std::vector<float> tensor = region.cut(region.tile, 0, noise, answer.layout);
    const std::vector<TensorView> outputs =
        engine.infer({tensorShape(region.tile, region.channels, answer.layout), tensor});
    const TensorView &output = outputs.at(std::size_t(answer.map.outputIndex));
    return {output.values.begin(), output.values.end()};
}

void requireFinite(const std::vector<float> &values, const ModelDefinition &definition)
{
    for (const float value : values)
        if (!std::isfinite(value))
            throw Error(
                u"The network %1 answers numbers that are not finite (NaN or infinity) for a tile of this raster; "
                "check that the raster's values are what the model expects."_s.arg(titleOf(definition)));
}

/// Looks at the scores of every tile seen; one outside 0..1 settles that scores are no probabilities.
class ScoreWatch
{
public:
    void look(const std::vector<float> &values)
    {
        for (const float value : values) {
            m_withinOne = m_withinOne && value >= 0 && value <= 1;
            m_whole = m_whole && value == std::round(value);
        }
    }

    /// Whole numbers beyond 0 and 1 are labels; of 0 and 1 alone a threshold makes the same classes.
    ScoreKind kind(int channels) const { return {channels, m_withinOne, channels == 1 && m_whole && !m_withinOne}; }

private:
    bool m_withinOne = true;
    bool m_whole = true;
};

} // namespace

NetworkContract probeNetwork(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region)
{
    const Answer answer = findLayout(engine, definition, region);
    requireFinite(answer.values, definition);
    NetworkContract contract;
    const Stopwatch watch;
    const bool isRepeatable = runOnce(engine, region, answer, 0) == answer.values;
    contract.tileSeconds = watch.seconds();
    if (!isRepeatable)
        throw Error(u"The network %1 gives different answers for the same tile, so its results would not be "
                    "repeatable; export the model again for inference (without dropout)."_s.arg(titleOf(definition)));
    contract.inputLayout = answer.layout;
    contract.output = answer.map;
    contract.margin = definition.modelPadding.value_or(0);
    ScoreWatch scores;
    scores.look(answer.values);
    // Beyond what the scene shows: scores that happen to lie within 0..1 on one tile need not be probabilities.
    scores.look(runOnce(engine, region, answer, 4));
    contract.scores = scores.kind(answer.map.channels);
    contract.stride =
        StrideProbe(engine, answer.layout, int(definition.classes.size()), contract.margin, region).find();
    return contract;
}

Json toJson(const NetworkContract &contract)
{
    const OutputMap &map = contract.output;
    return {{"channelsLast", contract.inputLayout == TensorLayout::ChannelsLast},
            {"output",
             {map.outputIndex, map.channels, map.size.width, map.size.height, map.channelStride, map.pixelStride}},
            {"margin", contract.margin},
            {"stride", contract.stride},
            {"probabilities", contract.scores.probabilities},
            {"integral", contract.scores.integral},
            {"tileSeconds", contract.tileSeconds}};
}

NetworkContract contractFromJson(const Json &json)
{
    NetworkContract contract;
    contract.inputLayout =
        json.at("channelsLast").get<bool>() ? TensorLayout::ChannelsLast : TensorLayout::ChannelsFirst;
    const Json &map = json.at("output");
    contract.output = {map.at(0), map.at(1), {map.at(2), map.at(3)}, map.at(4), map.at(5)};
    contract.margin = json.at("margin");
    contract.stride = json.at("stride");
    contract.scores = {contract.output.channels, json.at("probabilities"), json.at("integral")};
    contract.tileSeconds = json.at("tileSeconds");
    return contract;
}

} // namespace pixelscape
