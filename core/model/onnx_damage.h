#pragma once

#include <QByteArrayView>
#include <QString>

namespace pixelscape {

/// Throws Error where a tensor of an ONNX file holds other bytes than its shape needs: an engine that does not look
/// takes what lies behind them in memory for weights, and classifies with that. `name` is for the sentence.
void requireWholeTensors(QByteArrayView model, const QString &name);

} // namespace pixelscape
