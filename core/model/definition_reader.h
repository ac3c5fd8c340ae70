#pragma once

#include "core/model/model_definition.h"

#include <QByteArray>

namespace pixelscape {

/// Reads the text of an .emd. `fileName` is only for the sentences.
/// Throws Error: not JSON (line, column and the offending line), a training template, a model type that is not pixel
/// classification, a missing or wrong member.
ModelDefinition readDefinition(const QByteArray &text, const QString &fileName);

} // namespace pixelscape
