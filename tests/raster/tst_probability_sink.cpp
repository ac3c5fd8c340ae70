#include "core/base/error.h"
#include "core/raster/probability_sink.h"
#include "core/raster/result_files.h"
#include "core/raster/result_reader.h"
#include "tests/raster/full_disk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <random>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

GDALDatasetUniquePtr openRaster(const QString &path)
{
    return GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
}

std::vector<float> valuesOf(GDALRasterBand *band)
{
    std::vector<float> values(std::size_t(band->GetXSize()) * std::size_t(band->GetYSize()));
    const CPLErr result = band->RasterIO(GF_Read, 0, 0, band->GetXSize(), band->GetYSize(), values.data(),
                                         band->GetXSize(), band->GetYSize(), GDT_Float32, 0, 0, nullptr);
    return result == CE_None ? values : std::vector<float>();
}

/// Probabilities without a pattern, every ninth or so no data.
std::vector<float> scattered(Size size)
{
    std::mt19937 random(11);
    std::vector<float> values;
    for (std::int64_t i = 0; i < size.area(); ++i)
        values.push_back(random() % 9 == 0 ? -1.0F : float(random() % 10001) / 10000.0F);
    return values;
}

void touch(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("old") != 3)
        qFatal("a test file could not be written");
}

const QString fileName = u"out_probability.tif"_s;

} // namespace

class TestProbabilitySink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liesBesideTheClassMap_data();
    void liesBesideTheClassMap();
    void valuesReadBack_data();
    void valuesReadBack();
    void fileSaysWhatItIs();
    void statistics();
    void noStatisticsWithoutPixels();
    void overviewsAreMeansOfWhatIsValid();
    void creationOptions_data();
    void creationOptions();
    void fileDependsOnValuesOnly();
    void incompleteIsRefused();
    void replacesWhatIsThere();
    void staleOneIsRemoved();
    void strangersStay();
    void fullDiskLeavesNothingThatLooksFinished();
};

void TestProbabilitySink::liesBesideTheClassMap_data()
{
    QTest::addColumn<QString>("classMap");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tif") << u"/a/out.tif"_s << u"/a/out_probability.tif"_s;
    QTest::newRow("no suffix") << u"/a.b/out"_s << u"/a.b/out_probability"_s;
    QTest::newRow("dots") << u"/a/land.cover.TIFF"_s << u"/a/land.cover_probability.TIFF"_s;
}

void TestProbabilitySink::liesBesideTheClassMap()
{
    QFETCH(QString, classMap);
    QFETCH(QString, expected);
    QCOMPARE(probabilityPath(classMap), expected);
}

void TestProbabilitySink::valuesReadBack_data()
{
    QTest::addColumn<Size>("size");
    QTest::addColumn<int>("blocksAtOnce");
    QTest::newRow("one pixel") << Size{1, 1} << 1;
    QTest::newRow("one row") << Size{3000, 1} << 1;
    QTest::newRow("one column") << Size{1, 3000} << 1;
    QTest::newRow("whole blocks") << Size{512, 512} << 2;
    QTest::newRow("odd") << Size{301, 517} << 1;
}

void TestProbabilitySink::valuesReadBack()
{
    QFETCH(Size, size);
    QFETCH(int, blocksAtOnce);
    const QTemporaryDir folder;
    const std::vector<float> values = scattered(size);
    const auto raster = openRaster(writeProbabilities(folder.path(), fileName, size, values, {}, blocksAtOnce));
    QVERIFY(raster);
    QVERIFY(valuesOf(raster->GetRasterBand(1)) == values);
    QCOMPARE(QStringList(filesIn(folder.path()).keys()), QStringList{fileName});
}

