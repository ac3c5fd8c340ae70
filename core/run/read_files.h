#pragma once

#include "core/run/run_spec.h"

/// The files that a run reads, and that its output must not replace.
namespace pixelscape {

/// The definition and, of a model in a folder, the files beside it that it names.
QStringList modelFiles(const RunSpec &spec);

/// All that is read beside the model; `rasterFiles` are those that GDAL has open for the input.
QStringList inputFiles(const RunRequest &request, const QStringList &rasterFiles);

} // namespace pixelscape
