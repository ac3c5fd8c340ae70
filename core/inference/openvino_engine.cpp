#include "core/inference/openvino_engine.h"

#include "core/base/error.h"
#include "core/inference/openvino_module.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibrary>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Where the library lies, in the build folder as in an installation.
QString modulePath()
{
    const QString self = QFile::symLinkTarget(u"/proc/self/exe"_s);
    const QString program = self.isEmpty() ? QCoreApplication::applicationFilePath() : self;
    return QFileInfo(program).absolutePath() + u"/../lib/pixelscape/libpixelscape_openvino.so"_s;
}

bool isThere()
{
    static const bool there = QFileInfo::exists(modulePath());
    return there;
}

/// Opens the library, which then stays: what it made lives on in it.
template <typename Function> Function *functionOf(const char *name)
{
    static QLibrary library(modulePath());
    library.setLoadHints(QLibrary::PreventUnloadHint);
    const QFunctionPointer function = library.resolve(name);
    if (!function)
        throw Error(u"OpenVINO cannot be opened (%1); install Pixelscape again, or choose the engine opencv."_s.arg(
            library.errorString()));
    return reinterpret_cast<Function *>(function);
}

} // namespace

bool openVinoReads(WeightsFormat format)
{
    switch (format) {
    case WeightsFormat::Onnx:
    case WeightsFormat::TensorFlowGraph:
    case WeightsFormat::TensorFlowSavedModel:
    case WeightsFormat::TensorFlowLite:
    case WeightsFormat::OpenVinoIr:
        return isThere();
    default:
        return false;
    }
}

void openOpenVino()
{
    try {
        if (isThere())
            functionOf<decltype(pixelscapeOpenVinoEngine)>("pixelscapeOpenVinoEngine");
    } catch (const Error &) {
        return;
    }
}

bool openVinoHasGpu()
{
    try {
        return functionOf<decltype(pixelscapeOpenVinoHasGpu)>("pixelscapeOpenVinoHasGpu")();
    } catch (const Error &) {
        return false;
    }
}

std::unique_ptr<Engine> makeOpenVinoEngine(const NetworkFiles &files, Device device)
{
    const auto make = functionOf<decltype(pixelscapeOpenVinoEngine)>("pixelscapeOpenVinoEngine");
    return std::unique_ptr<Engine>(make(files, device));
}

} // namespace pixelscape
