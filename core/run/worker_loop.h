#pragma once

#include "core/run/worker_messages.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace pixelscape {

/// A network that one of several engines may load.
struct OpenedNetwork
{
    ModelDefinition definition;
    QStringList engines;                                                    ///< names, the best first
    std::function<std::unique_ptr<Engine>(const QString &engineName)> load; ///< throws Error
    bool hasOtherEngines = false; ///< which read it as well, but one was asked for by name
};

/// A worker's outside world. The real one is in worker_process.cpp; tests give fakes.
struct WorkerTools
{
    std::function<std::optional<Frame>()> receive; ///< waits; nothing at the end of input
    std::function<void(const Frame &)> send;
    std::function<std::unique_ptr<RasterSource>(const WorkerJob &)> openRaster;
    std::function<OpenedNetwork(const WorkerJob &)> openNetwork;
    std::function<void(const WorkerJob &)> limitMemory = [](const WorkerJob &) {}; ///< before each job
};

/// Greets, loads what the job names into the first engine that can run it, then classifies section after section until
/// the job is over, and waits for the next one, until its input ends; or puts files into a bucket, where that is the
/// order. Reads ahead in a second thread, which is the only one that receives during a job. What cannot be used is
/// answered, never thrown.
void runWorkerLoop(const WorkerTools &tools);

} // namespace pixelscape
