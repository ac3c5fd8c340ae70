#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QString>

namespace pixelscape {

/// Largest JSON text that is read; real definitions have a few kilobytes.
inline constexpr qsizetype largestJsonText = 1024 * 1024;

/// The text of a file as UTF-8 without byte order mark. Knows UTF-8, and UTF-16 of either byte order, with or without
/// mark. Throws Error: empty, or not such a text. `fileName` is only for the sentences.
QByteArray decodeText(const QByteArray &bytes, const QString &fileName);

/// Parses a JSON file in any encoding of decodeText. NaN and Infinity, which Python writes, are read as null.
/// Throws Error: larger than largestJsonText, not text, or not JSON; then with line, column (both from 1, in
/// characters), the reason in plain words and the line itself.
Json parseJson(const QByteArray &bytes, const QString &fileName);

} // namespace pixelscape
