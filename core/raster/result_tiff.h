#pragma once

#include "core/base/error.h"
#include "core/raster/result_sink.h"

#include <gdal_priv.h>

namespace pixelscape {

/// A class value as a pixel of the format's type, native byte order; format.bytesPerPixel() bytes.
std::vector<std::byte> pixelBytes(const ResultFormat &format, std::int64_t value);

/// The new GeoTIFF with everything but its pixels: grid, NoData, colours, recipe. Throws Error, before anything is
/// written when a creation option is wrong. `finalPath` is for the sentences.
GDALDatasetUniquePtr createResultTiff(const QString &path, const QString &finalPath,
                                      const ResultDescription &description);

/// Adds overviews inside the file: every second pixel of every second row of the level before, until the smaller side
/// is under 256; none where it is under 256 already. Throws Error, or Cancelled when `mayGoOn` says so.
void addOverviews(const QString &path, const QString &finalPath, const ResultFormat &format, const GoOn &mayGoOn);

/// Closes a dataset and reports what GDAL could not write while closing. Throws Error.
void closeResult(GDALDatasetUniquePtr dataset, const QString &finalPath);

/// The sentence for a result that cannot be written, from GDAL's reason.
Error resultNotWritten(const QString &finalPath, const QString &reason);

} // namespace pixelscape
