#pragma once

#include "core/run/resolve.h"

#include <QStringList>

namespace pixelscape {

/// What the model wants, before there is a raster: "1 to 6", "red, green, blue", "all bands of the raster".
QString wantedBandsText(const ModelDefinition &definition);

/// Channel by channel, briefly: "R ← 3  G ← 2  B ← 1"; the first few of many.
QString bandMappingText(const ModelDefinition &definition, const std::vector<int> &bands);

/// The same in full, a line for each channel: "Channel 1 ← band 3 (red)".
QStringList bandMappingLines(const ModelDefinition &definition, const std::vector<int> &bands,
                             const RasterInfo &raster);

} // namespace pixelscape
