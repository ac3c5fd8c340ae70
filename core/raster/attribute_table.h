#pragma once

#include "core/raster/result_sink.h"

namespace pixelscape {

/// Class statistics over the pixels that are not NoData.
struct ClassStatistics
{
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    double standardDeviation = 0; ///< of the population, as GDAL's own
    double validPercent = 0;
};

/// Nothing when no pixel is valid.
std::optional<ClassStatistics> classStatistics(const ClassCounts &counts);

/// Writes statistics, category names and attribute table beside the TIFF at `tiffPath`, into .aux.xml, and reads the
/// table back. Throws Error; `finalPath` is for its sentence.
void writeAuxiliaryTables(const QString &tiffPath, const QString &finalPath, const ClassLegend &legend,
                          const ClassCounts &counts);

} // namespace pixelscape
