#pragma once

#include "core/model/model_definition.h"
#include "core/raster/raster_source.h"

#include <vector>

namespace pixelscape {

/// The 0-based raster band of each channel of the network: ExtractBands by number or by name (a band's description,
/// whatever its case; B2, B02 and SCENE_B02 are one name), or all bands where the model names none. Throws Error where
/// the raster has too few or lacks a name.
std::vector<int> mapBands(const ModelDefinition &definition, const RasterInfo &raster, const QString &modelPath);

/// The 0-based raster band of each channel as a user asked for it: "4,3,2" or names, the first band being 1 as GDAL and
/// QGIS show them. Throws Error where that names no band of the raster, or another number of bands than the model
/// takes.
std::vector<int> mapAskedBands(const ModelDefinition &definition, const RasterInfo &raster, const QString &modelPath,
                               const QString &asked);

/// Where each of the `channels` stands in NormalizationStats, which has an entry for each band of the rasters that the
/// model was trained on: the definition's own band, whichever band of this raster takes its place. Throws Error where a
/// band is known by name only.
std::vector<int> statisticsPositions(const ModelDefinition &definition, const RasterInfo &raster, std::size_t channels);

} // namespace pixelscape
