#include "core/run/section_front.h"
#include "tests/run/packed_section.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>
#include <ogr_srs_api.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

constexpr PixelRect window{3, 5, 907, 801};
constexpr int nodata = 2;

/// The upper rows and a broad column have no data, so that whole sections have none; elsewhere every ninth pixel.
std::int64_t classAt(int x, int y)
{
    if (y < 330 || (x > 300 && x < 560))
        return nodata;
    return (x * 3 + y * 7) % 9 == 0 ? nodata : (x / 5 + y / 11) % 2;
}

float probabilityAt(int x, int y)
{
    return classAt(x, y) == nodata ? noProbability : float((x * 31 + y * 17) % 101) / 100.0F;
}

ResultDescription description(ResultType type, const QStringList &creationOptions)
{
    ResultDescription result = resultSample({1, 1}, gappyLegend()).description;
    result.grid.window = window;
    result.grid.hasGeoTransform = true;
    result.grid.geoTransform = {{{12, 0.01, 0, 48, 0, -0.02}}}; // degrees: the cells lower down are wider
    result.grid.crsWkt = QString::fromLatin1(SRS_WKT_WGS84_LAT_LONG);
    result.legend = {{0, u"Zero"_s, {1, 2, 3}}, {1, u"One"_s, {9, 8, 7}}};
    result.format = {type, nodata};
    result.creationOptions = creationOptions;
    result.hasProbabilities = true;
    return result;
}

bool hasData(const PixelRect &write)
{
    for (int y = write.y; y < write.bottom(); ++y)
        for (int x = write.x; x < write.right(); ++x)
            if (classAt(x, y) != nodata)
                return true;
    return false;
}

SectionBytes sectionAt(const PixelRect &write, ResultType type)
{
    return hasData(write) ? packedSectionOf(write, {type, nodata}, classAt, probabilityAt) : SectionBytes();
}

/// Both files of the result, made from sections of so many tiles.
struct Written
{
    QTemporaryDir folder;
    ClassTally tally;
    int emptySections = 0;

    Written(Size tile, int tilesPerSection, const QStringList &creationOptions, ResultType type = ResultType::Byte)
    {
        const TilePlan plan(window, {tile, 2, 0, 1, tilesPerSection});
        const ResultDescription result = description(type, creationOptions);
        SectionLog log(folder.filePath(u"log"_s), "identity"_ba);
        QDir(folder.path()).mkdir(u"part"_s);
        ResultSink classes(folder.filePath(u"part"_s), path(), result);
        ProbabilitySink likely(folder.filePath(u"part"_s), probabilities(), result);
        SectionFront front(plan, result, log, classes, &likely);
        for (int id = plan.sectionCount() - 1; id >= 0; id -= 2)
            append(log, plan, id, type);
        for (int id = plan.sectionCount() - 2; id >= 0; id -= 2) {
            append(log, plan, id, type);
            front.advance({});
        }
        front.advance({});
        tally = front.count().tally();
        classes.finish(tally.counts);
        likely.finish();
        likely.moveToPlace();
        classes.moveToPlace();
    }

    void append(SectionLog &log, const TilePlan &plan, int id, ResultType type)
    {
        const SectionBytes section = sectionAt(plan.section(id).write, type);
        emptySections += section.values.isEmpty() ? 1 : 0;
        log.append(id, section);
    }

    QString path() const { return folder.filePath(u"classes.tif"_s); }
    QString probabilities() const { return folder.filePath(u"classes_probability.tif"_s); }
};

std::vector<float> pixelsOf(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData()));
    std::vector<float> values(std::size_t(window.area()));
    if (!dataset ||
        dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, window.width, window.height, values.data(), window.width,
                                            window.height, GDT_Float32, 0, 0, nullptr) != CE_None)
        return {};
    return values;
}

} // namespace

class TestSectionFront : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sectionsAndBlocksNeedNotAgree_data()
    {
        QTest::addColumn<Size>("tile");
        QTest::addColumn<int>("tilesPerSection");
        QTest::addColumn<bool>("hasEmptySections");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("areWide"); // class values of four bytes
        QTest::newRow("sections smaller than blocks") << Size{64, 64} << 1 << true << QStringList() << false;
        QTest::newRow("wider") << Size{100, 64} << 3 << true << QStringList() << true;
        QTest::newRow("higher") << Size{70, 600} << 1 << true << QStringList() << false;
        QTest::newRow("one section") << Size{1000, 900} << 1 << false << QStringList() << true;
        QTest::newRow("low tiles") << Size{64, 64} << 3 << true << QStringList{u"BLOCKYSIZE=16"_s, u"BLOCKXSIZE=512"_s}
                                   << false;
        QTest::newRow("strips") << Size{64, 64} << 3 << true << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=1"_s} << true;
    }

    void sectionsAndBlocksNeedNotAgree()
    {
        QFETCH(Size, tile);
        QFETCH(int, tilesPerSection);
        QFETCH(bool, hasEmptySections);
        QFETCH(QStringList, options);
        QFETCH(bool, areWide);
        const Written written(tile, tilesPerSection, options, areWide ? ResultType::Int32 : ResultType::Byte);
        std::vector<float> classes;
        std::vector<float> likely;
        for (int y = window.y; y < window.bottom(); ++y) {
            for (int x = window.x; x < window.right(); ++x) {
                classes.push_back(float(classAt(x, y)));
                likely.push_back(probabilityAt(x, y));
            }
        }
        QVERIFY(pixelsOf(written.path()) == classes);
        QVERIFY(pixelsOf(written.probabilities()) == likely);
        QCOMPARE(written.tally.counts.nodata, std::ranges::count(classes, float(nodata)));
        QCOMPARE(written.tally.counts.pixels.at(1), std::ranges::count(classes, 1.0F));
        QCOMPARE(written.emptySections > 0, hasEmptySections);
    }

    void filesDoNotDependOnTheSections_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("our blocks") << QStringList();
        QTest::newRow("small blocks") << QStringList{u"BLOCKXSIZE=48"_s, u"BLOCKYSIZE=32"_s};
        QTest::newRow("blocks of one and a half patches") << QStringList{u"BLOCKXSIZE=384"_s};
        QTest::newRow("strips") << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=1"_s};
        QTest::newRow("strips of whose height nothing is said") << QStringList{u"TILED=NO"_s, u"BLOCKYSIZE=0"_s};
    }

    void filesDoNotDependOnTheSections()
    {
        QFETCH(QStringList, options);
        const Written one({64, 64}, 1, options);
        const Written other({130, 300}, 4, options);
        for (const QString &name : {u"classes.tif"_s, u"classes.tif.aux.xml"_s, u"classes_probability.tif"_s}) {
            const QByteArray file = filesIn(one.folder.path())[name];
            QVERIFY2(!file.isEmpty() && file == filesIn(other.folder.path())[name], qPrintable(name));
        }
        QVERIFY(one.tally.squareMetres.at(0) > 0);
        QCOMPARE(one.tally.squareMetres, other.tally.squareMetres);
    }
};

QTEST_GUILESS_MAIN(TestSectionFront)
#include "tst_section_front.moc"
