#include "core/raster/never_written.h"

#include <cpl_conv.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

Size blockOf(GDALRasterBand &band)
{
    Size block;
    band.GetBlockSize(&block.width, &block.height);
    return block;
}

/// The file's index says nothing of where the block at this pixel is.
bool isMissing(GDALRasterBand &band, int x, int y)
{
    const Size block = blockOf(band);
    return band.GetMetadataItem(CPLSPrintf("BLOCK_OFFSET_%d_%d", x / block.width, y / block.height), "TIFF") == nullptr;
}

/// What GDAL takes for empty is more than what was never written: also holes that a file system keeps for zeros, and
/// blocks behind the end of a truncated file.
bool mayLack(GDALRasterBand &band, const PixelRect &window, bool wholly)
{
    const int status = band.GetDataCoverageStatus(window.x, window.y, window.width, window.height,
                                                  wholly ? GDAL_DATA_COVERAGE_STATUS_DATA : 0, nullptr);
    return wholly ? status == GDAL_DATA_COVERAGE_STATUS_EMPTY : (status & GDAL_DATA_COVERAGE_STATUS_EMPTY) != 0;
}

/// The parts of the window that lie in one block each, until `visit` answers false.
template <typename Visit> void visitBlocks(GDALRasterBand &band, const PixelRect &window, Visit visit)
{
    const Size block = blockOf(band);
    for (int y = window.y / block.height * block.height; y < window.bottom(); y += block.height)
        for (int x = window.x / block.width * block.width; x < window.right(); x += block.width)
            if (!visit(PixelRect{x, y, block.width, block.height}.intersected(window)))
                return;
}

/// Of `count` pixels that show `extent` pixels of a raster, the first whose centre is not before `position`.
int firstShown(int position, int extent, int count)
{
    return std::clamp(int(std::ceil(double(position) * count / extent - 0.5)), 0, count);
}

} // namespace

bool isNeverWritten(GDALRasterBand &band, const PixelRect &window)
{
    if (!mayLack(band, window, true))
        return false;
    bool areMissing = true;
    visitBlocks(band, window, [&](const PixelRect &part) { return areMissing = isMissing(band, part.x, part.y); });
    return areMissing;
}

void clearNeverWritten(GDALRasterBand &band, const PixelRect &window, Size size, std::span<std::uint8_t> valid)
{
    if (!mayLack(band, window, false))
        return;
    visitBlocks(band, window, [&](const PixelRect &part) {
        if (!isMissing(band, part.x, part.y))
            return true;
        const int left = firstShown(part.x - window.x, window.width, size.width);
        const int right = firstShown(part.right() - window.x, window.width, size.width);
        const int bottom = firstShown(part.bottom() - window.y, window.height, size.height);
        for (int row = firstShown(part.y - window.y, window.height, size.height); row < bottom; ++row)
            std::fill_n(valid.begin() + std::ptrdiff_t(row) * size.width + left, right - left, std::uint8_t(0));
        return true;
    });
}

} // namespace pixelscape
