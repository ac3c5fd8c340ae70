#pragma once

#include <QByteArrayView>
#include <QString>

#include <map>

namespace pixelscape {

/// The files beside an ONNX network that hold its numbers, as the network writes their names, with the bytes that each
/// must have at least. Newer exporters write "net.onnx" and "net.onnx.data". Empty where all is in one file. Throws
/// Error where more files are named than a network has; `name` is for that sentence.
std::map<QString, quint64> onnxExternalData(QByteArrayView model, const QString &name);

} // namespace pixelscape
