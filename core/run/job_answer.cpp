#include "core/run/job_answer.h"

#include "core/base/error.h"
#include "core/run/request_writer.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

Color colorOf(const QString &hex)
{
    const uint value = QStringView(hex).sliced(1).toUInt(nullptr, 16);
    return {std::uint8_t(value >> 16), std::uint8_t(value >> 8), std::uint8_t(value)};
}

ClassShare classOf(const Json &json)
{
    ClassShare share;
    share.entry.value = json.at("value").get<std::int64_t>();
    share.entry.name = json.at("name").get<QString>();
    if (const QString hex = json.at("color").get<QString>(); hex.size() == 7)
        share.entry.color = colorOf(hex);
    share.pixels = json.at("pixels").get<std::int64_t>();
    if (json.at("squareMetres").is_number())
        share.squareMetres = json["squareMetres"].get<double>();
    return share;
}

Json timeJson(const QDateTime &time)
{
    return time.isValid() ? Json(time.toUTC().toString(Qt::ISODateWithMs)) : Json();
}

int percentOf(const StoredJob &job)
{
    return job.state == JobState::Succeeded ? 100 : int(100 * job.progress.share());
}

} // namespace

JobAnswer answerOf(const JobStore &store, const StoredJob &job)
{
    JobAnswer answer{job, store.messages(job.id), {}, 0, {}};
    const std::optional<Json> report = hasEnded(job.state) ? store.report(job.id) : std::nullopt;
    if (!report)
        return answer;
    answer.report = *report;
    try {
        for (const Json &each : report->at("classes"))
            answer.classes.push_back(classOf(each));
        answer.nodataPixels = report->at("nodataPixels").get<std::int64_t>();
    } catch (const Json::exception &) {
        answer.classes.clear(); // a report of another version
    }
    return answer;
}

Json listJson(const StoredJob &job)
{
    Json json{{"jobId", job.id}, {"jobStatus", operationName(job.state)}, {"state", jobStateText(job.state)}};
    if (job.state == JobState::Damaged)
        return json;
    json["submitted"] = timeJson(job.submitted);
    json["started"] = timeJson(job.started);
    json["startedBy"] = job.startedBy;
    json["processId"] = job.processId;
    json["percent"] = percentOf(job);
    json["seconds"] = job.wallSeconds > 0 ? Json(job.wallSeconds) : Json();
    json["input"] = job.request.inputRaster;
    json["model"] = job.request.model;
    json["output"] = job.request.outputClassifiedRaster;
    return json;
}

Json toJson(const JobAnswer &answer)
{
    const StoredJob &job = answer.job;
    Json json{{"jobId", job.id}, {"jobStatus", operationName(job.state)}, {"state", jobStateText(job.state)}};
    json["submitted"] = timeJson(job.submitted);
    json["started"] = timeJson(job.started);
    json["messages"] = Json::array();
    for (const Message &message : answer.messages)
        json["messages"].push_back({{"type", operationName(message.type)}, {"description", message.description}});
    json["progress"] = {{"type", "esriJobProgressTypePercentage"},
                        {"percent", percentOf(job)},
                        {"pixelsDone", job.progress.pixelsDone},
                        {"pixelsTotal", job.progress.pixelsTotal}};
    json["results"] = answer.report.is_object() ? answer.report.value("results", Json::object()) : Json::object();
    json["inputs"] = job.state == JobState::Damaged ? Json::object() : toJson(job.request);
    json["report"] = answer.report;
    return json;
}

Json resultJson(const JobAnswer &answer)
{
    const StoredJob &job = answer.job;
    if (job.state != JobState::Succeeded)
        throw Error(u"Job %1 has no result: it is %2."_s.arg(job.id, jobStateText(job.state)));
    const Json results = answer.report.is_object() ? answer.report.value("results", Json::object()) : Json::object();
    if (!results.contains("outRaster"))
        throw Error(u"The report of job %1 cannot be read; its result was to be %2."_s.arg(
            job.id, job.request.outputClassifiedRaster));
    return results["outRaster"];
}

} // namespace pixelscape
