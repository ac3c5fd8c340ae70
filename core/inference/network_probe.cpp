#include "core/inference/network_probe.h"

#include "core/base/error.h"
#include "core/inference/prepare.h"
#include "core/inference/stride_probe.h"

#include <QElapsedTimer>

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

std::vector<float> inLayout(const ProbeInput &input, TensorLayout layout)
{
    if (layout == TensorLayout::ChannelsFirst)
        return input.pixels;
    std::vector<float> tensor(input.pixels.size());
    prepareTile(input.pixels, std::vector<ChannelScaling>(input.channels), layout, tensor);
    return tensor;
}

/// Why these outputs are no class map of the expected size.
QString refusal(const std::vector<TensorView> &outputs, const ModelDefinition &definition, const ProbeInput &input)
{
    const std::optional<Size> map = anyMapSize(outputs);
    if (!map)
        return u"The network %1 answers %2 for a tile of %3: that is not a map of classes (a classifier of whole "
               u"pictures or a "
               "detector answers so); choose a pixel classification model."_s.arg(
                   titleOf(definition), shapesText(outputs), sizeText(input.tile));
    if (definition.modelPadding.value_or(0) > 0)
        return u"The model says ModelPadding %1, but the network %2 answers %3 pixels for a tile of %4; correct "
               u"ModelPadding in "
               "the model definition."_s.arg(QString::number(*definition.modelPadding), titleOf(definition),
                                             sizeText(*map), sizeText(input.tile));
    return u"The network %1 answers %2 pixels for a tile of %3; set ImageWidth and ImageHeight (or tile_size) to a "
           u"size that it "
           "keeps, such as a multiple of 32, or state ModelPadding in the model definition."_s.arg(
               titleOf(definition), sizeText(*map), sizeText(input.tile));
}

struct Answer
{
    TensorLayout layout = TensorLayout::ChannelsFirst;
    OutputMap map;
};

Answer tryLayout(Engine &engine, const ModelDefinition &definition, const ProbeInput &input, TensorLayout layout)
{
    const int margin = definition.modelPadding.value_or(0);
    const Size expected{input.tile.width - 2 * margin, input.tile.height - 2 * margin};
    const std::vector<float> tensor = inLayout(input, layout);
    const std::vector<TensorView> outputs = engine.infer({tensorShape(input.tile, input.channels, layout), tensor});
    const std::optional<OutputMap> map = findOutputMap(outputs, expected, int(definition.classes.size()));
    if (!map)
        throw Error(refusal(outputs, definition, input));
    return {layout, *map};
}

/// The layout that the engine or the definition names, else channels first, else channels last: whichever gives a map.
Answer findLayout(Engine &engine, const ModelDefinition &definition, const ProbeInput &input)
{
    const std::optional<TensorLayout> known =
        engine.settledInputLayout() ? engine.settledInputLayout() : definition.layout;
    if (known)
        return tryLayout(engine, definition, input, *known);
    try {
        return tryLayout(engine, definition, input, TensorLayout::ChannelsFirst);
    } catch (const Error &firstRefusal) {
        try {
            return tryLayout(engine, definition, input, TensorLayout::ChannelsLast);
        } catch (const Error &) {
            throw firstRefusal;
        }
    }
}

std::vector<float> runOnce(Engine &engine, const ProbeInput &input, const Answer &answer)
{
    const std::vector<float> tensor = inLayout(input, answer.layout);
    const std::vector<TensorView> outputs =
        engine.infer({tensorShape(input.tile, input.channels, answer.layout), tensor});
    const TensorView &output = outputs.at(std::size_t(answer.map.outputIndex));
    return {output.values.begin(), output.values.end()};
}

void requireFinite(const std::vector<float> &values, const ModelDefinition &definition)
{
    for (const float value : values)
        if (!std::isfinite(value))
            throw Error(u"The network %1 answers numbers that are not finite (NaN or infinity) for a tile of this "
                        u"raster; check "
                        "that the raster's values are what the model expects."_s.arg(titleOf(definition)));
}

/// Grows stricter with every tile seen: one score outside 0..1 settles that scores are no probabilities.
void look(ScoreKind &kind, const std::vector<float> &values)
{
    bool onlyBinary = true;
    for (const float value : values) {
        kind.probabilities = kind.probabilities && value >= 0 && value <= 1;
        kind.integral = kind.integral && value == std::round(value);
        onlyBinary = onlyBinary && (value == 0 || value == 1);
    }
    kind.integral = kind.integral && kind.channels == 1 && !(onlyBinary && kind.probabilities);
}

} // namespace

NetworkContract probeNetwork(Engine &engine, const ModelDefinition &definition, const ProbeInput &input)
{
    const Answer answer = findLayout(engine, definition, input);
    const std::vector<float> first = runOnce(engine, input, answer);
    QElapsedTimer timer;
    timer.start();
    const std::vector<float> second = runOnce(engine, input, answer);
    NetworkContract contract;
    contract.tileSeconds = double(timer.nsecsElapsed()) * 1e-9;
    requireFinite(first, definition);
    if (first != second)
        throw Error(
            u"The network %1 gives different answers for the same tile; results would not be repeatable, so it is not "
            "used: export the model again for inference (without dropout)."_s.arg(titleOf(definition)));
    contract.inputLayout = answer.layout;
    contract.output = answer.map;
    contract.margin = definition.modelPadding.value_or(0);
    contract.scores = {answer.map.channels, true, true};
    look(contract.scores, first);
    const NoiseTiles noise(engine, answer.layout, input.channels, input.tile);
    look(contract.scores, noise.scores(answer.map));
    contract.stride = noise.stride(definition, contract.margin);
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
