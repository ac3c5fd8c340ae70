#pragma once

#include "core/run/run_request.h"

namespace pixelscape {

/// The names that Problem::field and Remedy::field have for the parts of a request, in the order of the operation:
/// inputRaster, model, outputClassifiedRaster, context.extent, context.outSR, ..., engine, overwrite, startOver. Each
/// argument of the model is a field too, modelArguments.NAME.
QStringList requestFields();

/// Sets one field. An empty text leaves the field out, which gives it its default. Lists (furtherRasters,
/// creationOptions) have one entry a line. False, and nothing is changed, where there is no such field or the text
/// makes no sense for it.
bool setRequestField(RunRequest &request, const QString &field, const QString &value);

/// The text that setRequestField() would make the field with. Empty where there is no such field.
QString requestFieldText(const RunRequest &request, const QString &field);

} // namespace pixelscape
