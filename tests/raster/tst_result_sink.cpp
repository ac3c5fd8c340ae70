#include "core/raster/result_sink.h"
#include "tests/raster/full_disk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <numeric>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

GDALDatasetUniquePtr openResult(const QString &path)
{
    return GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
}

std::vector<std::int64_t> valuesOf(GDALRasterBand *band)
{
    std::vector<std::int64_t> values(std::size_t(band->GetXSize()) * std::size_t(band->GetYSize()));
    const CPLErr result = band->RasterIO(GF_Read, 0, 0, band->GetXSize(), band->GetYSize(), values.data(),
                                         band->GetXSize(), band->GetYSize(), GDT_Int64, 0, 0, nullptr);
    return result == CE_None ? values : std::vector<std::int64_t>();
}

ClassLegend legendOf(const std::vector<std::int64_t> &values)
{
    ClassLegend legend;
    for (const std::int64_t value : values)
        legend.push_back({value, u"class %1"_s.arg(value), paletteColor(legend.size())});
    return legend;
}

} // namespace

class TestResultSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pixelsReadBack_data();
    void pixelsReadBack();
    void layoutAndMetadata();
    void colorTableHasTheClasses();
    void anyGridIsKept_data();
    void anyGridIsKept();
    void coordinateSystemIsKept();
    void filesDependOnValuesOnly();
    void overviewsTakeEverySecondPixel_data();
    void overviewsTakeEverySecondPixel();
    void rowsWithoutDataTakeNoRoom_data();
    void rowsWithoutDataTakeNoRoom();
    void creationOptionsWin();
    void badCreationOptionsAreRefused_data();
    void badCreationOptionsAreRefused();
    void nothingLooksFinishedBeforeItIsMoved();
    void partsEndWithABlock();
    void incompleteResultsAreRefused();
    void oldResultIsReplacedWithItsSidecars();
    void namesMayBeAnything_data();
    void namesMayBeAnything();
    void fullDiskLeavesNothingThatLooksFinished_data();
    void fullDiskLeavesNothingThatLooksFinished();
};

void TestResultSink::pixelsReadBack_data()
{
    QTest::addColumn<Size>("size");
    QTest::addColumn<std::vector<std::int64_t>>("classes");
    QTest::addColumn<int>("blocksAtOnce");
    QTest::addColumn<QString>("type");
    using V = std::vector<std::int64_t>;
    QTest::newRow("one pixel") << Size{1, 1} << V{3} << 1 << u"Byte"_s;
    QTest::newRow("one row") << Size{10000, 1} << V{0, 1, 2} << 1 << u"Byte"_s;
    QTest::newRow("one column") << Size{1, 10000} << V{0, 1, 2} << 1 << u"Byte"_s;
    QTest::newRow("whole blocks") << Size{512, 512} << V{0, 1, 255} << 2 << u"Byte"_s;
    QTest::newRow("UInt16") << Size{300, 513} << V{1, 300} << 1 << u"UInt16"_s;
    QTest::newRow("Int16") << Size{257, 255} << V{-5, 0, 12} << 1 << u"Int16"_s;
    QTest::newRow("UInt32") << Size{300, 300} << V{1, 4000000000} << 1 << u"UInt32"_s;
    QTest::newRow("Int32") << Size{300, 600} << V{-1, 70000} << 2 << u"Int32"_s;
}

void TestResultSink::pixelsReadBack()
{
    QFETCH(Size, size);
    QFETCH(std::vector<std::int64_t>, classes);
    QFETCH(int, blocksAtOnce);
    QFETCH(QString, type);
    const QTemporaryDir folder;
    const ResultSample sample = resultSample(size, legendOf(classes));
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, sample, blocksAtOnce));
    QVERIFY(result);
    GDALRasterBand *band = result->GetRasterBand(1);
    QCOMPARE(QString::fromUtf8(GDALGetDataTypeName(band->GetRasterDataType())), type);
    QCOMPARE(band->GetNoDataValue(), double(sample.description.format.nodata));
    QVERIFY(valuesOf(band) == sample.values);
}

