#include "core/run/block_cache.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

std::int64_t blockCacheBytes(const RasterInfo &raster, Size tile, std::int64_t most)
{
    constexpr std::int64_t least = 8 << 20;
    constexpr std::int64_t leastOfVirtual = 64 << 20; // nobody knows the blocks behind it
    constexpr std::int64_t always = 256 << 20;
    constexpr int tilesInSection = 12; // at most
    std::int64_t bytesPerPixel = 0;
    for (const BandInfo &band : raster.bands)
        bytesPerPixel += std::max(1, band.bits / 8);
    const std::int64_t width = std::int64_t(tilesInSection) * tile.width + 2 * std::int64_t(raster.block.width);
    const std::int64_t columns = std::min<std::int64_t>(raster.size.width, width);
    const std::int64_t rows =
        std::min<std::int64_t>(raster.size.height, tile.height + 2 * std::int64_t(raster.block.height));
    const std::int64_t wanted =
        std::max(columns * rows * bytesPerPixel, raster.driver == "VRT"_L1 ? leastOfVirtual : least);
    return std::min(wanted, std::max(most, always));
}

} // namespace pixelscape
