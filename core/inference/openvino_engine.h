#pragma once

#include "core/inference/engine.h"

#include <memory>

// OpenVINO is large, and only a process that loads a network needs it. So it is seen by one library of our own
// (openvino_module.cpp), which is opened when the first network is.
namespace pixelscape {

/// Whether OpenVINO reads this format at all, where this copy of the program has it.
bool openVinoReads(WeightsFormat format);

/// Opens OpenVINO ahead of the first network, where this copy of the program has it; what is wrong with it is said
/// then.
void openOpenVino();

/// Whether OpenVINO finds a GPU. Opens OpenVINO; throws nothing.
bool openVinoHasGpu();

/// Loads a network into OpenVINO. Throws Error where OpenVINO refuses it or cannot be opened.
std::unique_ptr<Engine> makeOpenVinoEngine(const NetworkFiles &files, Device device);

} // namespace pixelscape
