#pragma once

#include <QString>

namespace pixelscape {

/// Text out of a file as it may stand in a sentence: one line without control characters (which could move a terminal's
/// cursor), at most `longest` characters.
QString shownText(const QString &text, qsizetype longest = 120);

} // namespace pixelscape
