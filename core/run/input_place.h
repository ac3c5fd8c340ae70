#pragma once

#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <QStringList>

namespace pixelscape {

/// How the inputs of a request are opened as one raster.
struct InputPlace
{
    QString path;            ///< of the first input: for sentences, and what GDAL opens where there is no definition
    QString definition = {}; ///< VRT text of a scene in several files, a stack, a mosaic or a service; else empty
    QStringList remarks = {};
    int rasters = 1;     ///< that a person would call so: the bands of a scene are one
    QString defect = {}; ///< of several: why they are no one raster; empty where they are

    const QString &opened() const { return definition.isEmpty() ? path : definition; }
};

/// Puts together what belongs together: a product folder of Sentinel-2 or Landsat, the files of a stack, the rasters of
/// a collection (as one mosaic), an image service. The request's places are already what GDAL opens (gdalPlace). Throws
/// Error.
InputPlace inputPlace(const RunRequest &request);

} // namespace pixelscape
