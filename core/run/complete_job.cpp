#include "core/run/complete_job.h"

#include "core/run/item_state.h"
#include "core/run/job_recorder.h"
#include "core/run/part_folder.h"
#include "core/run/place_text.h"
#include "core/run/request_writer.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Times and counts went with the process that knew them.
RunReport reportOf(const StoredJob &job)
{
    RunReport report;
    report.jobId = job.id;
    report.outcome = Outcome::Finished;
    report.request = toJson(job.request);
    report.output = job.request.outputClassifiedRaster;
    report.messages.push_back(
        {MessageType::Informative,
         u"%1 was complete when the run was cut off; nothing was left to be done."_s.arg(report.output)});
    return report;
}

} // namespace

bool endIfComplete(const JobStore &store, const StoredJob &job, const DataStores &stores)
{
    const QString &output = job.request.outputClassifiedRaster;
    if (isRemote(output) || hasUnfinishedPart(output))
        return false;
    RunRequest request = job.request;
    request.startOver = false; // what the job itself made is no part of an earlier run
    if (itemState(request, stores).kind != ItemState::Kind::Made)
        return false;
    JobEntry entry;
    entry.id = job.id;
    entry.startedBy = job.startedBy;
    entry.request = job.request;
    entry.continues = true;
    JobRecorder recorder(store, entry);
    recorder.begin();
    recorder.end(reportOf(job));
    return true;
}

} // namespace pixelscape
