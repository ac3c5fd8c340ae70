#include "core/raster/never_written.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

enum class Written { All, Some, None };

Written writtenUnder(GDALRasterBand &band, const PixelRect &window)
{
    const int status = band.GetDataCoverageStatus(window.x, window.y, window.width, window.height, 0, nullptr);
    if ((status & GDAL_DATA_COVERAGE_STATUS_EMPTY) == 0)
        return Written::All;
    return status == GDAL_DATA_COVERAGE_STATUS_EMPTY ? Written::None : Written::Some;
}

/// Of `count` pixels that show `extent` pixels of a raster, the first whose centre is not before `position`.
int firstShown(int position, int extent, int count)
{
    return std::clamp(int(std::ceil(double(position) * count / extent - 0.5)), 0, count);
}

} // namespace

bool isNeverWritten(GDALRasterBand &band, const PixelRect &window)
{
    return writtenUnder(band, window) == Written::None;
}

void clearNeverWritten(GDALRasterBand &band, const PixelRect &window, Size size, std::span<std::uint8_t> valid)
{
    if (writtenUnder(band, window) == Written::All)
        return;
    Size block;
    band.GetBlockSize(&block.width, &block.height);
    for (int y = window.y / block.height * block.height; y < window.bottom(); y += block.height) {
        for (int x = window.x / block.width * block.width; x < window.right(); x += block.width) {
            const PixelRect part = PixelRect{x, y, block.width, block.height}.intersected(window);
            if (writtenUnder(band, part) != Written::None)
                continue;
            const int left = firstShown(part.x - window.x, window.width, size.width);
            const int right = firstShown(part.right() - window.x, window.width, size.width);
            const int bottom = firstShown(part.bottom() - window.y, window.height, size.height);
            for (int row = firstShown(part.y - window.y, window.height, size.height); row < bottom; ++row)
                std::fill_n(valid.begin() + std::ptrdiff_t(row) * size.width + left, right - left, std::uint8_t(0));
        }
    }
}

} // namespace pixelscape
