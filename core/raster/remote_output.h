#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// Puts finished files into a folder of a bucket ("/vsis3/bucket/prefix"), one after another in this order, each under
/// its own name: a store shows a file only once it is whole. What is there under such a name is replaced; the local
/// files stay. Throws Error at the first that cannot be put there; the sentence names it, and where the last of the
/// local files is, which is the one that matters.
void upload(const QStringList &localFiles, const QString &remoteFolder);

/// Whether a file is there ("/vsis3/bucket/a.tif"); no where the store does not answer.
bool isThere(const QString &remoteFile);

/// Why nothing can ever be put under that name, as one sentence: only read from, no such bucket, no key, no answer.
/// Empty where it may be possible. Looks, and writes nothing.
QString remoteOutputDefect(const QString &remoteFile);

/// Puts a few bytes beside that name and removes them again. Throws Error where the store does not take them. Answers a
/// sentence about what could not be removed; empty where nothing stays.
QString tryPuttingBeside(const QString &remoteFile);

} // namespace pixelscape
