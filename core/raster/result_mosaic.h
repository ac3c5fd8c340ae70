#pragma once

#include "core/raster/result_reader.h"

namespace pixelscape {

/// A VRT over nothing but rasters that Pixelscape made.
bool isResultMosaic(const QString &path);

/// What an earlier run made, or a mosaic of such.
bool isResultOrMosaic(const QString &path);

/// Of a class map as readResultClasses(); of a mosaic of class maps the sums of theirs, cells that two of them cover
/// counted in both. Empty where a class has another name or colour in one of them.
std::vector<ResultClass> classesOfResultOrMosaic(const QString &path);

} // namespace pixelscape
