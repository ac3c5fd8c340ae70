#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// Puts finished files into a folder of a bucket ("/vsis3/bucket/prefix"), one after another in this order, each under
/// its own name: a store shows a file only once it is whole. What is there under such a name is replaced; the local
/// files stay. Throws Error at the first that cannot be put there; the sentence names it, and where the local file is.
void upload(const QStringList &localFiles, const QString &remoteFolder);

/// Whether a file is there ("/vsis3/bucket/a.tif"); no where the store does not answer.
bool isThere(const QString &remoteFile);

} // namespace pixelscape
