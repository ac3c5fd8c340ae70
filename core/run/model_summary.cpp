#include "core/run/model_summary.h"

#include "core/base/error.h"
#include "core/inference/engine_factory.h"
#include "core/model/weights_format.h"

#include <new>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

ModelSummary withoutWeights(const ModelPackage &package)
{
    ModelSummary summary;
    summary.path = package.path;
    summary.definition = package.definition;
    return summary;
}

} // namespace

ModelSummary summarizeModel(const ModelPackage &package, const NetworkFiles &files)
{
    ModelSummary summary = withoutWeights(package);
    summary.weightsFormat = weightsFormatName(files.format);
    const QStringList names = engineNames().sliced(1);
    for (const QString &name : names)
        if (!engineProblem(name, Device::Cpu, files))
            summary.engines << name;
    if (const std::optional<Problem> problem = engineProblem(u"auto"_s, Device::Cpu, files))
        summary.problem = problem->sentence;
    return summary;
}

ModelSummary summarizeModel(const ModelPackage &package)
{
    ModelSummary summary = withoutWeights(package);
    try {
        return summarizeModel(package, readNetworkFiles(package));
    } catch (const Error &error) {
        summary.problem = error.sentence();
    } catch (const std::bad_alloc &) {
        summary.problem =
            u"There is not enough memory to read the weights of %1; close other programs."_s.arg(package.path);
    }
    return summary;
}

} // namespace pixelscape
