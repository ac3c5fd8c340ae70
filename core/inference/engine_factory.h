#pragma once

#include "core/base/message.h"
#include "core/inference/engine.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace pixelscape {

/// The names that `--engine` takes, "auto" first.
QStringList engineNames();

/// The remedy where an engine was asked for that cannot do what another may.
Remedy automaticEngine();

/// Why no engine can read these weights or run on this device: one sentence, or nothing where one can. Looks at the
/// format only; the network itself is loaded in a worker.
std::optional<Problem> engineProblem(const QString &engineName, Device device, const NetworkFiles &files);

/// The engines to try for these weights, the best first: the one asked for, or with "auto" all that read the format on
/// this device. Empty exactly where engineProblem() has a sentence.
QStringList engineCandidates(const QString &engineName, Device device, const NetworkFiles &files);

/// Opens what an engine takes long to open, ahead of the first network.
void openEngines();

/// Loads a network into the engine of that name, one of engineCandidates(). Throws Error.
std::unique_ptr<Engine> makeEngine(const QString &engineName, Device device, const NetworkFiles &files);

} // namespace pixelscape
