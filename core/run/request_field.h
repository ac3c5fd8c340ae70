#pragma once

#include "core/run/run_request.h"

namespace pixelscape {

/// Sets one field by the name that Problem::field and Remedy::field have for it: inputRaster, model,
/// outputClassifiedRaster, modelArguments.NAME, context.extent, context.processorType,
/// context.parallelProcessingFactor, context.recycleProcessingWorker, context.retryOnFailures, sectionDeadline,
/// engine, overwrite, startOver. An empty text leaves the field out, which gives it its default. False, and nothing is
/// changed, where there is no such field or the text makes no sense for it.
bool setRequestField(RunRequest &request, const QString &field, const QString &value);

} // namespace pixelscape
