#pragma once

#include "core/model/protobuf_fields.h"

#include <functional>

namespace pixelscape {

/// Calls `visit` with each TensorProto of an ONNX file: the weights of its graph and those within nodes, functions and
/// the branches of nodes, as they lie in the file.
void forEachOnnxTensor(QByteArrayView model, const std::function<void(QByteArrayView tensor)> &visit);

} // namespace pixelscape
