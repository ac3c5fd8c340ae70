#pragma once

#include "core/run/worker_messages.h"

#include <functional>
#include <memory>

namespace pixelscape {

struct LoadedNetwork
{
    ModelDefinition definition;
    std::unique_ptr<Engine> engine;
};

/// A worker's outside world. The real one is in worker_process.cpp; tests give fakes.
struct WorkerTools
{
    std::function<std::optional<Frame>()> receive; ///< waits; nothing at the end of input
    std::function<void(const Frame &)> send;
    std::function<std::unique_ptr<RasterSource>(const WorkerJob &)> openRaster;
    std::function<LoadedNetwork(const WorkerJob &)> loadNetwork;
};

/// Greets, loads what the job names, then classifies section after section until its input ends. Reads ahead in a
/// second thread, which from then on is the only one that receives. What cannot be used is answered, never thrown.
void runWorkerLoop(const WorkerTools &tools);

} // namespace pixelscape
