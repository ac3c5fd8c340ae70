#include "core/run/recipe.h"

#include "core/raster/gdal_raster_source.h"
#include "core/run/part_folder.h"
#include "core/run/request_writer.h"
#include "core/run/section_log.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The NoData values of the bands that are read, exact; they may stand beside the raster, in a file whose other
/// contents do not matter. Empty where no band has one.
Json nodataOf(const RunSpec &spec)
{
    Json values = Json::array();
    bool isAny = false;
    for (const int band : spec.bands) {
        const std::optional<double> nodata = spec.view.bands[std::size_t(band)].nodata;
        values.push_back(nodata ? QString::number(*nodata, 'g', 17) : QString());
        isAny = isAny || nodata;
    }
    return isAny ? values : Json();
}

/// What the request alone decides.
Json recipeOfSpec(const RunSpec &spec)
{
    const PixelRect &window = spec.grid.window;
    Json recipe{
        {"model", {{"name", spec.package.definition.modelName}, {"blake2b", spec.modelFingerprint}}},
        {"input", {{"size", {spec.raster.size.width, spec.raster.size.height}}, {"blake2b", spec.rasterFingerprint}}},
        {"bands", spec.bands},
        {"scaling", toJson(spec.scaling)},
        {"arguments", toJson(spec.arguments)},
        {"window", {window.x, window.y, window.width, window.height}}};
    if (const Json nodata = nodataOf(spec); !nodata.is_null())
        recipe["input"]["nodata"] = nodata;
    if (spec.isResampled)
        recipe["resampled"] = {
            {"method", spec.request.resampling}, {"geotransform", spec.grid.geoTransform.c}, {"crs", spec.grid.crsWkt}};
    if (!spec.maskFingerprint.isEmpty())
        recipe["mask"] = {{"blake2b", spec.maskFingerprint}};
    return recipe;
}

} // namespace

Json recipeOf(const RunSpec &spec, const TilePlan &plan, const EngineDescription &engine)
{
    Json recipe = recipeOfSpec(spec);
    recipe["software"] = "Pixelscape " PIXELSCAPE_VERSION;
    // What is inferred at once may be larger, and differs from machine to machine; it was proved not to matter.
    recipe["tile"] = {spec.arguments.tile.width, spec.arguments.tile.height};
    recipe["halo"] = plan.halo();
    recipe["stride"] = plan.stride();
    recipe["engine"] = {
        {"name", engine.name}, {"version", engine.version}, {"device", engine.device}, {"precision", engine.precision}};
    return recipe;
}

QStringList differencesFrom(const Json &recipe, const RunSpec &spec)
{
    const Json mine = recipeOfSpec(spec);
    const std::pair<const char *, QString> parts[] = {
        {"model", u"model"_s},         {"input", u"input"_s}, {"bands", u"bands"_s},    {"scaling", u"scaling"_s},
        {"arguments", u"arguments"_s}, {"window", u"grid"_s}, {"resampled", u"grid"_s}, {"mask", u"mask"_s}};
    QStringList differences;
    for (const auto &[member, name] : parts)
        if (recipe.value(member, Json()) != mine.value(member, Json()) && !differences.contains(name))
            differences << name;
    return differences;
}

QStringList commonDifferencesFrom(const Json &recipe, const RunSpec &spec)
{
    const Json mine = recipeOfSpec(spec);
    QStringList differences;
    for (const char *member : {"model", "arguments", "mask"})
        if (recipe.value(member, Json()) != mine.value(member, Json()))
            differences << QLatin1String(member);
    // One raster of a collection may be resampled and another have the asked cells already.
    if (!recipe.contains("resampled") || !mine.contains("resampled"))
        return differences;
    for (const char *member : {"method", "crs"})
        if (recipe["resampled"].value(member, Json()) != mine["resampled"][member] && !differences.contains(u"grid"_s))
            differences << u"grid"_s;
    return differences;
}

std::optional<Size> tileOfUnfinishedRun(const RunSpec &spec)
{
    const QByteArray identity = SectionLog::identityOf(unfinishedLogPath(spec.output.file));
    const Json json = Json::parse(identity.begin(), identity.end(), nullptr, false);
    if (!json.is_object() || !json.contains("recipe") || !differencesFrom(json["recipe"], spec).isEmpty())
        return std::nullopt;
    const Json tile = json.value("tile", Json());
    const bool isSize =
        tile.is_array() && tile.size() == 2 && tile[0].is_number_integer() && tile[1].is_number_integer();
    return isSize ? std::optional(Size{tile[0], tile[1]}) : std::nullopt;
}

QByteArray runIdentity(const RunSpec &spec, const TilePlan &plan, const Json &recipe)
{
    Json identity{{"recipe", recipe},
                  {"tile", {plan.tile().width, plan.tile().height}},
                  {"cellsPerSection", {plan.cellsPerSection().width, plan.cellsPerSection().height}},
                  {"gdal", gdalVersion()}};
    // Of a large input its fingerprint sees a part.
    if (const QFileInfo input(spec.raster.path); input.isFile())
        identity["inputModified"] = input.lastModified().toMSecsSinceEpoch();
    identity["batchSize"] = spec.arguments.batchSize;
    identity["creationOptions"] = toJson(spec.request).value("creationOptions", Json::array());
    return QByteArray::fromStdString(identity.dump());
}

} // namespace pixelscape
