#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace pixelscape {

/// The file of that relative path in a folder; where there is none, one whose name differs only in capitals. Empty
/// where there is none at all. Throws Error where a folder on the way may not be looked into. Links are followed: the
/// folder is the user's own.
QString findBeside(const QString &folder, const QString &relativePath);

/// The whole file. Throws Error: not a file, unreadable, empty, larger than `limit`.
QByteArray readWholeFile(const QString &path, std::optional<qint64> limit);

} // namespace pixelscape
