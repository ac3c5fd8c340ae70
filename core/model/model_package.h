#pragma once

#include "core/model/model_definition.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace pixelscape {

/// What recognises the weights, by content and suffix, never by what the definition's Framework claims.
enum class WeightsFormat {
    Onnx,
    TensorFlowGraph,
    Caffe,
    Darknet,
    Torch7,
    PyTorch,
    TorchScript,
    Safetensors,
    Pickle,
    Keras,
    Cntk,
    TensorFlowLite,
    TensorFlowSavedModel,
    OpenVinoIr,
    Gguf,
    GitLfsPointer,
    Unknown
};

/// The network's files, in memory.
struct NetworkFiles
{
    WeightsFormat format = WeightsFormat::Unknown;
    QByteArray weights;       ///< of OpenVINO IR the .xml, of a SavedModel its saved_model.pb
    QByteArray configuration; ///< the .prototxt, .cfg or .pbtxt, of OpenVINO IR the .bin; empty where there is none
    /// Further files that the weights name themselves, by their path relative to the weights: a SavedModel's variables,
    /// an ONNX network's external data.
    std::map<QString, QByteArray> companions;
    QString weightsName; ///< for sentences: "cloud.dlpk/cloud.onnx"
};

/// A trained model as the user has it: one .emd with its files beside it, one .dlpk (a zip) with all inside, or a
/// definition as JSON text with the files in a folder that is named beside it.
/// Packages are read in place: nothing is unpacked, nothing in them is executed.
struct ModelPackage
{
    QString path;   ///< the .emd or .dlpk; "the model definition" where it is text
    QString folder; ///< where the files lie that the definition names; empty of a .dlpk
    ModelDefinition definition;
    QByteArray definitionText; ///< as it is in the file; part of the model's fingerprint
};

/// Opens an .emd, a .dlpk, or a definition as JSON text whose files lie in `root` (empty: the current folder). Throws
/// Error where it cannot be used.
ModelPackage openModelPackage(const QString &model, const QString &root = {});

/// Reads the weights (and the second file of a two-file network). Throws Error: missing, leads out of the package, too
/// large for the memory that is free, a Git LFS pointer. Says nothing about whether an engine reads the format.
NetworkFiles readNetworkFiles(const ModelPackage &package);

/// BLAKE2b-256 over definition, weights, configuration and companions, as hexadecimal: every worker asks for it before
/// it begins, and SHA-256 would take six times as long.
QString modelFingerprint(const ModelPackage &package, const NetworkFiles &files);

} // namespace pixelscape
