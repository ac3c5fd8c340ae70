#pragma once

#include <QString>

namespace pixelscape {

/// Has the file of a server (isOnServer()) as a local one: copied whole, unless `localFile` is the copy of just that
/// file already, by its size and what the server says of its version. Where it says nothing of it, once in the life of
/// this process. A copy that is interrupted leaves nothing under that name. Makes the folder. Throws Error: as
/// remoteDefect(), too large for the disk, or broken off.
void fetchFile(const QString &remoteFile, const QString &localFile);

} // namespace pixelscape
