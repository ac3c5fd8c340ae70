#include "core/inference/first_answer.h"

#include "core/base/error.h"
#include "core/inference/tile_batch.h"

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString sizeText(Size size)
{
    return u"%1x%2"_s.arg(size.width).arg(size.height);
}

/// Why these outputs are no class map for the tile.
QString refusal(const std::vector<TensorView> &outputs, const ModelDefinition &definition, Size tile, int batch)
{
    const std::vector<Size> maps = mapSizes(outputs, batch);
    if (maps.empty())
        return u"The network %1 answers %2 for a tile of %3: that is not a map of classes (a classifier of whole "
               "pictures or a detector answers so); choose a pixel classification model."_s.arg(
                   definition.modelFile, shapesText(outputs), sizeText(tile));
    if (definition.modelPadding.value_or(0) > 0)
        return u"The model says ModelPadding %1, but the network %2 answers %3 pixels for a tile of %4; correct "
               "ModelPadding in the model definition."_s.arg(QString::number(*definition.modelPadding),
                                                             definition.modelFile, sizeText(maps.front()),
                                                             sizeText(tile));
    return u"The network %1 answers %2 pixels for a tile of %3; set ImageWidth and ImageHeight (or tile_size) to a "
           "size that it keeps, such as a multiple of 32, or state ModelPadding in the model definition."_s.arg(
               definition.modelFile, sizeText(maps.front()), sizeText(tile));
}

/// Where the channels stand in the shape that the network states; nothing where it leaves that open. A network of
/// another number of bands is refused here, before it can say so in its own words.
std::optional<TensorLayout> statedLayout(const std::vector<int> &shape, const ModelDefinition &definition,
                                         std::size_t channels)
{
    if (shape.size() != 4)
        return std::nullopt;
    const bool first = shape[1] == int(channels);
    const bool last = shape[3] == int(channels);
    if (first != last)
        return first ? TensorLayout::ChannelsFirst : TensorLayout::ChannelsLast;
    if (!first && shape[1] > 0 && shape[3] > 0)
        throw Error(
            u"The network %1 takes %2 bands, but %3 were chosen; set ExtractBands or choose another raster."_s.arg(
                definition.modelFile, QString::number(std::min(shape[1], shape[3])), QString::number(channels)));
    return std::nullopt;
}

/// The layouts to try, the likeliest first.
std::vector<TensorLayout> layoutsToTry(const Engine &engine, const ModelDefinition &definition, std::size_t channels)
{
    if (engine.settledInputLayout())
        return {*engine.settledInputLayout()};
    if (const auto stated = statedLayout(engine.statedInputShape(), definition, channels))
        return {*stated};
    if (definition.layout == TensorLayout::ChannelsLast)
        return {TensorLayout::ChannelsLast, TensorLayout::ChannelsFirst};
    return {TensorLayout::ChannelsFirst, TensorLayout::ChannelsLast};
}

/// The batches to try, the likeliest first.
std::vector<int> batchesToTry(const Engine &engine, const ModelDefinition &definition, int batchSize)
{
    const std::vector<int> stated = engine.statedInputShape();
    if (stated.size() == 4 && stated.front() > 0)
        return {stated.front()};
    std::vector<int> batches{batchSize};
    for (const int batch : {definition.batchSize.value_or(1), 1})
        if (std::ranges::find(batches, batch) == batches.end())
            batches.push_back(batch);
    return batches;
}

/// Whether the network itself says that it takes as many bands as the batch has.
bool statesTheBands(const std::vector<int> &shape, const TileBatch &batch)
{
    return shape.size() == 4 && shape[batch.layout == TensorLayout::ChannelsFirst ? 1 : 3] == int(batch.channels);
}

