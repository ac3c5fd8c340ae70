#pragma once

#include "core/raster/gdal_dataset.h"
#include "core/raster/grid_wishes.h"

class OGRSpatialReference;

namespace pixelscape {

/// A north-up grid.
struct NorthUpGrid
{
    Size size;
    GeoTransform geoTransform;

    CellSize cell() const { return {geoTransform.c[1], -geoTransform.c[5]}; }
    GroundBox bounds() const;
};

/// -t_srs, -te and -tr of gdalwarp; what is empty is left to it.
struct GdalwarpNumbers
{
    const OGRSpatialReference *crs = nullptr;
    std::optional<GroundBox> box;
    std::optional<CellSize> cell;
};

/// The grid that the program gdalwarp makes of these numbers, to the last bit. No pixels are read. Throws Error with
/// GDAL's reason.
NorthUpGrid gridOfGdalwarp(GDALDataset &source, const GdalwarpNumbers &numbers);

} // namespace pixelscape
