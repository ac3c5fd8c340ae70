#pragma once

#include "tests/run/tiny_run.h"
#include "ui/jobs/job.h"

namespace pixelscape {

/// A job of the tiny scene that has run to its end.
inline std::unique_ptr<Job> runJob(TinyRun &run)
{
    auto job = std::make_unique<Job>(1, run.spec(), std::vector<Message>());
    job->start(run.workers());
    if (!QTest::qWaitFor([&] { return job->hasEnded(); }, 60000))
        qFatal("a job did not end");
    return job;
}

inline std::unique_ptr<Job> failJob(TinyRun &run)
{
    run.network = [] { return throwingNetwork(thresholdNetwork(50), 5, u"The network is broken."_s); };
    return runJob(run);
}

/// Cancelled when some of it was finished.
inline std::unique_ptr<Job> cancelJob(TinyRun &run)
{
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    auto job = std::make_unique<Job>(1, run.spec(), std::vector<Message>());
    job->start(run.workers());
    if (!QTest::qWaitFor([&] { return job->progress().pixelsDone > 0; }, 60000))
        qFatal("a job did not begin");
    job->cancel();
    if (!QTest::qWaitFor([&] { return job->hasEnded(); }, 60000))
        qFatal("a job did not end");
    return job;
}

} // namespace pixelscape