void TestResultSink::layoutAndMetadata()
{
    const QTemporaryDir folder;
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, resultSample({600, 300}, gappyLegend())));
    GDALRasterBand *band = result->GetRasterBand(1);
    int width = 0;
    int height = 0;
    band->GetBlockSize(&width, &height);
    QCOMPARE(width, 256);
    QCOMPARE(height, 256);
    QCOMPARE(result->GetRasterCount(), 1);
    QCOMPARE(result->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    QCOMPARE(band->GetMetadataItem("LAYER_TYPE"), "thematic");
    QCOMPARE(band->GetDescription(), "Class");
    QCOMPARE(QString::fromUtf8(result->GetMetadataItem("PIXELSCAPE_RECIPE")),
             uR"({"model":"9f86d081","arguments":{"padding":64},"engine":"opencv é"})"_s);
    QCOMPARE(result->GetMetadataItem("TIFFTAG_DATETIME"), nullptr);
}

void TestResultSink::colorTableHasTheClasses()
{
    const QTemporaryDir folder;
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, resultSample({9, 9}, gappyLegend())));
    GDALRasterBand *band = result->GetRasterBand(1);
    QCOMPARE(int(band->GetColorInterpretation()), int(GCI_PaletteIndex));
    for (const ClassEntry &entry : gappyLegend()) {
        const GDALColorEntry *color = band->GetColorTable()->GetColorEntry(int(entry.value));
        QCOMPARE((Color{std::uint8_t(color->c1), std::uint8_t(color->c2), std::uint8_t(color->c3)}), entry.color);
        QCOMPARE(int(color->c4), 255);
    }
    QCOMPARE(int(band->GetColorTable()->GetColorEntry(255)->c4), 0);
    const auto negative = openResult(writeSample(folder.path(), u"n.tif"_s, resultSample({9, 9}, legendOf({-1, 1}))));
    QVERIFY(negative->GetRasterBand(1)->GetColorTable() == nullptr);
}

void TestResultSink::anyGridIsKept_data()
{
    QTest::addColumn<GeoTransform>("geoTransform");
    QTest::newRow("north up") << GeoTransform{{500000, 30, 0, 9000000, 0, -30}};
    QTest::newRow("south up") << GeoTransform{{500000, 30, 0, 9000000, 0, 30}};
    QTest::newRow("rotated") << GeoTransform{{10, 0.5, 0.25, 20, 0.25, -0.5}};
    QTest::newRow("oblong") << GeoTransform{{10.125, 0.001, 0, 20, 0, -0.0025}};
}

void TestResultSink::anyGridIsKept()
{
    QFETCH(GeoTransform, geoTransform);
    const QTemporaryDir folder;
    ResultSample sample = resultSample({20, 10}, gappyLegend());
    sample.description.grid.geoTransform = geoTransform;
    GeoTransform readBack;
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, sample));
    QCOMPARE(result->GetGeoTransform(readBack.c.data()), CE_None);
    QVERIFY(readBack == geoTransform);

    sample.description.grid.hasGeoTransform = false;
    const auto without = openResult(writeSample(folder.path(), u"none.tif"_s, sample));
    QCOMPARE(without->GetGeoTransform(readBack.c.data()), CE_Failure);
    QVERIFY(without->GetSpatialRef() == nullptr);
}

void TestResultSink::coordinateSystemIsKept()
{
    OGRSpatialReference crs;
    crs.importFromEPSG(32725);
    char *wkt = nullptr;
    crs.exportToWkt(&wkt);
    ResultSample sample = resultSample({20, 10}, gappyLegend());
    sample.description.grid.crsWkt = QString::fromUtf8(wkt);
    CPLFree(wkt);
    const QTemporaryDir folder;
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, sample));
    QVERIFY(result->GetSpatialRef() != nullptr);
    QCOMPARE(result->GetSpatialRef()->GetAuthorityCode(nullptr), "32725");
    QCOMPARE(result->GetMetadataItem("AREA_OR_POINT"), "Area");
}

