#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// Names in a folder, which may be one of GDAL's (/vsizip/, /vsis3/), sorted; none where there is no such folder.
QStringList namesIn(const QString &folder);

/// The folder that a product is in: `path` itself or, of a .zip or .tar, what GDAL calls its inside, or, of the file
/// that describes a product, the folder it is in; empty for any other file. The one folder that an archive may hold is
/// entered.
QString sceneFolder(const QString &path);

} // namespace pixelscape
