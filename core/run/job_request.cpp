#include "core/run/job_request.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString uriOf(const Json &json)
{
    return json.at("uri").get<QString>();
}

QString modelOf(const Json &json)
{
    if (json.is_string())
        return json.get<QString>();
    return json.size() == 1 && json.contains("uri") ? uriOf(json) : QString::fromStdString(json.dump());
}

} // namespace

std::optional<RunRequest> requestFromJson(const Json &json)
{
    try {
        RunRequest request;
        request.inputRaster = uriOf(json.at("inputRaster"));
        request.model = modelOf(json.at("model"));
        request.outputClassifiedRaster = uriOf(json.at("outputClassifiedRaster"));
        for (const auto &[name, text] : json.at("modelArguments").items())
            request.modelArguments[QString::fromStdString(name)] = text.get<QString>();
        const Json &context = json.at("context");
        request.processorType = context.at("processorType").get<QString>().toLower();
        request.parallelProcessingFactor = context.at("parallelProcessingFactor").get<QString>();
        request.recycleProcessingWorker = context.at("recycleProcessingWorker").get<int>();
        request.retryOnFailures = context.at("retryOnFailures").get<int>();
        if (context.contains("extent")) {
            const Json &box = context["extent"];
            request.extent = {box.at("xmin").get<double>(), box.at("ymin").get<double>(), box.at("xmax").get<double>(),
                              box.at("ymax").get<double>()};
        }
        request.engine = json.at("engine").get<QString>();
        request.sectionDeadline = json.value("sectionDeadline", 0);
        request.modelRoot = json.value("modelRoot", QString());
        request.bandMapping = json.value("bandMapping", QString());
        for (const Json &option : json.value("creationOptions", Json::array()))
            request.creationOptions << option.get<QString>();
        return request;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

} // namespace pixelscape
