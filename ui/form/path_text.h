#pragma once

#include <QString>

namespace pixelscape {

/// The path that is meant by what was typed or pasted: without spaces or quotation marks around it, and of a file: URL
/// its path. Does not look at the disk.
QString pathFromText(const QString &text);

} // namespace pixelscape
