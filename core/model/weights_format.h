#pragma once

#include "core/model/model_package.h"

#include <QByteArray>
#include <QString>

namespace pixelscape {

/// Recognises weights by their first bytes, then by their suffix.
WeightsFormat recogniseWeights(const QByteArray &content, const QString &fileName);

/// The text that stands for a file in a Git repository whose large files were not fetched.
bool isGitLfsPointer(const QByteArray &content);

/// "PyTorch", "TensorFlow Lite", ...
QString weightsFormatName(WeightsFormat format);

/// One sentence that says how to export such weights to ONNX; empty for ONNX.
QString exportAdvice(WeightsFormat format);

} // namespace pixelscape
