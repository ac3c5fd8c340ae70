#include "core/run/run_request.h"

#include "core/model/model_text.h"

namespace pixelscape {

namespace {

/// A definition as text is the operation's own member, with all that it says; a text that is no JSON stays one.
Json modelJson(const RunRequest &request)
{
    if (!isDefinitionText(request.model))
        return {{"uri", request.model}};
    Json definition = Json::parse(request.model.toStdString(), nullptr, false);
    return definition.is_discarded() ? Json(request.model) : definition;
}

} // namespace

Json toJson(const RunRequest &request)
{
    Json arguments = Json::object();
    for (const auto &[name, text] : request.modelArguments)
        arguments[name.toStdString()] = text;
    Json context{{"processorType", request.processorType.toUpper()},
                 {"parallelProcessingFactor", request.parallelProcessingFactor},
                 {"recycleProcessingWorker", request.recycleProcessingWorker},
                 {"retryOnFailures", request.retryOnFailures}};
    if (request.extent)
        context["extent"] = {{"xmin", request.extent->xMinimum},
                             {"ymin", request.extent->yMinimum},
                             {"xmax", request.extent->xMaximum},
                             {"ymax", request.extent->yMaximum}};
    Json json{{"inputRaster", {{"uri", request.inputRaster}}},
              {"model", modelJson(request)},
              {"outputClassifiedRaster", {{"uri", request.outputClassifiedRaster}}},
              {"modelArguments", std::move(arguments)},
              {"context", std::move(context)},
              {"engine", request.engine}};
    if (request.sectionDeadline != 0)
        json["sectionDeadline"] = request.sectionDeadline;
    if (!request.modelRoot.isEmpty())
        json["modelRoot"] = request.modelRoot;
    if (!request.bandMapping.isEmpty())
        json["bandMapping"] = request.bandMapping;
    if (!request.creationOptions.isEmpty()) {
        json["creationOptions"] = Json::array();
        for (const QString &option : request.creationOptions)
            json["creationOptions"].push_back(option);
    }
    return json;
}

} // namespace pixelscape
