#include "core/run/recipe.h"

#include "core/raster/gdal_raster_source.h"
#include "core/run/request_writer.h"

namespace pixelscape {

Json recipeOf(const RunSpec &spec, const TilePlan &plan, const EngineDescription &engine)
{
    const PixelRect &window = spec.grid.window;
    Json recipe{
        {"software", "Pixelscape " PIXELSCAPE_VERSION},
        {"model", {{"name", spec.package.definition.modelName}, {"sha256", spec.modelFingerprint}}},
        {"input", {{"size", {spec.raster.size.width, spec.raster.size.height}}, {"sha256", spec.rasterFingerprint}}},
        {"bands", spec.bands},
        {"scaling", toJson(spec.scaling)},
        {"arguments", toJson(spec.arguments)},
        {"window", {window.x, window.y, window.width, window.height}},
        {"tile", {plan.tile().width, plan.tile().height}},
        {"halo", plan.halo()},
        {"stride", plan.stride()},
        {"engine",
         {{"name", engine.name},
          {"version", engine.version},
          {"device", engine.device},
          {"precision", engine.precision}}}};
    if (spec.isResampled)
        recipe["resampled"] = {
            {"method", spec.request.resampling}, {"geotransform", spec.grid.geoTransform.c}, {"crs", spec.grid.crsWkt}};
    if (!spec.maskFingerprint.isEmpty())
        recipe["mask"] = {{"sha256", spec.maskFingerprint}};
    return recipe;
}

QByteArray runIdentity(const RunSpec &spec, const TilePlan &plan, const Json &recipe)
{
    Json identity{{"recipe", recipe},
                  {"cellsPerSection", {plan.cellsPerSection().width, plan.cellsPerSection().height}},
                  {"gdal", gdalVersion()}};
    identity["batchSize"] = spec.arguments.batchSize;
    identity["creationOptions"] = toJson(spec.request).value("creationOptions", Json::array());
    return QByteArray::fromStdString(identity.dump());
}

} // namespace pixelscape
