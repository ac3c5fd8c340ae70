#pragma once

#include "core/model/model_definition.h"
#include "core/raster/raster_source.h"

#include <vector>

namespace pixelscape {

/// The 0-based raster band of each channel of the network: ExtractBands by number or by name (a band's description,
/// whatever its case), or all bands where the model names none. Throws Error where the raster has too few or lacks a
/// name.
std::vector<int> mapBands(const ModelDefinition &definition, const RasterInfo &raster, const QString &modelPath);

} // namespace pixelscape