void TestProbabilitySink::fileSaysWhatItIs()
{
    const QTemporaryDir folder;
    const QString path = writeProbabilities(folder.path(), fileName, {300, 280}, scattered({300, 280}));
    const auto raster = openRaster(path);
    GDALRasterBand *band = raster->GetRasterBand(1);
    QCOMPARE(raster->GetRasterCount(), 1);
    QCOMPARE(int(band->GetRasterDataType()), int(GDT_Float32));
    QCOMPARE(band->GetNoDataValue(), -1.0);
    QCOMPARE(band->GetDescription(), "probability of the class");
    int width = 0;
    int height = 0;
    band->GetBlockSize(&width, &height);
    QCOMPARE(width, 256);
    QCOMPARE(height, 256);
    QCOMPARE(raster->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    QCOMPARE(raster->GetMetadataItem("PREDICTOR", "IMAGE_STRUCTURE"), "3");
    QCOMPARE(band->GetMetadataItem("LAYER_TYPE"), nullptr);
    QCOMPARE(readRecipeText(path), uR"({"model":"9f86d081","arguments":{"padding":64},"engine":"opencv é"})"_s);
    QVERIFY(isProbabilityRaster(path));
    std::array<double, 6> place{};
    QCOMPARE(raster->GetGeoTransform(place.data()), CE_None);
    QVERIFY(place == (std::array<double, 6>{500000, 30, 0, 9000000, 0, -30}));
}

void TestProbabilitySink::statistics()
{
    const QTemporaryDir folder;
    const QString path = writeProbabilities(folder.path(), fileName, {5, 1}, {0.25F, 0.75F, noProbability, 0.5F, 0.5F});
    const auto raster = openRaster(path);
    double lowest = 0;
    double highest = 0;
    double mean = 0;
    double deviation = 0;
    QCOMPARE(raster->GetRasterBand(1)->GetStatistics(false, false, &lowest, &highest, &mean, &deviation), CE_None);
    QCOMPARE(lowest, 0.25);
    QCOMPARE(highest, 0.75);
    QCOMPARE(mean, 0.5);
    QCOMPARE(deviation, std::sqrt(0.03125)); // of two quarters among four
    QCOMPARE(raster->GetRasterBand(1)->GetMetadataItem("STATISTICS_VALID_PERCENT"), "80");
}

void TestProbabilitySink::noStatisticsWithoutPixels()
{
    const QTemporaryDir folder;
    const QString path = writeProbabilities(folder.path(), fileName, {2, 2}, std::vector<float>(4, noProbability));
    QCOMPARE(openRaster(path)->GetRasterBand(1)->GetMetadataItem("STATISTICS_MEAN"), nullptr);
}

void TestProbabilitySink::overviewsAreMeansOfWhatIsValid()
{
    const Size size{521, 601};
    std::vector<float> values(std::size_t(size.area()), 0.5F);
    const auto at = [&](int x, int y) -> float & {
        return values[std::size_t(y) * std::size_t(size.width) + std::size_t(x)];
    };
    at(0, 0) = 0.0F;
    at(1, 0) = 1.0F;
    at(0, 1) = 0.25F;
    at(1, 1) = noProbability; // leaves three: 1.25 / 3
    for (int y : {10, 11})
        for (int x : {10, 11})
            at(x, y) = noProbability;
    at(520, 4) = 1.0F; // the last column stands alone
    at(520, 5) = 0.0F;
    at(4, 600) = 1.0F; // and so does the last row
    at(5, 600) = 0.5F;
    const QTemporaryDir folder;
    const auto raster = openRaster(writeProbabilities(folder.path(), fileName, size, values));
    GDALRasterBand *band = raster->GetRasterBand(1);
    QCOMPARE(band->GetOverviewCount(), 2);
    GDALRasterBand *half = band->GetOverview(0);
    QCOMPARE(half->GetXSize(), 261);
    QCOMPARE(half->GetYSize(), 301);
    const std::vector<float> halved = valuesOf(half);
    const auto halfAt = [&](int x, int y) { return halved[std::size_t(y * 261 + x)]; };
    QCOMPARE(halfAt(0, 0), 1.25F / 3.0F);
    QCOMPARE(halfAt(5, 5), noProbability);
    QCOMPARE(halfAt(260, 2), 0.5F);
    QCOMPARE(halfAt(2, 300), 0.75F);
    QCOMPARE(halfAt(100, 100), 0.5F);
    const std::vector<float> quarter = valuesOf(band->GetOverview(1));
    QCOMPARE(quarter[0], (1.25F / 3.0F + 1.5F) / 4.0F);
}

void TestProbabilitySink::creationOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("compression");
    QTest::addColumn<QByteArray>("predictor");
    QTest::newRow("other") << QStringList{u"COMPRESS=LZW"_s} << "LZW"_ba
                           << "3"_ba;
    QTest::newRow("none") << QStringList{u"compress=none"_s} << QByteArray() << QByteArray();
    QTest::newRow("without predictor") << QStringList{u"COMPRESS=PACKBITS"_s} << "PACKBITS"_ba << QByteArray();
    QTest::newRow("own predictor") << QStringList{u"PREDICTOR=2"_s} << "DEFLATE"_ba
                                   << "2"_ba;
    QTest::newRow("strips of three rows") << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=3"_s} << "DEFLATE"_ba
                                          << "3"_ba;
}

