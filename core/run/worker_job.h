#pragma once

#include "core/run/run_spec.h"
#include "core/run/worker_messages.h"

namespace pixelscape {

/// What every worker of a run is told at its start.
WorkerJob workerJobOf(const RunSpec &spec);

} // namespace pixelscape
