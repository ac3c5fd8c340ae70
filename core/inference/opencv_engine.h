#pragma once

#include "core/inference/engine.h"

#include <memory>

namespace pixelscape {

/// Whether OpenCV DNN reads this format at all.
bool openCvReads(WeightsFormat format);

/// Whether this OpenCV can run networks on a GPU (CUDA).
bool openCvHasGpu();

/// Loads a network into OpenCV DNN. Throws Error where OpenCV refuses it; a malformed file may kill the process.
std::unique_ptr<Engine> makeOpenCvEngine(const NetworkFiles &files, Device device);

} // namespace pixelscape