/// A network that throws on its first tile was given the wrong bands or a size that it does not take, or makes no map.
std::vector<TensorView> answersFor(Engine &engine, const ModelDefinition &definition, const TileBatch &batch,
                                   const std::vector<float> &tensor, std::vector<float> &packed)
{
    const std::span<const float> tiles[]{tensor};
    try {
        return inferTiles(engine, batch, tiles, packed);
    } catch (const Error &error) {
        if (batch.tile != definition.tile)
            throw Error(
                u"The network %1 does not take tiles of %2 pixels; leave tile_size out (the model's own is %3) or "
                "give a multiple of 32. %4"_s.arg(definition.modelFile, sizeText(batch.tile), sizeText(definition.tile),
                                                  error.sentence()));
        if (statesTheBands(engine.statedInputShape(), batch))
            throw Error(
                u"The network %1 takes %2 bands, but cannot be run on a tile of %3 pixels; choose another "
                "engine or tile_size, or export it again with plain operations. %4"_s.arg(
                    definition.modelFile, QString::number(batch.channels), sizeText(batch.tile), error.sentence()));
        throw Error(
            u"The network %1 does not take %2 bands of %3 pixels: it was trained on other bands (set ExtractBands "
            "or choose another raster), or it is no network that classifies pixels. %4"_s.arg(
                definition.modelFile, QString::number(batch.channels), sizeText(batch.tile), error.sentence()));
    }
}

/// The same tile several times must get the same scores each time: some networks have a batch of one built in, and mix
/// up the tiles of a larger one.
void requireEqualTiles(const std::vector<TensorView> &outputs, const OutputMap &map, int batch,
                       const ModelDefinition &definition)
{
    constexpr float tolerance = 1e-4F;
    const std::span<const float> first = scoresOfTile(outputs, map, batch, 0).values;
    const float largest = std::abs(*std::ranges::max_element(first, {}, [](float x) { return std::abs(x); }));
    for (int tile = 1; tile < batch; ++tile) {
        const std::span<const float> other = scoresOfTile(outputs, map, batch, tile).values;
        for (std::size_t i = 0; i < first.size(); ++i)
            if (!(std::abs(first[i] - other[i]) <= tolerance * std::max(1.0F, largest)))
                throw Error(u"The network %1 does not take %2 tiles at a time; leave batch_size out."_s.arg(
                    definition.modelFile, QString::number(batch)));
    }
}

FirstAnswer tryAsking(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, TensorLayout layout,
                      int batchSize)
{
    const std::vector<float> tensor = region.cut(region.tile, 0, 0, layout);
    const TileBatch batch{region.tile, region.channels, layout, batchSize};
    std::vector<float> packed;
    const std::vector<TensorView> outputs = answersFor(engine, definition, batch, tensor, packed);
    FirstAnswer answer;
    answer.layout = layout;
    answer.batch = batchSize;
    answer.readings = possibleReadings(outputs, definition, region.tile, batchSize);
    if (answer.readings.empty())
        throw Error(refusal(outputs, definition, region.tile, batchSize));
    const OutputMap &map = answer.readings.front().map;
    requireEqualTiles(outputs, map, batchSize, definition);
    answer.mapsAlike = mapsLikeIt(outputs, definition, answer.readings.front(), batchSize);
    const ScoreMap scores = scoresOfTile(outputs, map, batchSize, 0);
    answer.scores.assign(scores.values.begin(), scores.values.end());
    if (answer.readings.front().map.size != region.tile)
        answer.sizeRefusal = refusal(outputs, definition, region.tile, batchSize);
    answer.inputShape = shapesText({{batch.tensorShape(), {}}});
    answer.outputShapes = shapesText(outputs);
    return answer;
}

} // namespace

FirstAnswer askFirst(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, int batchSize)
{
    std::optional<Error> firstRefusal;
    for (const TensorLayout layout : layoutsToTry(engine, definition, region.channels)) {
        for (const int batch : batchesToTry(engine, definition, batchSize)) {
            try {
                return tryAsking(engine, definition, region, layout, batch);
            } catch (const Error &error) {
                if (!firstRefusal)
                    firstRefusal = error;
            }
        }
    }
    throw Error(*firstRefusal);
}

} // namespace pixelscape
