#pragma once

#include "core/raster/grid_choice.h"

#include <QString>

#include <ogr_spatialref.h>

#include <optional>

namespace pixelscape {

/// x is east or longitude everywhere, whatever the authority says of the order of axes. Throws Error where PROJ does
/// not know it; files and addresses on the web are not looked at.
OGRSpatialReference coordinateSystem(const QString &text);

/// True where coordinates of one are coordinates of the other.
bool isSameSystem(const OGRSpatialReference &one, const OGRSpatialReference &other);

/// "EPSG:32633", or its own name where no authority is known.
QString systemName(const OGRSpatialReference &crs);

/// The box around `box` in another system, its edges followed between their corners. Empty where that cannot be. A box
/// across the antimeridian ends beyond 180 degrees.
std::optional<GroundBox> boxIn(const GroundBox &box, const OGRSpatialReference &from, const OGRSpatialReference &to);

/// Empty where the point has no place in the other system.
std::optional<Point> pointIn(const Point &point, const OGRSpatialReference &from, const OGRSpatialReference &to);

/// XMIN,YMIN,XMAX,YMAX
QString boxText(const GroundBox &box);

/// Around a raster whose geotransform is its own.
GroundBox boundsOf(const RasterInfo &raster);

} // namespace pixelscape
