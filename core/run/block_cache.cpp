#include "core/run/block_cache.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

std::int64_t bytesPerPixel(const RasterInfo &raster)
{
    std::int64_t bytes = 0;
    for (const BandInfo &band : raster.bands)
        bytes += std::max(1, band.bits / 8);
    return bytes;
}

} // namespace

std::int64_t blockCacheBytes(const RasterInfo &raster, Size read, std::int64_t most)
{
    constexpr std::int64_t least = 8 << 20;
    constexpr std::int64_t leastOfVirtual = 64 << 20; // nobody knows the blocks behind it
    constexpr std::int64_t always = 256 << 20;
    const std::int64_t columns =
        std::min<std::int64_t>(raster.size.width, read.width + 2 * std::int64_t(raster.block.width));
    const std::int64_t rows =
        std::min<std::int64_t>(raster.size.height, read.height + 2 * std::int64_t(raster.block.height));
    // GDAL counts what it keeps beside the pixels of a block, which is much where a block is a row: 2 * sizeof of its
    // GDALRasterBlock, about 160 bytes in GDAL 3.6. A cache that is too small by a little serves nothing, read from end
    // to end, so these are more.
    constexpr std::int64_t besidePixels = 256;
    const std::int64_t blocks = columns * rows / raster.block.area() * std::int64_t(raster.bands.size());
    const std::int64_t wanted = std::max(columns * rows * bytesPerPixel(raster) + blocks * besidePixels,
                                         raster.driver == "VRT"_L1 ? leastOfVirtual : least);
    return std::min(wanted, std::max(most, always));
}

std::int64_t decodingBytes(const RasterInfo &raster)
{
    if (raster.driver != "GTiff"_L1)
        return 0;
    // The driver keeps the block that it decoded last, of all bands where a pixel's bands lie together, and as much of
    // the file as that took: half of it with the usual compressions.
    const auto bands = std::int64_t(raster.isPixelInterleaved ? 1 : std::max<std::size_t>(1, raster.bands.size()));
    return raster.block.area() * bytesPerPixel(raster) / bands * 3 / 2;
}

} // namespace pixelscape
