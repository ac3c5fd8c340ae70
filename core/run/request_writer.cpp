#include "core/run/request_writer.h"

#include "core/model/model_text.h"
#include "core/run/cell_size_text.h"
#include "core/run/crs_text.h"
#include "core/run/place_text.h"

namespace pixelscape {

namespace {

/// A definition as text is the operation's own member, with all that it says; a text that is no JSON stays one.
Json modelJson(const RunRequest &request)
{
    if (!isDefinitionText(request.model))
        return placeJson(request.model);
    Json definition = Json::parse(request.model.toStdString(), nullptr, false);
    return definition.is_discarded() ? Json(request.model) : definition;
}

/// One place, or a list of them.
Json inputJson(const RunRequest &request)
{
    if (request.furtherRasters.isEmpty())
        return placeJson(request.inputRaster);
    Json list{placeJson(request.inputRaster)};
    for (const QString &raster : request.furtherRasters)
        list.push_back(placeJson(raster));
    return list;
}

Json extentJson(const RunRequest &request)
{
    const GroundBox &box = *request.extent;
    Json extent{{"xmin", box.xMinimum}, {"ymin", box.yMinimum}, {"xmax", box.xMaximum}, {"ymax", box.yMaximum}};
    if (!request.extentCrs.isEmpty())
        extent["spatialReference"] = spatialReferenceJson(request.extentCrs);
    return extent;
}

Json cellSizeJson(const QString &text)
{
    const CellSizeWish wish = cellSizeFromText(text);
    if (wish.kind == CellSizeWish::Kind::OfARaster)
        return placeJson(wish.raster);
    if (wish.kind != CellSizeWish::Kind::Numbers)
        return text;
    return wish.x == wish.y ? Json(wish.x) : Json{{"x", wish.x}, {"y", wish.y}};
}

Json maskJson(const QString &mask)
{
    if (!isDefinitionText(mask))
        return placeJson(mask);
    Json shapes = Json::parse(mask.toStdString(), nullptr, false);
    return shapes.is_discarded() ? Json(mask) : shapes;
}

Json contextJson(const RunRequest &request)
{
    Json context{{"processorType", request.processorType.toUpper()},
                 {"parallelProcessingFactor", request.parallelProcessingFactor},
                 {"recycleProcessingWorker", request.recycleProcessingWorker},
                 {"retryOnFailures", request.retryOnFailures}};
    if (request.extent)
        context["extent"] = extentJson(request);
    if (!request.outSr.isEmpty())
        context["outSR"] = spatialReferenceJson(request.outSr);
    if (!request.cellSize.isEmpty())
        context["cellSize"] = cellSizeJson(request.cellSize);
    if (!request.snapRaster.isEmpty())
        context["snapRaster"] = placeJson(request.snapRaster);
    if (!request.mask.isEmpty())
        context["mask"] = maskJson(request.mask);
    return context;
}

void addText(Json &json, const char *name, const QString &text)
{
    if (!text.isEmpty())
        json[name] = text;
}

void addTruth(Json &json, const char *name, bool truth)
{
    if (truth)
        json[name] = true;
}

} // namespace

Json toJson(const RunRequest &request)
{
    const RunRequest defaults;
    Json arguments = Json::object();
    for (const auto &[name, text] : request.modelArguments)
        arguments[name.toStdString()] = text;
    Json json{{"inputRaster", inputJson(request)},
              {"model", modelJson(request)},
              {"outputClassifiedRaster", placeJson(request.outputClassifiedRaster)},
              {"modelArguments", std::move(arguments)},
              {"context", contextJson(request)},
              {"engine", request.engine}};
    addTruth(json, "processAllRasterItems", request.processAllRasterItems);
    addTruth(json, "stack", request.stack);
    if (request.resampling != defaults.resampling)
        json["resampling"] = request.resampling;
    if (request.memory != defaults.memory)
        json["memory"] = request.memory;
    if (request.sectionDeadline != defaults.sectionDeadline)
        json["sectionDeadline"] = request.sectionDeadline;
    if (request.tilesPerSection != defaults.tilesPerSection)
        json["tilesPerSection"] = request.tilesPerSection;
    addText(json, "modelRoot", request.modelRoot);
    addText(json, "bandMapping", request.bandMapping);
    if (!request.creationOptions.isEmpty()) {
        json["creationOptions"] = Json::array();
        for (const QString &option : request.creationOptions)
            json["creationOptions"].push_back(option);
    }
    addTruth(json, "overwrite", request.overwrite);
    addTruth(json, "startOver", request.startOver);
    return json;
}

} // namespace pixelscape
