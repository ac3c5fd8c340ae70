#pragma once

#include "core/raster/gdal_dataset.h"
#include "core/raster/grid_wishes.h"

#include <span>

class OGRSpatialReference;

namespace pixelscape {

/// How a raster is seen on another grid.
struct WarpedPlace
{
    const OGRSpatialReference *crs = nullptr; ///< null: the raster's own, whatever it is
    GeoTransform geoTransform;
    Size size;
    Resampling resampling = Resampling::Bilinear;
    /// Cells of the raster to a cell of the grid, beyond which its values are averaged with the resampling's weights.
    /// One number for all windows: the pixels of a place do not depend on what is read around them.
    CellSize reduction{1, 1};
};

/// VRT text that GDAL opens to see the raster so. Its first bands are those of the raster, with their types, names and
/// NoData values, none of them marked as alpha; one more tells by 0 where no band has data: outside the raster, and
/// where its mask is 0 or its alpha band is, unless that is among `dataBands` (0-based). Transformed exactly at each
/// cell. Throws Error with GDAL's reason.
QByteArray warpedView(const QString &path, std::span<const int> dataBands, const WarpedPlace &place);

/// Opens VRT text that shows `path`: what warpedView() or stackBands() made. Sentences name `path`.
Dataset openDefinition(const QString &definition, const QString &path);

} // namespace pixelscape
