#pragma once

#include "core/base/json.h"

#include <QString>

namespace pixelscape {

/// What a file is, for `info`: a raster, a model, or a finished output of ours, with what is known about it; which
/// engines load a model is tried in processes of `program`. Throws Error where it is none of these.
Json describeFile(const QString &path, const QString &program);

/// The same for a person: one line a fact.
QString descriptionText(const Json &description);

} // namespace pixelscape
