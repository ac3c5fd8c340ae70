#pragma once

#include "core/base/go_on.h"

#include <QString>

namespace pixelscape {

/// Puts a finished tiled TIFF with overviews into the order of a Cloud Optimized GeoTIFF: all directories first, then
/// the tiles of the smallest overview up to those of the raster itself, as they are: nothing is decoded. A reader on
/// the other side of a network then finds all that it needs to know in one piece. Files of another form stay as they
/// are. False where it could not be written, with the file as it was. Throws Cancelled, likewise.
/// The order is that of the OGC's standard 21-026; the lines at the start are those of GDAL's COG driver.
bool putInCloudOrder(const QString &path, const GoOn &mayGoOn);

} // namespace pixelscape
