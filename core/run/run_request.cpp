#include "core/run/run_request.h"

namespace pixelscape {

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
              {"model", {{"uri", request.model}}},
              {"outputClassifiedRaster", {{"uri", request.outputClassifiedRaster}}},
              {"modelArguments", std::move(arguments)},
              {"context", std::move(context)},
              {"engine", request.engine}};
    if (request.sectionDeadline != 0)
        json["sectionDeadline"] = request.sectionDeadline;
    if (!request.creationOptions.isEmpty()) {
        json["creationOptions"] = Json::array();
        for (const QString &option : request.creationOptions)
            json["creationOptions"].push_back(option);
    }
    return json;
}

} // namespace pixelscape
