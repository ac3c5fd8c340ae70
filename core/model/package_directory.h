#pragma once

#include <QString>

namespace pixelscape {

/// Looks at what a zip says of its own table of contents, before anything reads that: a million entries take a minute
/// and half a gigabyte. Throws Error where there are more entries than a package of a model has; whatever else is wrong
/// with the file is left to its reader.
void refuseLargeDirectory(const QString &path);

} // namespace pixelscape
