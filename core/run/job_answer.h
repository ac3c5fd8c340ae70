#pragma once

#include "core/base/json.h"
#include "core/run/job_store.h"
#include "core/run/run_report.h"

namespace pixelscape {

/// A job with all that its record holds.
struct JobAnswer
{
    StoredJob job;
    std::vector<Message> messages;
    std::vector<ClassShare> classes; ///< of what was made, where it was made
    std::int64_t nodataPixels = 0;
    Json report; ///< null where the job has not come to an end
};

JobAnswer answerOf(const JobStore &store, const StoredJob &job);

/// One line of the list of jobs.
Json listJson(const StoredJob &job);
/// As the operation answers jobs/<id>: jobId, jobStatus, messages, progress, results, inputs; and the report.
Json toJson(const JobAnswer &answer);
/// As the operation answers jobs/<id>/results/outRaster. Throws Error where the job has made no result.
Json resultJson(const JobAnswer &answer);

} // namespace pixelscape