void TestResultSink::filesDependOnValuesOnly()
{
    const ResultSample sample = resultSample({1100, 1300}, gappyLegend());
    const QTemporaryDir wanted;
    writeSample(wanted.path(), u"out.tif"_s, sample, 5);
    const auto expected = filesIn(wanted.path());
    QCOMPARE(QStringList(expected.keys()), QStringList({u"out.qml"_s, u"out.tif"_s, u"out.tif.aux.xml"_s,
                                                        u"out.tif.vat.cpg"_s, u"out.tif.vat.dbf"_s}));
    const GIntBig cache = GDALGetCacheMax64();
    GDALSetCacheMax64(300000);
    CPLSetConfigOption("GDAL_NUM_THREADS", "4");
    CPLSetConfigOption("GDAL_TIFF_OVR_BLOCKSIZE", "64");
    for (const int blocksAtOnce : {1, 2, 3}) {
        const QTemporaryDir folder;
        writeSample(folder.path(), u"out.tif"_s, sample, blocksAtOnce);
        QVERIFY2(filesIn(folder.path()) == expected, qPrintable(QString::number(blocksAtOnce)));
    }
    CPLSetConfigOption("GDAL_TIFF_OVR_BLOCKSIZE", nullptr);
    CPLSetConfigOption("GDAL_NUM_THREADS", nullptr);
    GDALSetCacheMax64(cache);
}

void TestResultSink::overviewsTakeEverySecondPixel_data()
{
    QTest::addColumn<Size>("size");
    QTest::addColumn<int>("levels"); // until both sides are under 256
    QTest::newRow("wide") << Size{1101, 601} << 3;
    QTest::newRow("a corridor") << Size{255, 900} << 2;
    QTest::newRow("one column") << Size{1, 1025} << 3;
    QTest::newRow("one row") << Size{509, 1} << 1;
    QTest::newRow("small") << Size{255, 255} << 0;
}

void TestResultSink::overviewsTakeEverySecondPixel()
{
    QFETCH(Size, size);
    QFETCH(int, levels);
    const QTemporaryDir folder;
    const ResultSample sample = resultSample(size, gappyLegend());
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, sample));
    GDALRasterBand *band = result->GetRasterBand(1);
    QCOMPARE(band->GetOverviewCount(), levels);
    for (int level = 0; level < levels; ++level) {
        const int factor = 2 << level;
        GDALRasterBand *overview = band->GetOverview(level);
        QCOMPARE(overview->GetXSize(), (size.width + factor - 1) / factor);
        std::vector<std::int64_t> expected;
        for (int y = 0; y < size.height; y += factor)
            for (int x = 0; x < size.width; x += factor)
                expected.push_back(sample.values[std::size_t(y) * std::size_t(size.width) + std::size_t(x)]);
        QVERIFY(valuesOf(overview) == expected);
    }
}

void TestResultSink::rowsWithoutDataTakeNoRoom_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<QByteArray>("hasData"); // of each part, again and again
    QTest::addColumn<QStringList>("options");
    QTest::newRow("blocks") << 1792 << "001"_ba << QStringList();
    QTest::newRow("odd") << 1537 << "01"_ba << QStringList();
    QTest::newRow("odd without data") << 1281 << "010"_ba << QStringList();
    QTest::newRow("strips of one row") << 607 << "01"_ba << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=1"_s};
    QTest::newRow("strips of seven rows") << 801 << "01"_ba << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=7"_s};
    QTest::newRow("low tiles") << 801 << "0001100"_ba << QStringList{u"BLOCKYSIZE=16"_s};
    QTest::newRow("high tiles") << 1801 << "01"_ba << QStringList{u"BLOCKYSIZE=1024"_s};
    QTest::newRow("nothing at all") << 1025 << "0"_ba << QStringList();
    QTest::newRow("every block wanted") << 1200 << "001"_ba << QStringList{u"SPARSE_OK=FALSE"_s};
}

