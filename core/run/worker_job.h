#pragma once

#include "core/run/run_spec.h"
#include "core/run/worker_messages.h"

namespace pixelscape {

/// What every worker of a run is told at its start.
WorkerJob workerJobOf(const RunSpec &spec);

/// Whether and how the first worker may choose larger tiles than the model's own.
std::optional<TileGrowth> tileGrowthOf(const RunSpec &spec);

/// What the plan of the run follows from, once the network is known; `raster` is the size of the input.
TilePlanSettings planSettingsOf(const WorkerJob &job, const NetworkContract &contract, Size raster);

} // namespace pixelscape
