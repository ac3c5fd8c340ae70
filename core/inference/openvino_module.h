#pragma once

#include "core/inference/engine.h"

/// What the library that sees OpenVINO offers; found by name (openvino_engine.cpp).
extern "C" {

/// The caller owns the engine. Throws pixelscape::Error.
pixelscape::Engine *pixelscapeOpenVinoEngine(const pixelscape::NetworkFiles &files, pixelscape::Device device);

/// Throws nothing.
bool pixelscapeOpenVinoHasGpu();
}
