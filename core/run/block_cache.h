#pragma once

#include "core/raster/raster_source.h"
#include "core/run/tile_plan.h"

namespace pixelscape {

/// How many bytes of decoded blocks a worker keeps, which reads sections so many columns wide in rows of tiles so many
/// pixels high: the blocks under such a row, since the next tile or the next row of tiles shows most of them again. The
/// same for a raster of any size, but for one whose blocks are as wide as itself. Not more than `most`, where that is
/// more than what any raster gets.
std::int64_t blockCacheBytes(const RasterInfo &raster, Size read, std::int64_t most);

/// What reading a block takes besides.
std::int64_t decodingBytes(const RasterInfo &raster);

} // namespace pixelscape