void TestProbabilitySink::creationOptions()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, compression);
    QFETCH(QByteArray, predictor);
    const QTemporaryDir folder;
    const std::vector<float> values = scattered({300, 300});
    const auto raster = openRaster(writeProbabilities(folder.path(), fileName, {300, 300}, values, options));
    QCOMPARE(QByteArray(raster->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE")), compression);
    QCOMPARE(QByteArray(raster->GetMetadataItem("PREDICTOR", "IMAGE_STRUCTURE")), predictor);
    QVERIFY(valuesOf(raster->GetRasterBand(1)) == values);
}

void TestProbabilitySink::fileDependsOnValuesOnly()
{
    const Size size{700, 530};
    const std::vector<float> values = scattered(size);
    const QTemporaryDir folder;
    QFile wanted(writeProbabilities(folder.path(), fileName, size, values, {}, 3));
    QVERIFY(wanted.open(QIODevice::ReadOnly));
    const QByteArray expected = wanted.readAll();
    CPLSetConfigOption("GDAL_NUM_THREADS", "4");
    for (const int blocksAtOnce : {1, 2}) {
        const QTemporaryDir other;
        writeProbabilities(other.path(), fileName, size, values, {}, blocksAtOnce);
        QVERIFY2(filesIn(other.path())[fileName] == expected, qPrintable(QString::number(blocksAtOnce)));
    }
    CPLSetConfigOption("GDAL_NUM_THREADS", nullptr);
}

void TestProbabilitySink::incompleteIsRefused()
{
    const QTemporaryDir folder;
    const ResultDescription description = resultSample({4, 3}, gappyLegend()).description;
    QDir(folder.path()).mkdir(u"part"_s);
    ProbabilitySink sink(folder.filePath(u"part"_s), folder.filePath(fileName), description);
    const std::vector<float> values(12, 0.5F);
    QVERIFY(caughtSentence([&] { sink.finish(); }).contains(u"0 of its 3 rows"_s));
    QVERIFY(!caughtSentence([&] { sink.appendPart(std::span(values).first(9), 4); }).isEmpty());
    sink.appendPart(values, 4);
    QVERIFY(!caughtSentence([&] { sink.appendPart(values, 4); }).isEmpty());
    QVERIFY(filesIn(folder.path()).isEmpty());
}

/// With what described the old pixels; a style that somebody made for it stays.
void TestProbabilitySink::replacesWhatIsThere()
{
    const QTemporaryDir folder;
    for (const QString &end : {u".tif"_s, u".tif.ovr"_s, u".tif.aux.xml"_s, u".tfw"_s, u".qml"_s})
        touch(folder.filePath(u"out_probability"_s + end));
    writeProbabilities(folder.path(), fileName, {3, 2}, scattered({3, 2}), {u"TFW=YES"_s});
    const auto files = filesIn(folder.path());
    QCOMPARE(QStringList(files.keys()),
             QStringList({u"out_probability.qml"_s, u"out_probability.tfw"_s, u"out_probability.tif"_s}));
    QCOMPARE(files.keys("old"), QStringList{u"out_probability.qml"_s});
}

void TestProbabilitySink::staleOneIsRemoved()
{
    const QTemporaryDir folder;
    const QString path = writeProbabilities(folder.path(), fileName, {3, 2}, scattered({3, 2}));
    touch(path + u".aux.xml"_s);
    touch(path + u".ovr"_s);
    removeStaleProbability(folder.filePath(u"out.tif"_s));
    QVERIFY(filesIn(folder.path()).isEmpty());
    removeStaleProbability(folder.filePath(u"out.tif"_s));
}

void TestProbabilitySink::strangersStay()
{
    const QTemporaryDir folder;
    writeSample(folder.path(), fileName, resultSample({9, 9}, gappyLegend())); // a class map of that name
    const auto before = filesIn(folder.path());
    removeStaleProbability(folder.filePath(u"out.tif"_s));
    QVERIFY(filesIn(folder.path()) == before);
    touch(folder.filePath(u"b_probability.tif"_s));
    removeStaleProbability(folder.filePath(u"b.tif"_s));
    QVERIFY(filesIn(folder.path()).contains(u"b_probability.tif"_s));
}

void TestProbabilitySink::fullDiskLeavesNothingThatLooksFinished()
{
    const Size size{300, 300};
    expectNothingOnAFullDisk(fileName, 9000, [&, values = scattered(size)](const QString &folder) {
        writeProbabilities(folder, fileName, size, values);
    });
}

QTEST_GUILESS_MAIN(TestProbabilitySink)
#include "tst_probability_sink.moc"
