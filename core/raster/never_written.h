#pragma once

#include "core/base/geometry.h"

#include <cstdint>
#include <span>

class GDALRasterBand;

namespace pixelscape {

/// Blocks of a TIFF that nobody has written ("sparse") take no room in the file, and GDAL reads them as 0 or as the
/// NoData value. For us they have no data. Both functions ask the file's index of blocks and read no pixels.

/// True where no block under the window was ever written.
bool isNeverWritten(GDALRasterBand &band, const PixelRect &window);

/// Clears `valid`, which shows the window at `size` (nearest pixels), where blocks under it were never written.
void clearNeverWritten(GDALRasterBand &band, const PixelRect &window, Size size, std::span<std::uint8_t> valid);

} // namespace pixelscape
