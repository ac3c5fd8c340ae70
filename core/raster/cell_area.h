#pragma once

#include "core/raster/raster_source.h"

#include <optional>

namespace pixelscape {

/// Square metres of a cell on the ellipsoid, the mean over the raster. Nothing where it is not known: see
/// EllipsoidArea.
std::optional<double> meanCellArea(const RasterInfo &raster);

} // namespace pixelscape
