#pragma once

#include "core/raster/raster_source.h"

namespace pixelscape {

/// The raster in one line: "1 200 × 800 pixels, 6 bands, UInt16, EPSG:32633".
QString rasterFacts(const RasterInfo &raster);

/// What several rasters are together, or each on its own; empty for one.
QString severalFacts(int rasters, bool eachOnItsOwn);

} // namespace pixelscape
