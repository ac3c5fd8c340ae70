#include "core/model/definition_reader.h"

#include "core/base/error.h"
#include "core/model/cell_size_reader.h"
#include "core/model/class_reader.h"
#include "core/model/definition_members.h"
#include "core/model/json_text.h"
#include "core/model/normalization_reader.h"
#include "core/model/relative_path.h"
#include "core/model/shown_text.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int largestTile = 16384;
constexpr int largestBandNumber = 65535;
constexpr int largestCount = std::numeric_limits<int>::max();

/// What "export training data" writes beside the training chips looks like a definition, but there is no network to it.
void refuseTrainingTemplate(const DefinitionMembers &members)
{
    bool isTemplate = false;
    for (const char *name : {"AllTilesStats", "InputRastersProps", "MetaDataMode"})
        isTemplate = isTemplate || members.object().contains(name);
    for (const char *name : {"ImageHeight", "ImageWidth"})
        isTemplate = isTemplate || members.information(name).trimmed().startsWith(u"e.g."_s, Qt::CaseInsensitive);
    if (isTemplate)
        throw Error(
            u"%1 is a training template, not a trained model. Train a model with it and use the .emd or .dlpk that "
            "the training writes."_s.arg(members.fileName()));
}

/// "ObjectDetection" becomes "object detection".
QString inWords(const QString &modelType)
{
    static const QRegularExpression capital(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    QString words = modelType;
    return words.replace(capital, u" "_s).toLower();
}

void refuseOtherModelType(const DefinitionMembers &members)
{
    const QString type = members.text("ModelType").value_or(QString()).trimmed();
    if (type.isEmpty())
        return;
    for (const QString &known : {u"ImageClassification"_s, u"ClassifyPixels"_s, u"SemanticSegmentation"_s})
        if (type.compare(known, Qt::CaseInsensitive) == 0)
            return;
    throw Error(u"%1 is for %2 (ModelType %3); Pixelscape classifies pixels. Use a pixel classification model."_s.arg(
        members.fileName(), inWords(shownText(type, 60)), shownText(type, 60)));
}

QString readFileName(const DefinitionMembers &members, const char *name)
{
    QString written = members.text(name).value_or(QString()).trimmed();
    if (written.isEmpty())
        return {};
    // Esri's documentation writes an ellipsis for the folder, and people copy it: "...\\frozen_inference_graph.pb".
    if (written.startsWith(u"...\\"_s) || written.startsWith(u".../"_s))
        written.remove(0, 4);
    const auto path = normalizedRelativePath(written);
    if (!path)
        throw Error(u"%1: %2 names \"%3\", which leads out of the definition's own folder. Put that file beside the "
                    "definition and write its name alone."_s.arg(members.fileName(), QString::fromUtf8(name),
                                                                 shownText(written)));
    return *path;
}

QString readModelFile(const DefinitionMembers &members)
{
    QString name = readFileName(members, "ModelFile");
    if (name.isEmpty())
        throw Error(
            u"%1 names no weights (ModelFile is missing). Add ModelFile with the name of the weights beside it."_s.arg(
                members.fileName()));
    return name;
}

Size readTile(const DefinitionMembers &members)
{
    const auto width = members.integer("ImageWidth", 1, largestTile);
    const auto height = members.integer("ImageHeight", 1, largestTile);
    if (!width || !height)
        members.refuse(width ? "ImageHeight" : "ImageWidth",
                       u"is missing; it is the tile size that the network takes"_s);
    return {int(*width), int(*height)};
}

std::optional<int> readInteger(const DefinitionMembers &members, const char *name, int least)
{
    const auto value = members.integer(name, least, largestCount);
    return value ? std::optional(int(*value)) : std::nullopt;
}

std::optional<int> readModelPadding(const DefinitionMembers &members, Size tile)
{
    const auto padding = readInteger(members, "ModelPadding", 0);
    if (padding && std::int64_t(*padding) * 2 >= std::min(tile.width, tile.height))
        members.refuse("ModelPadding",
                       u"is %1 on each side, which leaves nothing of a tile of %2 x %3"_s.arg(
                           QString::number(*padding), QString::number(tile.width), QString::number(tile.height)));
    return padding;
}

BandReference readBand(const DefinitionMembers &members, const Json &item)
{
    const auto number = integerIn(item);
    if (number && *number >= 0 && *number <= largestBandNumber)
        return int(*number);
    const bool isName = item.is_string() && !numberIn(item) && !item.get<QString>().trimmed().isEmpty();
    if (!isName)
        members.refuse("ExtractBands",
                       u"must hold band numbers (counted from 0) or band names, not %1"_s.arg(shortened(item)));
    return item.get<QString>().trimmed();
}

std::optional<std::vector<BandReference>> readBands(const DefinitionMembers &members)
{
    const Json *list = members.list("ExtractBands");
    if (!list)
        return std::nullopt;
    if (list->empty())
        members.refuse("ExtractBands", u"is empty; it must name bands, or be left out for all bands"_s);
    std::vector<BandReference> bands;
    for (const Json &item : *list)
        bands.push_back(readBand(members, item));
    return bands;
}

std::optional<DataRange> readDataRange(const DefinitionMembers &members)
{
    const Json *list = members.list("DataRange");
    if (!list)
        return std::nullopt;
    const auto minimum = list->size() == 2 ? numberIn(list->at(0)) : std::nullopt;
    const auto maximum = list->size() == 2 ? numberIn(list->at(1)) : std::nullopt;
    if (!minimum || !maximum || *minimum >= *maximum)
        members.refuse("DataRange", u"must be two numbers, the smaller first, not %1"_s.arg(shortened(*list)));
    return DataRange{*minimum, *maximum};
}

std::optional<TensorLayout> readLayout(const DefinitionMembers &members)
{
    const QString format = members.text("ModelFormat").value_or(QString()).trimmed().toUpper();
    if (format.isEmpty())
        return std::nullopt;
    if (format != u"NCHW" && format != u"NHWC")
        members.refuse("ModelFormat", u"must be NCHW or NHWC, not \"%1\""_s.arg(shownText(format, 60)));
    return format == u"NCHW" ? TensorLayout::ChannelsFirst : TensorLayout::ChannelsLast;
}

/// Anything but PIXEL_SPACE is a map, since pictures without a north are what has to be said.
ImageSpace readImageSpace(const DefinitionMembers &members)
{
    const QString space = members.information("ImageSpaceUsed").trimmed();
    return space.compare(u"PIXEL_SPACE"_s, Qt::CaseInsensitive) == 0 ? ImageSpace::Pixel : ImageSpace::Map;
}

std::vector<int> readIgnoredChannels(const DefinitionMembers &members)
{
    std::vector<int> channels;
    const Json *list = members.list("ignore_mapped_class");
    if (!list)
        return channels;
    for (const Json &item : *list) {
        const auto channel = integerIn(item);
        if (!channel || *channel < 0 || *channel > largestCount)
            members.refuse("ignore_mapped_class",
                           u"must hold channel numbers (counted from 0), not %1"_s.arg(shortened(item)));
        channels.push_back(int(*channel));
    }
    return channels;
}

} // namespace

