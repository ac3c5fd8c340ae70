#include "core/run/description.h"

#include "core/base/error.h"
#include "core/model/model_text.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/result_reader.h"
#include "core/run/engine_trial.h"
#include "core/run/input_place.h"
#include "core/run/model_place.h"
#include "core/run/model_summary.h"
#include "core/run/saved_data_stores.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isModel(const QString &path)
{
    return isDefinitionText(path) || path.endsWith(".emd"_L1, Qt::CaseInsensitive) ||
           path.endsWith(".dlpk"_L1, Qt::CaseInsensitive);
}

Json classJson(const ClassEntry &entry)
{
    return {{"value", entry.value}, {"name", entry.name}, {"color", entry.color.hex()}};
}

Json bandReferences(const ModelDefinition &definition)
{
    if (!definition.extractBands)
        return {};
    Json bands = Json::array();
    for (const BandReference &reference : *definition.extractBands) {
        if (const int *number = std::get_if<int>(&reference))
            bands.push_back(*number);
        else
            bands.push_back(std::get<QString>(reference));
    }
    return bands;
}

Json cellSizeJson(const GroundCellSize &size)
{
    Json json{{"x", size.x}, {"y", size.y}};
    if (size.wkid > 0)
        json["wkid"] = size.wkid;
    return json;
}

/// Which engines load the network of the model at `path`, and why the others of those that read its format do not.
void describeEngines(const ModelSummary &model, const QString &path, const QString &program, Json &json)
{
    json["engines"] = Json::array();
    QStringList reasons;
    for (const EngineVerdict &verdict : tryEngines(program, path, model.engines)) {
        if (verdict.reason.isEmpty()) {
            json["engines"].push_back(verdict.engine);
        } else {
            json["enginesThatRefuse"].push_back({{"engine", verdict.engine}, {"reason", verdict.reason}});
            reasons << verdict.engine + u": "_s + verdict.reason;
        }
    }
    if (json["engines"].empty())
        json["problem"] = model.problem.isEmpty() ? reasons.join(u' ') : model.problem;
}

Json describeModel(const QString &path, const QString &program)
{
    const QString opened = isDefinitionText(path) ? path : localModel(gdalPlace(path, savedDataStores()));
    const ModelSummary model = summarizeModel(openModelPackage(opened));
    const ModelDefinition &definition = model.definition;
    Json json{{"file", modelShown(path)},
              {"kind", "model"},
              {"name", definition.modelName},
              {"description", definition.description},
              {"modelFile", definition.modelFile},
              {"tile", {definition.tile.width, definition.tile.height}},
              {"extractBands", bandReferences(definition)}};
    if (!model.weightsFormat.isEmpty()) {
        json["weights"] = model.weightsFormat;
        describeEngines(model, opened, program, json);
    } else {
        json["problem"] = model.problem;
    }
    if (definition.padding)
        json["padding"] = *definition.padding;
    if (definition.modelPadding)
        json["modelPadding"] = *definition.modelPadding;
    if (definition.minCellSize)
        json["minCellSize"] = cellSizeJson(*definition.minCellSize);
    if (definition.maxCellSize)
        json["maxCellSize"] = cellSizeJson(*definition.maxCellSize);
    if (definition.card.contains("ImageSpaceUsed"))
        json["imageSpace"] = definition.imageSpace == ImageSpace::Pixel ? "PIXEL_SPACE" : "MAP_SPACE";
    json["classes"] = Json::array();
    for (const ClassEntry &entry : definition.classes)
        json["classes"].push_back(classJson(entry));
    return json;
}

Json describeRaster(const QString &path)
{
    RunRequest request;
    request.inputRaster = gdalPlace(path, savedDataStores());
    const InputPlace place = inputPlace(request);
    if (!place.defect.isEmpty())
        throw Error(place.defect);
    const GdalRasterSource source(place.path, place.definition);
    const RasterInfo &info = source.info();
    Json bands = Json::array();
    for (const BandInfo &band : info.bands)
        bands.push_back({{"name", band.name},
                         {"type", band.dataType},
                         {"nodata", band.nodata ? Json(*band.nodata) : Json()},
                         {"alpha", band.isAlpha}});
    Json json{{"file", path},
              {"kind", "raster"},
              {"format", info.driver},
              {"size", {info.size.width, info.size.height}},
              {"crs", info.crsName.isEmpty() ? Json() : Json(info.crsName)},
              {"geotransform", info.hasGeoTransform ? Json(info.geoTransform.c) : Json()},
              {"block", {info.block.width, info.block.height}},
              {"bands", std::move(bands)}};
    if (place.rasters > 1)
        json["rasters"] = place.rasters;
    const QString recipe = place.definition.isEmpty() ? readRecipeText(request.inputRaster) : QString();
    if (recipe.isEmpty())
        return json;
    json["recipe"] = Json::parse(recipe.toStdString(), nullptr, false);
    json["kind"] = isProbabilityRaster(request.inputRaster) ? "probabilities" : "result";
    if (json["kind"] == "probabilities")
        return json;
    json["classes"] = Json::array();
    for (const ResultClass &row : readResultClasses(request.inputRaster)) {
        json["classes"].push_back(classJson(row.entry));
        json["classes"].back()["pixels"] = row.pixels;
    }
    return json;
}

QString valueText(const Json &value)
{
    return value.is_string() ? value.get<QString>() : QString::fromStdString(value.dump());
}

/// Members that say nothing are left out of the text.
bool isBlank(const Json &value)
{
    return value.is_null() || (value.is_string() && value.get_ref<const std::string &>().empty());
}

/// A list of objects is a table: its members side by side, a row a line.
QString tableText(const QString &name, const Json &rows)
{
    QString text = name + u":\n"_s;
    for (const Json &row : rows) {
        QStringList cells;
        for (const auto &[key, value] : row.items())
            if (!isBlank(value) && value != false)
                cells << valueText(value);
        text += u"  "_s + cells.join(u"  "_s) + u'\n';
    }
    return text;
}

} // namespace

Json describeFile(const QString &path, const QString &program)
{
    return isModel(path) ? describeModel(path, program) : describeRaster(path);
}

QString descriptionText(const Json &description)
{
    QString text;
    for (const auto &[key, value] : description.items()) {
        const QString name = QString::fromStdString(key);
        if (isBlank(value))
            continue;
        if (value.is_array() && !value.empty() && value.front().is_object())
            text += tableText(name, value);
        else
            text += (name + u':').leftJustified(14) + valueText(value) + u'\n';
    }
    return text;
}

} // namespace pixelscape
