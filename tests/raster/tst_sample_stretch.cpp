#include "core/raster/preview_pixels.h"
#include "tests/raster/made_raster.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// Counted up from the smallest: the value that a share of the others lies below.
double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::size_t(share * double(values.size() - 1))];
}

std::vector<double> noise(std::size_t count, double low, double high)
{
    std::mt19937 generator(1);
    std::vector<double> values(count);
    for (double &value : values)
        value = low + (high - low) * double(generator()) / double(std::mt19937::max());
    return values;
}

std::vector<double> joined(std::vector<double> a, const std::vector<double> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class TestSampleStretch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofASmallRasterIsExact();
    void ofALargeRaster_data();
    void ofALargeRaster();
    void ofOneValue();
    void ofNothing();
    void looksAtMoreThanACorner();

private:
    QString made(const MadeRaster &raster) const
    {
        return writeRaster(m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u".tif"_s), raster);
    }

    QTemporaryDir m_folder;
};

void TestSampleStretch::ofASmallRasterIsExact()
{
    const std::vector<double> first = noise(300 * 200, 0, 10000);
    const std::vector<double> second = noise(300 * 200, -5, 5);
    GdalRasterSource source(made({300, 200, 2, GDT_Float32, joined(first, second)}));
    const std::vector<Stretch> stretches = sampleStretch(source, std::vector<int>{1, 0});
    QCOMPARE(stretches.size(), std::size_t(2));
    QCOMPARE(float(stretches[0].low), float(percentile(second, 0.02)));
    QCOMPARE(float(stretches[0].high), float(percentile(second, 0.98)));
    QCOMPARE(float(stretches[1].low), float(percentile(first, 0.02)));
    QCOMPARE(float(stretches[1].high), float(percentile(first, 0.98)));
}

void TestSampleStretch::ofALargeRaster_data()
{
    QTest::addColumn<bool>("tiled");
    QTest::addColumn<bool>("hasOverviews");
    QTest::newRow("tiles") << true << false;
    QTest::newRow("strips") << false << false;
    QTest::newRow("overviews") << true << true;
}

/// Values spread evenly over 100 to 1100 have their percentiles at 120 and 1080; a sample has them nearly there.
void TestSampleStretch::ofALargeRaster()
{
    QFETCH(bool, tiled);
    QFETCH(bool, hasOverviews);
    constexpr int side = 2200;
    const QString path = made({side,
                               side,
                               1,
                               GDT_UInt16,
                               noise(std::size_t(side) * side, 100, 1100),
                               {tiled ? "TILED=YES" : "TILED=NO"},
                               {}});
    if (hasOverviews) {
        const GDALDatasetUniquePtr dataset(
            GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
        const std::vector<int> factors{4, 8};
        QVERIFY(dataset->BuildOverviews("NEAREST", 2, factors.data(), 0, nullptr, nullptr, nullptr) == CE_None);
    }
    GdalRasterSource source(path);
    QCOMPARE(source.info().overviews, hasOverviews ? 2 : 0);
    const Stretch stretch = sampleStretch(source, std::vector<int>{0}).front();
    QVERIFY2(std::abs(stretch.low - 120) < 10, qPrintable(QString::number(stretch.low)));
    QVERIFY2(std::abs(stretch.high - 1080) < 10, qPrintable(QString::number(stretch.high)));
}

void TestSampleStretch::ofOneValue()
{
    std::vector<double> values(10000, 7);
    GdalRasterSource same(made({100, 100, 1, GDT_Byte, values}));
    QCOMPARE(sampleStretch(same, std::vector<int>{0}).front(), (Stretch{7, 8}));
    values.back() = 9; // too few for the percentiles, and yet to be seen
    values.front() = 5;
    GdalRasterSource nearly(made({100, 100, 1, GDT_Byte, values}));
    QCOMPARE(sampleStretch(nearly, std::vector<int>{0}).front(), (Stretch{5, 9}));
}

void TestSampleStretch::ofNothing()
{
    GdalRasterSource source(made({10, 10, 1, GDT_Byte, std::vector<double>(100, 3), {}, [](GDALDataset &dataset) {
                                      dataset.GetRasterBand(1)->SetNoDataValue(3);
                                  }}));
    QCOMPARE(sampleStretch(source, std::vector<int>{0}).front(), (Stretch{0, 1}));
}

/// A scene whose data lies in one quarter of it, as those on the edge of an orbit.
void TestSampleStretch::looksAtMoreThanACorner()
{
    constexpr int side = 1600;
    std::vector<double> values(std::size_t(side) * side, 0);
    for (std::size_t y = side / 2; y < side; ++y)
        for (std::size_t x = side / 2; x < side; ++x)
            values[y * side + x] = 1000;
    GdalRasterSource source(made({side, side, 1, GDT_UInt16, values, {"TILED=YES"}, [](GDALDataset &dataset) {
                                      dataset.GetRasterBand(1)->SetNoDataValue(0);
                                  }}));
    QCOMPARE(sampleStretch(source, std::vector<int>{0}).front(), (Stretch{1000, 1001}));
}

QTEST_GUILESS_MAIN(TestSampleStretch)
#include "tst_sample_stretch.moc"
