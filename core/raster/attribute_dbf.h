#pragma once

#include "core/raster/result_sink.h"

namespace pixelscape {

/// Writes ArcGIS's attribute table (Value, Count, ClassName, Red, Green, Blue; UTF-8, named so in a .cpg) to `path`,
/// which ends in .vat.dbf. Its header carries a fixed date, so that equal results are equal files.
/// Names longer than the format's 254 bytes are cut at a character. Throws Error; `finalPath` is for its sentence.
void writeAttributeDbf(const QString &path, const QString &finalPath, const ClassLegend &legend,
                       const ClassCounts &counts);

} // namespace pixelscape