ModelDefinition readDefinition(const QByteArray &text, const QString &fileName)
{
    ModelDefinition definition;
    definition.card = parseJson(text, fileName);
    if (!definition.card.is_object())
        throw Error(
            u"%1 is JSON, but no model definition (it must begin with { ). Check that it is the right file."_s.arg(
                fileName));
    const DefinitionMembers members(definition.card, fileName);
    refuseTrainingTemplate(members);
    refuseOtherModelType(members);
    definition.modelFile = readModelFile(members);
    definition.configurationFile = readFileName(members, "ModelConfigurationFile");
    definition.framework = members.information("Framework");
    definition.modelName = members.information("ModelName");
    definition.description = members.information("Description");
    definition.tile = readTile(members);
    definition.classes = readClasses(members);
    definition.extractBands = readBands(members);
    definition.padding = readInteger(members, "Padding", 0);
    definition.modelPadding = readModelPadding(members, definition.tile);
    definition.batchSize = readInteger(members, "BatchSize", 1);
    definition.dataRange = readDataRange(members);
    definition.normalization = readNormalization(members, definition.extractBands);
    definition.layout = readLayout(members);
    definition.threshold = members.number("Threshold");
    definition.ignoredChannels = readIgnoredChannels(members);
    definition.supportsVariableTileSize = members.truth("SupportsVariableTileSize").value_or(false);
    definition.imageSpace = readImageSpace(members);
    definition.minCellSize = readCellSize(members, "MinCellSize");
    definition.maxCellSize = readCellSize(members, "MaxCellSize");
    definition.testTimeAugmentation = members.truth("test_time_augmentation").value_or(false);
    return definition;
}

} // namespace pixelscape
