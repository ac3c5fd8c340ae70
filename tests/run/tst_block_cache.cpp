#include "core/run/block_cache.h"

#include <QTest>

using namespace pixelscape;

namespace {

constexpr std::int64_t megabyte = 1 << 20;

RasterInfo rasterOf(Size size, Size block, std::size_t bands, int bits)
{
    RasterInfo raster;
    raster.driver = QStringLiteral("GTiff");
    raster.size = size;
    raster.block = block;
    raster.bands.resize(bands);
    for (BandInfo &band : raster.bands)
        band.bits = bits;
    return raster;
}

} // namespace

class TestBlockCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheBlocksUnderARowOfTiles_data()
    {
        QTest::addColumn<Size>("size");
        QTest::addColumn<Size>("block");
        QTest::addColumn<std::int64_t>("bytes");
        // Sections of eight tiles of 256.
        QTest::newRow("small") << Size{300, 300} << Size{256, 256} << 8 * megabyte;
        QTest::newRow("tiles") << Size{60000, 60000} << Size{2048, 2048}
                               << std::int64_t(8 * 256 + 4096) * (256 + 4096) * 3 + 6 * 3 * 256;
        // And 256 bytes for what GDAL counts beside each block of a band.
        QTest::newRow("rows") << Size{60000, 60000} << Size{60000, 1} << std::int64_t(60000 + 256) * 258 * 3;
        QTest::newRow("not more than there is")
            << Size{5000, 3000} << Size{5000, 3000} << std::int64_t(5000) * 3000 * 3 + 3 * 256;
        QTest::newRow("not more than may be") << Size{200000, 200000} << Size{200000, 1024} << 600 * megabyte;
    }

    void keepsTheBlocksUnderARowOfTiles()
    {
        QFETCH(Size, size);
        QFETCH(Size, block);
        QFETCH(std::int64_t, bytes);
        QCOMPARE(blockCacheBytes(rasterOf(size, block, 3, 8), {8 * 256, 256}, 600 * megabyte), bytes);
    }

    void longerSectionsShowMoreBlocks()
    {
        const RasterInfo raster = rasterOf({60000, 60000}, {2048, 2048}, 3, 8);
        QCOMPARE(blockCacheBytes(raster, {20000, 512}, 600 * megabyte),
                 std::int64_t(20000 + 4096) * (512 + 4096) * 3 + 26 * 3 * 256);
    }

    void blocksBehindAVirtualRasterAreUnknown()
    {
        RasterInfo raster = rasterOf({600, 600}, {128, 128}, 1, 8);
        raster.driver = QStringLiteral("VRT");
        QCOMPARE(blockCacheBytes(raster, {256, 256}, 0), 64 * megabyte);
    }

    /// The block of all bands or of one, and half as much for the compressed one.
    void decodingTakesTheBlockOnceMore()
    {
        RasterInfo raster = rasterOf({60000, 3000}, {60000, 1000}, 3, 16);
        QCOMPARE(decodingBytes(raster), std::int64_t(60000) * 1000 * 2 * 3 / 2);
        raster.isPixelInterleaved = true;
        QCOMPARE(decodingBytes(raster), std::int64_t(60000) * 1000 * 6 * 3 / 2);
        raster.driver = QStringLiteral("VRT");
        QCOMPARE(decodingBytes(raster), std::int64_t(0));
    }

    void littleMemoryLeavesAQuarterOfAGigabyte()
    {
        QCOMPARE(blockCacheBytes(rasterOf({200000, 200000}, {200000, 1024}, 3, 8), {256, 256}, megabyte),
                 256 * megabyte);
    }
};

QTEST_GUILESS_MAIN(TestBlockCache)
#include "tst_block_cache.moc"