void TestResultSink::rowsWithoutDataTakeNoRoom()
{
    QFETCH(int, height);
    QFETCH(QByteArray, hasData);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const int width = 2300;
    ResultSample sample = resultSample({width, height}, legendOf({1, 2}));
    sample.description.creationOptions = options;
    sample.counts = {{{1, 0}, {2, 0}}, 0};
    ResultSink sink(folder.path(), folder.filePath(u"placed.tif"_s), sample.description);
    const int firstRows = sink.rowsOfPart();
    std::vector<std::uint8_t> expected;
    for (qsizetype i = 0; sink.rowsOfPart() > 0; ++i) {
        const bool isData = hasData[i % hasData.size()] == '1';
        const std::vector<std::uint8_t> part(std::size_t(sink.rowsOfPart()) * width,
                                             isData ? std::uint8_t(1 + i / 2 % 2) : 255);
        expected.insert(expected.end(), part.begin(), part.end());
        (isData ? sample.counts.pixels[part.front()] : sample.counts.nodata) += std::int64_t(part.size());
        if (isData)
            sink.appendPart(std::as_bytes(std::span(part)), width);
        else
            sink.appendNodata();
    }
    sink.finish(sample.counts);
    const auto result = openResult(folder.filePath(u"placed.tif"_s));
    GDALRasterBand *band = result->GetRasterBand(1);
    QVERIFY(valuesOf(band) == std::vector<std::int64_t>(expected.begin(), expected.end()));
    for (int level = 0; level < band->GetOverviewCount(); ++level) {
        std::vector<std::int64_t> halved;
        for (int y = 0; y < height; y += 2 << level)
            for (int x = 0; x < width; x += 2 << level)
                halved.push_back(expected[std::size_t(y) * width + std::size_t(x)]);
        QVERIFY(valuesOf(band->GetOverview(level)) == halved);
    }
    QVERIFY(band->GetOverviewCount() >= 2);
    const bool hasEmptyBlocks =
        band->GetDataCoverageStatus(0, 0, width, firstRows, 0, nullptr) == GDAL_DATA_COVERAGE_STATUS_EMPTY;
    QCOMPARE(hasEmptyBlocks, !options.contains(u"SPARSE_OK=FALSE"_s));
}

void TestResultSink::creationOptionsWin()
{
    const QTemporaryDir folder;
    ResultSample sample = resultSample({300, 300}, gappyLegend());
    sample.description.creationOptions = {u"compress=LZW"_s, u"TILED=NO"_s, u"BLOCKYSIZE=16"_s, u"TFW=YES"_s};
    const auto result = openResult(writeSample(folder.path(), u"out.tif"_s, sample));
    int width = 0;
    int height = 0;
    result->GetRasterBand(1)->GetBlockSize(&width, &height);
    QCOMPARE(width, 300);
    QCOMPARE(height, 16);
    QCOMPARE(result->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "LZW");
    QVERIFY(valuesOf(result->GetRasterBand(1)) == sample.values);
    QVERIFY(filesIn(folder.path()).contains(u"out.tfw"_s));
}

void TestResultSink::badCreationOptionsAreRefused_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("named");
    QTest::newRow("no value") << u"TILED"_s << u"NAME=VALUE"_s;
    QTest::newRow("no name") << u"=YES"_s << u"NAME=VALUE"_s;
    QTest::newRow("unknown") << u"COMPRESSION=LZW"_s << u"COMPRESSION"_s;
    QTest::newRow("unknown value") << u"BIGTIFF=PERHAPS"_s << u"PERHAPS"_s;
    QTest::newRow("not a number") << u"ZLEVEL=high"_s << u"high"_s;
    QTest::newRow("lossy") << u"COMPRESS=JPEG"_s << u"lossless"_s;
    QTest::newRow("fewer bits") << u"nbits=1"_s << u"nbits"_s;
    QTest::newRow("block of 100") << u"BLOCKXSIZE=100"_s << u"TileWidth"_s;
}

void TestResultSink::badCreationOptionsAreRefused()
{
    QFETCH(QString, option);
    QFETCH(QString, named);
    const QTemporaryDir folder;
    ResultSample sample = resultSample({30, 30}, gappyLegend());
    sample.description.creationOptions = {option};
    const QString sentence = caughtSentence([&] { ResultSink(folder.path(), u"out.tif"_s, sample.description); });
    QVERIFY2(sentence.contains(named), qPrintable(sentence));
    QVERIFY(filesIn(folder.path()).isEmpty());
}

void TestResultSink::nothingLooksFinishedBeforeItIsMoved()
{
    const QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"part"_s);
    const ResultSample sample = resultSample({300, 600}, gappyLegend());
    {
        ResultSink sink(folder.filePath(u"part"_s), folder.filePath(u"out.tif"_s), sample.description);
        appendSample(sink, sample, 1);
        QCOMPARE(sink.rowsOfPart(), 0);
    }
    QVERIFY(filesIn(folder.path()).isEmpty());
}

