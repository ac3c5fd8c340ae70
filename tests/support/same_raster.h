#pragma once

#include "core/raster/gdal_raster_source.h"

#include <QTest>

#include <numeric>

namespace pixelscape {

struct ReadPixels
{
    std::vector<float> pixels;
    std::vector<std::uint8_t> valid;

    bool operator==(const ReadPixels &) const = default;
};

/// All bands, read in windows that lie across the blocks.
inline ReadPixels pixelsOf(GdalRasterSource &source)
{
    constexpr int side = 100;
    const RasterInfo &info = source.info();
    std::vector<int> bands(info.bands.size());
    std::iota(bands.begin(), bands.end(), 0);
    ReadPixels all;
    for (int y = 0; y < info.size.height; y += side) {
        for (int x = 0; x < info.size.width; x += side) {
            const PixelRect window{x, y, std::min(side, info.size.width - x), std::min(side, info.size.height - y)};
            const auto count = std::size_t(window.area());
            std::vector<float> pixels(count * bands.size());
            std::vector<std::uint8_t> valid(count);
            source.read(window, bands, pixels, valid);
            all.pixels.insert(all.pixels.end(), pixels.begin(), pixels.end());
            all.valid.insert(all.valid.end(), valid.begin(), valid.end());
        }
    }
    return all;
}

/// Size, place, bands and every pixel.
inline void compareRasters(GdalRasterSource &actual, GdalRasterSource &expected)
{
    QCOMPARE(actual.info().size.width, expected.info().size.width);
    QCOMPARE(actual.info().size.height, expected.info().size.height);
    QCOMPARE(actual.info().geoTransform.c, expected.info().geoTransform.c);
    QCOMPARE(actual.info().crsName, expected.info().crsName);
    QCOMPARE(actual.info().bands.size(), expected.info().bands.size());
    for (std::size_t band = 0; band < actual.info().bands.size(); ++band) {
        QCOMPARE(actual.info().bands[band].dataType, expected.info().bands[band].dataType);
        QCOMPARE(actual.info().bands[band].nodata, expected.info().bands[band].nodata);
    }
    QVERIFY(pixelsOf(actual) == pixelsOf(expected));
}

} // namespace pixelscape
