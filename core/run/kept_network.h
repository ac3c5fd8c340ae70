#pragma once

#include "core/run/classifier.h"

namespace pixelscape {

/// The network that a worker has loaded: its next job goes on with it where it is the same, instead of loading and
/// trying it again.
class KeptNetwork
{
public:
    /// The job's network was loaded, in a way that the job is content with.
    bool serves(const WorkerJob &job) const;
    /// As WorkerTools::openNetwork, for a job that it serves: the engine is given away.
    OpenedNetwork handOut();
    /// What was found out about the network when it was tried for a job like this one; else nothing.
    std::optional<ReadyReport> reportFor(const WorkerJob &job) const;

    /// Loads a network that it does not have ahead of the job, and has it answer once. Throws Error.
    void prepare(const WorkerJob &job, const OpenedNetwork &network);
    void keep(const WorkerJob &job, Classifier classifier);

private:
    WorkerJob m_job;        ///< that it was last for
    QStringList m_askedFor; ///< engines: by name, or the best
    bool m_isHandedOut = false;
    Classifier m_classifier;
    bool m_isTried = false; ///< for m_job
};

} // namespace pixelscape
