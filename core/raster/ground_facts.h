#pragma once

#include "core/raster/grid_choice.h"

#include <QString>

#include <optional>

namespace pixelscape {

/// What coordinates of the system count: "m", "\u00b0", "ft"; empty where there is no system.
QString coordinateUnit(const QString &crsWkt);

/// The system in metres around the raster's centre, such as "EPSG:32633"; empty where the place is not known or is a
/// pole.
QString utmZoneOf(const RasterInfo &raster);

/// What the raster covers, in coordinates of `crs` (anything PROJ knows; empty: the raster's own). Empty where that
/// cannot be said.
std::optional<GroundBox> boundsIn(const RasterInfo &raster, const QString &crs);

/// "EPSG:32633", or the system's own name. Throws Error where PROJ does not know it.
QString crsNameOf(const QString &crs);

} // namespace pixelscape
