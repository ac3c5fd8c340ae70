#pragma once

#include "core/raster/gdalwarp_grid.h"

#include <QStringList>

#include <ogr_spatialref.h>

namespace pixelscape {

/// The wishes for a grid in the output's coordinate system, with all files read that they name.
struct UnderstoodWishes
{
    std::optional<OGRSpatialReference> crs; ///< the output's; the input's own where the two are the same
    bool keepsSystem = true;                ///< the output's coordinate system is the input's
    std::optional<GroundBox> extent;
    std::optional<CellSize> cellSize;
    std::optional<Point> snapCorner;
    QStringList remarks;

    const OGRSpatialReference *system() const { return crs ? &*crs : nullptr; }
};

/// Throws Error; `field` then names the request's member that is wrong (settled_grid.h).
UnderstoodWishes understand(const GridWishes &wishes, GDALDataset &input, const RasterInfo &raster, QString &field);

/// gridOfGdalwarp(), its Error with the name of the raster.
NorthUpGrid gridOfNamed(GDALDataset &source, const QString &path, const GdalwarpNumbers &numbers);

} // namespace pixelscape
