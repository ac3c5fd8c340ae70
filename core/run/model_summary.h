#pragma once

#include "core/model/model_package.h"

#include <QStringList>

namespace pixelscape {

/// What is worth knowing of a model before it runs. The network itself has not been loaded.
struct ModelSummary
{
    QString path; ///< the .emd or .dlpk
    ModelDefinition definition;
    QString weightsFormat; ///< "ONNX"; empty where the weights could not be read
    QStringList engines;   ///< those that read the weights
    QString problem;       ///< why none does; empty where one does
};

/// Reads the weights; throws nothing, since what is wrong with them is part of the answer.
ModelSummary summarizeModel(const ModelPackage &package);

/// The same of weights that were read already.
ModelSummary summarizeModel(const ModelPackage &package, const NetworkFiles &files);

} // namespace pixelscape