/// A block that two parts share would lose the first one's pixels.
void TestResultSink::partsEndWithABlock()
{
    const QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"part"_s);
    const ResultSample sample = resultSample({600, 300}, gappyLegend());
    ResultSink sink(folder.filePath(u"part"_s), folder.filePath(u"out.tif"_s), sample.description);
    for (const int columns : {0, 255, 300, 601, 768})
        QVERIFY(caughtSentence([&] {
                    sink.appendPart(std::vector<std::byte>(std::size_t(columns) * 256), columns);
                }).contains(u"does not end with a block"_s));
    sink.appendPart(std::vector<std::byte>(256 * 256), 256);
    QVERIFY(caughtSentence([&] { sink.appendNodata(); }).contains(u"left edge"_s));
    sink.appendPart(std::vector<std::byte>(344 * 256), 344);
    sink.appendNodata();
    QCOMPARE(sink.rowsOfPart(), 0);
}

void TestResultSink::incompleteResultsAreRefused()
{
    const QTemporaryDir folder;
    ResultSample sample = resultSample({30, 30}, gappyLegend());
    const QString part = folder.filePath(u"part"_s);
    QDir().mkdir(part);
    ResultSink sink(part, folder.filePath(u"out.tif"_s), sample.description);
    QVERIFY(caughtSentence([&] { sink.finish(sample.counts); }).contains(u"0 of its 30 rows"_s));
    QVERIFY(!caughtSentence([&] { sink.appendPart(std::vector<std::byte>(899), 30); }).isEmpty());
    appendSample(sink, sample, 1);
    QVERIFY(!caughtSentence([&] { sink.appendPart(std::vector<std::byte>(900), 30); }).isEmpty());
    ++sample.counts.nodata;
    QVERIFY(caughtSentence([&] { sink.finish(sample.counts); }).contains(u"901"_s));
    QVERIFY(filesIn(folder.path()).isEmpty());
}

void TestResultSink::oldResultIsReplacedWithItsSidecars()
{
    const QTemporaryDir folder;
    for (const char *name : {"out.tif", "out.tif.ovr", "out.tif.aux.xml", "out.tfw", "out.qml", "out.shp"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("old");
    }
    writeSample(folder.path(), u"out.tif"_s, resultSample({30, 30}, gappyLegend()));
    const auto files = filesIn(folder.path());
    QCOMPARE(QStringList(files.keys()), QStringList({u"out.qml"_s, u"out.shp"_s, u"out.tif"_s, u"out.tif.aux.xml"_s,
                                                     u"out.tif.vat.cpg"_s, u"out.tif.vat.dbf"_s}));
    QCOMPARE(files.keys("old"), QStringList{u"out.shp"_s});
}

void TestResultSink::namesMayBeAnything_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("style");
    QTest::newRow("no suffix") << u"result"_s << u"result.qml"_s;
    QTest::newRow("another suffix") << u"result.TIFF"_s << u"result.qml"_s;
    QTest::newRow("spaces and letters") << u"Île de Ré, été 2021.tif"_s << u"Île de Ré, été 2021.qml"_s;
    QTest::newRow("dots") << u"land.cover.v2.tif"_s << u"land.cover.v2.qml"_s;
}

void TestResultSink::namesMayBeAnything()
{
    QFETCH(QString, name);
    QFETCH(QString, style);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"dossier à part"_s);
    QDir().mkdir(path);
    const ResultSample sample = resultSample({30, 30}, gappyLegend());
    const auto result = openResult(writeSample(path, name, sample));
    QVERIFY(result);
    QVERIFY(result->GetRasterBand(1)->GetDefaultRAT() != nullptr);
    const QStringList expected{style, name, name + u".aux.xml"_s, name + u".vat.cpg"_s, name + u".vat.dbf"_s};
    const QStringList found = filesIn(path).keys();
    QCOMPARE(QSet(found.begin(), found.end()), QSet(expected.begin(), expected.end()));
}

void TestResultSink::fullDiskLeavesNothingThatLooksFinished_data()
{
    QTest::addColumn<Size>("size");
    QTest::addColumn<qsizetype>("step");
    QTest::newRow("in the pixels and overviews") << Size{600, 600} << qsizetype(6000);
    QTest::newRow("in the sidecars, larger than the raster") << Size{9, 9} << qsizetype(250);
}

void TestResultSink::fullDiskLeavesNothingThatLooksFinished()
{
    QFETCH(Size, size);
    QFETCH(qsizetype, step);
    expectNothingOnAFullDisk(u"out.tif"_s, step, [sample = resultSample(size, gappyLegend())](const QString &folder) {
        writeSample(folder, u"out.tif"_s, sample);
    });
}

QTEST_GUILESS_MAIN(TestResultSink)
#include "tst_result_sink.moc"
