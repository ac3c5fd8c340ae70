#pragma once

#include <QString>

#include <optional>

namespace pixelscape {

/// A path as it stands in a definition or a zip, with '/' as separator and without "." and empty parts: ".\a\b" is
/// "a/b". Nothing where it is absolute (/, \\server, C:) or leads out of its folder, or names no file; ".." that stays
/// inside is resolved.
std::optional<QString> normalizedRelativePath(const QString &path);

} // namespace pixelscape
