#pragma once

#include <QString>

namespace pixelscape {

/// The whole life of a `pixelscape worker` process: speaks frames on what standard input and output were, sends library
/// noise to standard error, runs at lower priority, ends with its parent. Returns the exit code.
int runWorkerProcess();

/// The whole life of a `pixelscape worker --try` process: loads the network into the engine and writes to standard
/// output, as a JSON text, why that failed, or an empty one. Returns the exit code.
int runEngineTrial(const QString &engine, const QString &model);

} // namespace pixelscape
