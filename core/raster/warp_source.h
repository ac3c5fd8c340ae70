#pragma once

#include "core/raster/gdal_dataset.h"

#include <span>

namespace pixelscape {

class GdalErrors;

/// What a text says of a source must hold wherever it is opened: absolute where it is a file.
QString pathFromAnywhere(const QString &path);

/// The raster as GDAL is to warp it: no band is marked as alpha, which GDAL would take for coverage with or without
/// being asked. Where the raster has an alpha band that is not among `dataBands` (0-based), it is the mask instead.
/// Throws Error.
Dataset openWarpSource(const QString &path, std::span<const int> dataBands);

/// VRT text of the raster, whose bands say nothing of colour in it. Throws Error.
QByteArray withoutColours(const QString &path);

/// The text of a VRT that has no file. Throws Error.
QByteArray vrtText(GDALDataset &vrt, const GdalErrors &errors);

/// Throws Error with what GDAL said; nothing of ours is in it.
[[noreturn]] void throwReason(const GdalErrors &errors);

} // namespace pixelscape
