#pragma once

#include <QString>

namespace pixelscape {

/// Whether a request's model is no path, but a definition itself: JSON text.
bool isDefinitionText(const QString &model);

/// The path as it is; of a definition as text, "the model definition": for sentences.
QString modelShown(const QString &model);

/// The file's name; of a definition as text, its ModelName or ModelFile: for titles and proposed names.
QString modelTitle(const QString &model);

} // namespace pixelscape
