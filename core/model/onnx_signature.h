#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace pixelscape {

/// What an ONNX file says of itself, read without loading it.
struct OnnxSignature
{
    struct Output
    {
        QByteArray name;
        QByteArray node; ///< that makes it; empty where the node has no name
    };

    QStringList inputs;          ///< that somebody has to fill: weights are not among them
    std::vector<int> inputShape; ///< of the first one, outermost first, -1 where it is open; empty where not stated
    std::vector<Output> outputs; ///< in the file's own order
};

/// Reads a ModelProto (onnx.proto3, Apache-2.0). What is missing stays empty.
OnnxSignature readOnnxSignature(const QByteArray &model);

} // namespace pixelscape
