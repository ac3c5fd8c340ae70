#pragma once

#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <QStringList>

#include <span>

namespace pixelscape {

/// How the inputs of a request are opened as one raster.
struct InputPlace
{
    QString path;            ///< of the first input: for sentences, and what GDAL opens where there is no definition
    QString definition = {}; ///< VRT text of a scene in several files, a stack, a mosaic or a service; else empty
    QStringList remarks = {};
    int rasters = 1;     ///< that a person would call so: the bands of a scene are one
    QString defect = {}; ///< of several: why they are no one raster; empty where they are

    /// Of bands with cells of several sizes: the grid depends on which are used.
    bool hasCellsOfSeveralSizes = false;

    const QString &opened() const { return definition.isEmpty() ? path : definition; }
};

/// Puts together what belongs together: a product folder of Sentinel-2 or Landsat, the files of a stack, the rasters of
/// a collection (as one mosaic), an image service. The request's places are already what GDAL opens (gdalPlace).
/// Bands of one scene are on the finest grid of those that are `used` (0-based), or of all. Throws Error.
InputPlace inputPlace(const RunRequest &request, std::span<const int> used = {});

/// Whether the inputs are several rasters of one band each that can be stacked.
bool canBeBandsOfOneScene(RunRequest request);

} // namespace pixelscape
