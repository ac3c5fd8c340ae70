#pragma once

#include "core/raster/band_stack.h"

namespace pixelscape {

/// The rasters of a container (netCDF, HDF, Zarr) that all show one area, as bands of one: called as the container
/// calls them (the variable's name). `used` as in stackBands(). Throws Error: no container, rasters of different areas
/// or coordinate systems.
BandStack subdatasetStack(const QString &path, std::span<const int> used = {});

} // namespace pixelscape
