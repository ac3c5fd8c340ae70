#pragma once

#include "core/raster/analysis_grid.h"
#include "core/raster/gdal_dataset.h"

#include <QStringList>

#include <ogr_spatialref.h>

#include <optional>

namespace pixelscape {

/// A file that is to be a mask, opened: a raster, or one layer of vectors.
struct MaskFile
{
    QString path;              ///< without the layer's name
    Dataset dataset;           ///< of the layer, or of the raster as a whole
    OGRLayer *layer = nullptr; ///< null where it is a raster
    std::optional<OGRSpatialReference> crs;
    QStringList remarks; ///< what was assumed in opening it
};

/// Throws Error: missing, neither vectors nor a raster, no such layer, a layer that holds points or lines by its own
/// word.
MaskFile openMaskFile(const QString &path);

/// Empty where the grid has none. x is east or longitude.
std::optional<OGRSpatialReference> systemOf(const AnalysisGrid &grid);

} // namespace pixelscape
