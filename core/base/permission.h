#pragma once

#include <QString>

namespace pixelscape {

/// Why this user may not read a file, or look into a folder, as one sentence: it is there, or would lie in a folder
/// that is there and that this user may not look into. Empty where that is not what is wrong, and of other places than
/// paths. Looks at the disk.
QString permissionDefect(const QString &path);

} // namespace pixelscape
