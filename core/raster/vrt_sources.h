#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// The files that a mosaic in VRT form is made of, in its order; none where `path` is no such file, or puts the bands
/// of one scene together.
QStringList vrtSources(const QString &path);

/// Whether each band of a VRT shows whole sources' bands of the same number, and each source is there.
bool showsSourcesAsTheyAre(const QString &path);

} // namespace pixelscape
