#pragma once

#include "core/raster/raster_source.h"

#include <gdal_priv.h>

#include <memory>

namespace pixelscape {

struct DatasetCloser
{
    void operator()(GDALDataset *dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Throws Error: missing, not a raster, a container of several rasters.
Dataset openDataset(const QString &path);

/// What can be known without reading pixels. Throws Error where the values are complex numbers.
RasterInfo describe(GDALDataset &dataset, const QString &path, Facts facts = Facts::All);

/// GDAL puts the path in front of its messages, sometimes twice; our sentences begin with it already.
QString withoutPath(QString reason, const QString &path);

} // namespace pixelscape
