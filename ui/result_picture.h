#pragma once

#include <QImage>
#include <QString>

namespace pixelscape {

/// Draws a classified raster beside its legend (swatch, value, name, share). Where a scene is given, the scene alone
/// stands on the left and the classes over it on the right. Throws Error where the result has no attribute table.
QImage drawResultPicture(const QString &result, const QString &scene);

/// The classes of a raster alone, without a legend; `side` is that of the longer side. Throws Error as the other.
QImage drawResultMap(const QString &result, int side);

} // namespace pixelscape
