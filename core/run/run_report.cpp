#include "core/run/run_report.h"

#include "core/run/job_names.h"

#include <QThread>

namespace pixelscape {

namespace {

Json messagesJson(const RunReport &report)
{
    Json list = Json::array();
    for (const Message &message : report.messages)
        list.push_back({{"type", operationName(message.type)}, {"description", message.description}});
    return list;
}

Json resultJson(const char *name, const QString &path)
{
    return {{"paramName", name}, {"dataType", "GPString"}, {"value", {{"uri", path}}}};
}

Json resultsJson(const RunReport &report)
{
    Json results = Json::object();
    if (report.outcome != Outcome::Finished || report.output.isEmpty())
        return results;
    results["outRaster"] = resultJson("outRaster", report.output);
    if (!report.probabilityOutput.isEmpty())
        results["outProbabilityRaster"] = resultJson("outProbabilityRaster", report.probabilityOutput);
    return results;
}

Json gridJson(const RunReport &report)
{
    const AnalysisGrid &grid = report.grid;
    return {{"size", {grid.window.width, grid.window.height}},
            {"crs", report.crsName.isEmpty() ? Json() : Json(report.crsName)},
            {"geotransform", grid.hasGeoTransform ? Json(grid.geoTransform.c) : Json()}};
}

Json tilingJson(const TilingSummary &tiling)
{
    return {{"tile", {tiling.tile.width, tiling.tile.height}},
            {"halo", tiling.halo},
            {"stride", tiling.stride},
            {"tiles", tiling.tiles},
            {"tilesSkipped", tiling.tilesSkipped},
            {"sections", tiling.sections},
            {"sectionsRetried", tiling.sectionsRetried},
            {"sectionsContinued", tiling.sectionsContinued}};
}

Json secondsJson(const RunReport &report)
{
    const WorkSeconds &work = report.work;
    return {{"wall", report.wallSeconds}, {"startup", report.startupSeconds}, {"read", work.read},
            {"prepare", work.prepare},    {"inference", work.inference},      {"decide", work.decide},
            {"write", work.write}};
}

Json workersJson(const RunReport &report)
{
    Json list = Json::array();
    for (const WorkerRecord &record : report.workerProcesses)
        list.push_back({{"pid", record.processId}, {"sections", record.sections}, {"exit", record.exit}});
    return list;
}

Json classesJson(const RunReport &report)
{
    Json list = Json::array();
    for (const ClassShare &share : report.classes)
        list.push_back({{"value", share.entry.value},
                        {"name", share.entry.name},
                        {"color", share.entry.color.hex()},
                        {"pixels", share.pixels},
                        {"squareMetres", share.squareMetres ? Json(*share.squareMetres) : Json()}});
    return list;
}

} // namespace

double expectedSeconds(const RunReport &plan)
{
    const int useful = std::clamp(plan.workers, 1, std::max(1, QThread::idealThreadCount()));
    return plan.tileSeconds * double(plan.tiling.tiles - plan.tiling.tilesSkipped) / useful;
}

Json toJson(const RunReport &report)
{
    const EngineDescription &engine = report.engine;
    return {{"jobId", report.jobId},
            {"jobStatus", operationName(jobStateOf(report.outcome))},
            {"messages", messagesJson(report)},
            {"results", resultsJson(report)},
            {"request", report.request},
            {"engine",
             {{"name", engine.name},
              {"version", engine.version},
              {"device", engine.device},
              {"precision", engine.precision},
              {"workers", report.workers},
              {"threadsPerWorker", 1}}},
            {"grid", gridJson(report)},
            {"tiling", tilingJson(report.tiling)},
            {"seconds", secondsJson(report)},
            {"workerProcesses", workersJson(report)},
            {"peakMemoryBytes", report.peakMemoryBytes},
            {"classes", classesJson(report)},
            {"nodataPixels", report.nodataPixels}};
}

} // namespace pixelscape
