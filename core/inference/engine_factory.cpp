#include "core/inference/engine_factory.h"

#include "core/base/error.h"
#include "core/inference/opencv_engine.h"
#include "core/inference/openvino_engine.h"
#include "core/model/weights_format.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// All that the factory knows of an engine. A new one is a line in `engines`, the best first.
struct EngineEntry
{
    const char16_t *name;
    bool (*reads)(WeightsFormat);
    bool (*hasGpu)();
    std::unique_ptr<Engine> (*make)(const NetworkFiles &, Device);
};

constexpr std::array engines{
#ifdef PIXELSCAPE_WITH_OPENVINO
    EngineEntry{u"openvino", openVinoReads, openVinoHasGpu, makeOpenVinoEngine},
#endif
    EngineEntry{u"opencv", openCvReads, openCvHasGpu, makeOpenCvEngine},
};

bool isAsked(const EngineEntry &engine, const QString &name)
{
    return name == "auto"_L1 || name == QStringView(engine.name);
}

} // namespace

QStringList engineNames()
{
    QStringList names{u"auto"_s};
    for (const EngineEntry &engine : engines)
        names << QStringView(engine.name).toString();
    return names;
}

Remedy automaticEngine()
{
    return {u"Choose automatically"_s, u"engine"_s, u"auto"_s};
}

std::optional<Problem> engineProblem(const QString &engineName, Device device, const NetworkFiles &files)
{
    if (!engineNames().contains(engineName))
        return Problem{u"engine"_s,
                       Severity::Error,
                       u"There is no engine called %1; choose one of %2."_s.arg(engineName, engineNames().join(u", ")),
                       {automaticEngine()}};
    bool readable = false;
    for (const EngineEntry &engine : engines) {
        if (!isAsked(engine, engineName) || !engine.reads(files.format))
            continue;
        readable = true;
        if (device == Device::Cpu || engine.hasGpu())
            return std::nullopt;
    }
    if (!readable && engineName != "auto"_L1 && !engineCandidates(u"auto"_s, Device::Cpu, files).isEmpty())
        return Problem{u"engine"_s,
                       Severity::Error,
                       u"%1 holds %2 weights, which the engine %3 does not read; choose the engine auto."_s.arg(
                           files.weightsName, weightsFormatName(files.format), engineName),
                       {automaticEngine()}};
    if (!readable)
        return Problem{u"model"_s, Severity::Error,
                       u"%1 holds %2 weights, which no engine of this build reads. %3"_s.arg(
                           files.weightsName, weightsFormatName(files.format), exportAdvice(files.format))};
    return Problem{
        u"context.processorType"_s,
        Severity::Error,
        u"The GPU was asked for, but no engine finds one that it can use (OpenCV needs CUDA, OpenVINO a GPU of Intel); choose the CPU."_s,
        {{u"Use the CPU"_s, u"context.processorType"_s, u"cpu"_s}}};
}

QStringList engineCandidates(const QString &engineName, Device device, const NetworkFiles &files)
{
    QStringList names;
    for (const EngineEntry &engine : engines)
        if (isAsked(engine, engineName) && engine.reads(files.format) && (device == Device::Cpu || engine.hasGpu()))
            names << QStringView(engine.name).toString();
    return names;
}

void openEngines()
{
#ifdef PIXELSCAPE_WITH_OPENVINO
    openOpenVino();
#endif
}

std::unique_ptr<Engine> makeEngine(const QString &engineName, Device device, const NetworkFiles &files)
{
    for (const EngineEntry &engine : engines)
        if (engineName == QStringView(engine.name) && engine.reads(files.format))
            return engine.make(files, device);
    throw Error(engineProblem(engineName, device, files).value_or(Problem{}).sentence);
}

} // namespace pixelscape
