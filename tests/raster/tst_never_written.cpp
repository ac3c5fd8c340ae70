#include "core/raster/gdal_raster_source.h"
#include "tests/raster/made_raster.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr int side = 64;
constexpr int block = 16;

/// Two bands in blocks of 16 x 16, of which only one, at (32, 16), was ever written: with zeros in its upper half.
QString writeSparse(const QString &path, bool hasNodata, std::vector<const char *> options)
{
    GDALAllRegister();
    options.insert(options.end(), {"SPARSE_OK=TRUE", nullptr});
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const GDALDatasetUniquePtr dataset(
        driver->Create(path.toUtf8().constData(), side, side, 2, GDT_Byte, const_cast<char **>(options.data())));
    if (hasNodata)
        dataset->GetRasterBand(1)->SetNoDataValue(7);
    std::vector<std::uint8_t> values(2 * block * block, 5);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = i % (block * block) < block * block / 2 ? 0 : 5;
    if (dataset->RasterIO(GF_Write, 32, 16, block, block, values.data(), block, block, GDT_Byte, 2, nullptr, 0, 0, 0,
                          nullptr) != CE_None)
        qFatal("a test raster could not be written");
    return path;
}

std::vector<std::uint8_t> validIn(GdalRasterSource &source, const PixelRect &window, Size size)
{
    const std::vector<int> bands{0, 1};
    const auto area = std::size_t(size.area());
    std::vector<float> pixels(2 * area, -1);
    std::vector<std::uint8_t> valid(area, 9);
    if (size == Size{window.width, window.height})
        source.read(window, bands, pixels, valid);
    else
        source.readReduced(window, size, bands, Reduction::Nearest, pixels, valid);
    return valid;
}

} // namespace

class TestNeverWritten : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksHaveNoData_data();
    void blocksHaveNoData();
    void writtenFilesAreWhole();
};

void TestNeverWritten::blocksHaveNoData_data()
{
    QTest::addColumn<bool>("hasNodata");
    QTest::addColumn<std::vector<const char *>>("options");
    const std::vector<const char *> tiles{"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"};
    std::vector<const char *> planes = tiles;
    planes.push_back("INTERLEAVE=BAND");
    QTest::newRow("bands together") << false << tiles;
    QTest::newRow("bands apart") << false << planes;
    QTest::newRow("with a NoData value") << true << tiles;
}

void TestNeverWritten::blocksHaveNoData()
{
    QFETCH(bool, hasNodata);
    QFETCH(std::vector<const char *>, options);
    const QTemporaryDir folder;
    GdalRasterSource source(writeSparse(folder.filePath(u"sparse.tif"_s), hasNodata, options));
    const std::vector<int> bands{0, 1};
    QVERIFY(source.isEmpty({0, 0, 32, side}, bands));
    QVERIFY(source.isEmpty({48, 0, 16, side}, bands));
    QVERIFY(!source.isEmpty({0, 0, side, side}, bands));
    QVERIFY(!source.isEmpty({47, 31, 5, 5}, bands));

    // A written 0 is a value, a block that is not there is not.
    const PixelRect window{30, 10, 20, 30};
    const std::vector<std::uint8_t> valid = validIn(source, window, {20, 30});
    const PixelRect written{32, 16, block, block};
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 20; ++x)
            QCOMPARE(valid[std::size_t(y) * 20 + std::size_t(x)] == 1, written.contains({30 + x, 10 + y, 1, 1}));

    // A quarter as fine: 4 x 4 pixels show the block, from (8, 4).
    const std::vector<std::uint8_t> reduced = validIn(source, {0, 0, side, side}, {16, 16});
    const PixelRect shown{8, 4, 4, 4};
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            QCOMPARE(reduced[std::size_t(y) * 16 + std::size_t(x)] == 1, shown.contains({x, y, 1, 1}));
    QVERIFY(validIn(source, {0, 0, 16, 16}, {16, 16}) == std::vector<std::uint8_t>(256, 0));
}

void TestNeverWritten::writtenFilesAreWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"whole.tif"_s);
    GdalRasterSource source(writeRaster(path, {40, 40, 2, GDT_Byte, std::vector<double>(3200, 0), {"TILED=NO"}}));
    QVERIFY(!source.isEmpty({0, 0, 40, 40}, std::vector<int>{0, 1}));
    QVERIFY(validIn(source, {0, 0, 40, 40}, {40, 40}) == std::vector<std::uint8_t>(1600, 1));
}

QTEST_APPLESS_MAIN(TestNeverWritten)
#include "tst_never_written.moc"
