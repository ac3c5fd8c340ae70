#pragma once

#include "core/raster/gdal_dataset.h"
#include "core/raster/stack_grid.h"

#include <vector>

namespace pixelscape {

/// One band of a stack: a band of a file, and where it lies on the grid.
struct StackBand
{
    GDALRasterBand *band = nullptr; ///< of a dataset that is open
    QString path;                   ///< what GDAL opens to reach it, wherever the program stands
    QString name;
    GDALDataType type = GDT_Byte; ///< as it is stored, or wider to hold the NoData value
    std::optional<double> nodata;
    bool skipsMasked = false; ///< what the file's own mask leaves out becomes NoData
    PlaceOnGrid place;
};

/// VRT text that shows `bands` on the grid of `finest`, whose dataset is `dataset`.
QString stackText(GDALDataset &dataset, const RasterInfo &finest, const std::vector<StackBand> &bands);

} // namespace pixelscape
