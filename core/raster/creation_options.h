#pragma once

#include <QStringList>

#include <cpl_string.h>

namespace pixelscape {

/// Our GeoTIFF creation options with the user's NAME=VALUE on top. Throws Error on options that GDAL does not know and
/// on those that would change class values or keep the file from being finished.
CPLStringList mergedCreationOptions(const QStringList &userOptions);

/// The same for a raster of float32: with the predictor for such numbers where the compression takes one and the user
/// names none.
CPLStringList floatCreationOptions(const QStringList &userOptions);

} // namespace pixelscape
