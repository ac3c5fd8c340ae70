#include "core/raster/gdal_raster_source.h"
#include "core/raster/mosaic.h"
#include "core/raster/warped_view.h"
#include "tests/raster/scene_folder.h"
#include "tests/support/caught_sentence.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr float nothing = -1;

/// The values of one band, `nothing` where there is none.
std::vector<float> valuesOf(RasterSource &source, int band = 0)
{
    const Size size = source.info().size;
    std::vector<float> values(std::size_t(size.area()));
    std::vector<std::uint8_t> valid(values.size());
    source.read({0, 0, size.width, size.height}, std::vector<int>{band}, values, valid);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!valid[i])
            values[i] = nothing;
    return values;
}

/// A class map of three colours, `side` cells from `shift` on, all of `value`.
QString writeClassMap(const QString &path, int shift, int value)
{
    MadeRaster map = bandRaster({2, 10, 0, double(shift), GDT_Byte});
    map.values.assign(4, value);
    map.finish = [before = map.finish](GDALDataset &dataset) {
        before(dataset);
        GDALColorTable colours;
        colours.SetColorEntry(0, std::array<GDALColorEntry, 1>{{{1, 2, 3, 255}}}.data());
        colours.SetColorEntry(7, std::array<GDALColorEntry, 1>{{{70, 80, 90, 255}}}.data());
        dataset.GetRasterBand(1)->SetColorTable(&colours);
        dataset.GetRasterBand(1)->SetNoDataValue(255);
    };
    QDir().mkpath(QFileInfo(path).path());
    return writeRaster(path, map);
}

} // namespace

class TestMosaic : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const
    {
        return m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u'/' + name);
    }

private Q_SLOTS:
    /// What writers call a single band differs, though it is one band all the same.
    void namesOfColoursDoNotMatter()
    {
        const QString grey = writeBand(at(u"grey.tif"_s), {2, 10, 0});
        const QString red = writeBand(at(u"red.tif"_s), {2, 10, 100, 10});
        {
            const GDALDatasetUniquePtr dataset(GDALDataset::Open(red.toUtf8().constData(), GDAL_OF_UPDATE));
            dataset->GetRasterBand(1)->SetColorInterpretation(GCI_Undefined);
            dataset->GetRasterBand(1)->SetNoDataValue(103);
        }
        {
            const GDALDatasetUniquePtr dataset(GDALDataset::Open(grey.toUtf8().constData(), GDAL_OF_UPDATE));
            dataset->GetRasterBand(1)->SetNoDataValue(103);
        }
        QStringList remarks;
        const QString definition = mosaicDefinition(collectionOf({grey, red}), CellRule::First, remarks);
        GdalRasterSource source(grey, definition);
        QCOMPARE(valuesOf(source), (std::vector<float>{0, 1, nothing, 2, 100, 101, nothing, 102, nothing}));
    }

    void laterRastersCoverEarlierOnesAndNothingIsBetween()
    {
        // Two by two cells each, the second one cell further right and down, the third two further still.
        const QString one = writeBand(at(u"one.tif"_s), {2, 10, 0});
        const QString two = writeBand(at(u"two.tif"_s), {2, 10, 100, 10});
        const QString three = writeBand(at(u"three.tif"_s), {1, 10, 200, 30});
        QStringList remarks;
        const QString definition = mosaicDefinition(collectionOf({one, two, three}), CellRule::First, remarks);
        QCOMPARE(remarks, QStringList());
        GdalRasterSource source(one, definition);
        QCOMPARE(source.info().geoTransform, (GeoTransform{{600000, 10, 0, 5300040, 0, -10}}));
        QCOMPARE(source.info().crsName, u"EPSG:32633"_s);
        const std::vector<float> expected{0,       1,   nothing, nothing, 2,       100,     101,     nothing,
                                          nothing, 102, 103,     nothing, nothing, nothing, nothing, 200};
        QCOMPARE(valuesOf(source), expected);
        QCOMPARE(source.info().bands.size(), std::size_t(1));
        // The mask is heeded where the mosaic is warped as well.
        WarpedPlace place;
        place.geoTransform = source.info().geoTransform;
        place.size = {4, 4};
        place.resampling = Resampling::Nearest;
        const std::vector<int> bands{0};
        GdalRasterSource warped(one, QString::fromUtf8(warpedView(definition, bands, place)));
        QCOMPARE(valuesOf(warped), expected);
        // Without the files of it the text is of no use, and with another it is another.
        const QString before = source.fingerprint();
        changeFile(two, [](QByteArray &content) { content.back() = char(content.back() + 1); });
        QVERIFY(GdalRasterSource(one, definition).fingerprint() != before);
    }

    void cellsFollowTheRule_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<double>("cell");
        QTest::newRow("largest") << int(CellRule::Largest) << 20.0;
        QTest::newRow("smallest") << int(CellRule::Smallest) << 5.0;
        QTest::newRow("first") << int(CellRule::First) << 10.0;
    }

    void cellsFollowTheRule()
    {
        QFETCH(int, rule);
        QFETCH(double, cell);
        const QStringList files{writeBand(at(u"a.tif"_s), {4, 10, 0}), writeBand(at(u"b.tif"_s), {2, 20, 0, 40}),
                                writeBand(at(u"c.tif"_s), {8, 5, 0, 80})};
        QStringList remarks;
        const GdalRasterSource source(u"m"_s, mosaicDefinition(collectionOf(files), CellRule(rule), remarks));
        QCOMPARE(source.info().geoTransform, (GeoTransform{{600000, cell, 0, 5300040, 0, -cell}}));
        QCOMPARE(source.info().size, (Size{int(120 / cell), int(120 / cell)}));
        QCOMPARE(remarks.size(), 1);
        QVERIFY(remarks[0].contains("a.tif and "_L1) && remarks[0].contains("b.tif have cells of different sizes"_L1));
    }

    void nodataAndMasksOfTheRastersHold()
    {
        MadeRaster withNodata = bandRaster({2, 10, 5});
        withNodata.finish = [before = withNodata.finish](GDALDataset &dataset) {
            before(dataset);
            dataset.GetRasterBand(1)->SetDescription("near & far");
            dataset.GetRasterBand(1)->SetScale(0.1);
            dataset.GetRasterBand(1)->SetNoDataValue(6);
        };
        QDir().mkpath(at({}));
        const QString first = writeRaster(at(u"first.tif"_s), withNodata);
        MadeRaster other = bandRaster({2, 10, 4, 20});
        other.finish = [before = other.finish](GDALDataset &dataset) {
            before(dataset);
            dataset.GetRasterBand(1)->SetScale(0.1);
            dataset.GetRasterBand(1)->SetNoDataValue(7);
        };
        const QString second = writeRaster(at(u"second.tif"_s), other);
        QStringList remarks;
        GdalRasterSource source(u"m"_s, mosaicDefinition(collectionOf({first, second}), CellRule::First, remarks));
        QCOMPARE(source.info().bands[0].nodata.value(), 6.0);
        QCOMPARE(source.info().bands[0].name, u"near & far"_s);
        QCOMPARE(source.info().bands[0].scale, 0.1);
        QCOMPARE(remarks.size(), 2);
        QVERIFY(remarks[0].contains("different NoData values"_L1) && remarks[1].contains("different names"_L1));
        QCOMPARE(valuesOf(source), (std::vector<float>{5, nothing, nothing, nothing, 7, 8, nothing, nothing, nothing,
                                                       nothing, 4, 5, nothing, nothing, nothing, nothing}));
    }

    void alphaBandsAndMasksSayWhereTheMosaicHasData()
    {
        QDir().mkpath(at({}));
        const auto written = [this](const QString &name, double shift, bool hasAlpha) {
            MadeRaster made = bandRaster({2, 10, 1, shift, GDT_Byte});
            if (hasAlpha) {
                made.bands = 2;
                made.options = {"ALPHA=YES"};
                for (const double alpha : {255, 0, 255, 255})
                    made.values.push_back(alpha);
                return writeRaster(at(name), made);
            }
            made.finish = [before = made.finish](GDALDataset &dataset) {
                before(dataset);
                dataset.CreateMaskBand(GMF_PER_DATASET);
                std::vector<std::uint8_t> mask{255, 0, 255, 255};
                QVERIFY(dataset.GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Write, 0, 0, 2, 2, mask.data(), 2, 2,
                                                                          GDT_Byte, 0, 0, nullptr) == CE_None);
            };
            return writeRaster(at(name), made);
        };
        const std::vector<float> expected{1,       nothing, nothing, nothing, 3,       4,       nothing, nothing,
                                          nothing, nothing, 1,       nothing, nothing, nothing, 3,       4};
        for (const bool hasAlpha : {true, false}) {
            const QString prefix = hasAlpha ? u"alpha"_s : u"mask"_s;
            QStringList remarks;
            GdalRasterSource source(u"m"_s, mosaicDefinition(collectionOf({written(prefix + u"1.tif"_s, 0, hasAlpha),
                                                                           written(prefix + u"2.tif"_s, 20, hasAlpha)}),
                                                             CellRule::First, remarks));
            QCOMPARE(valuesOf(source), expected);
        }
    }

    void rastersBetweenEachOthersCellsLeaveNoGap()
    {
        // The second begins right below and right of the first, which ends between two cells of the grid.
        const QString one = writeBand(at(u"one.tif"_s), {3, 5, 1});
        SceneBand below{2, 10, 100, 15};
        QStringList remarks;
        GdalRasterSource source(u"m"_s, mosaicDefinition(collectionOf({one, writeBand(at(u"two.tif"_s), below)}),
                                                         CellRule::Largest, remarks));
        QCOMPARE(source.info().size, (Size{4, 4}));
        const std::vector<float> values = valuesOf(source);
        for (const int diagonal : {0, 5, 10})
            QVERIFY2(values[std::size_t(diagonal)] != nothing, qPrintable(QString::number(diagonal)));
    }

    void scenesOfBandFilesMakeAMosaic()
    {
        const QString scene = writeLevel1C(at({}));
        QStringList remarks;
        GdalRasterSource source(scene, mosaicDefinition(collectionOf({scene}), CellRule::Smallest, remarks));
        QCOMPARE(source.info().size, (Size{12, 12}));
        QCOMPARE(source.info().bands.size(), std::size_t(13));
        QCOMPARE(source.info().bands[0].name, u"B1"_s);
        QCOMPARE(source.info().bands[8].name, u"B8A"_s);
        QCOMPARE(source.info().bands[8].nodata.value(), 0.0);
        QCOMPARE(valuesOf(source, 1)[13], 2013.0f);
        QCOMPARE(valuesOf(source, 0)[143], 1003.0f);
    }

    void whatIsNotAlikeIsNamed()
    {
        const QString one = writeBand(at(u"one.tif"_s), {2, 10, 0});
        const auto refusal = [&](const QString &other) {
            return caughtSentence([&] {
                QStringList remarks;
                mosaicDefinition(collectionOf({one, other}), CellRule::First, remarks);
            });
        };
        SceneBand elsewhere{2, 10, 0};
        elsewhere.crs = u"EPSG:4326"_s;
        const QString two = writeBand(at(u"two.tif"_s), elsewhere);
        QCOMPARE(refusal(two), u"%1 has EPSG:32633 and %2 has EPSG:4326, so that they cannot be one raster; make them "
                               "alike, or classify the rasters one by one."_s.arg(one, two));
        MadeRaster bands = bandRaster({2, 10, 0});
        bands.bands = 2;
        bands.values.resize(8);
        const QString three = writeRaster(at(u"three.tif"_s), bands);
        QVERIFY(refusal(three).contains("one.tif has 1 band and "_L1) && refusal(three).contains("has 2 bands"_L1));
        const QString four = writeBand(at(u"four.tif"_s), {2, 10, 0, 0, GDT_Byte});
        QVERIFY(refusal(four).contains("four.tif has values of type Byte in band 1"_L1));
        const QString five = writeRaster(at(u"five.tif"_s), {1, 1, 1, GDT_UInt16, {1}});
        QVERIFY(refusal(five).startsWith(five));
        changeFile(five, [](QByteArray &content) { content = "no raster"; });
        QVERIFY(refusal(five).startsWith(five));
        QVERIFY(refusal(at(u"none.tif"_s)).startsWith(at(u"none.tif"_s)));
    }

    void oneFileIsOverAllClassMaps()
    {
        const QStringList maps{writeClassMap(at(u"out/a.tif"_s), 0, 0), writeClassMap(at(u"out/b ö.tif"_s), 30, 7)};
        const QString path = at(u"out/all.vrt"_s);
        writeCollectionVrt(maps.mid(0, 1), path);
        QCOMPARE(GdalRasterSource(path).info().size, (Size{2, 2}));
        writeCollectionVrt(maps, path);
        // It goes where its folder goes.
        QVERIFY(QDir().rename(at(u"out"_s), at(u"moved"_s)));
        QCOMPARE(QDir(at(u"moved"_s)).entryList(QDir::Files), (QStringList{u"a.tif"_s, u"all.vrt"_s, u"b ö.tif"_s}));
        GdalRasterSource source(at(u"moved/all.vrt"_s));
        QCOMPARE(source.info().size, (Size{5, 5}));
        QCOMPARE(source.info().bands[0].nodata.value(), 255.0);
        std::vector<float> expected(25, nothing);
        for (const int cell : {0, 1, 5, 6})
            expected[std::size_t(cell)] = 0;
        for (const int cell : {18, 19, 23, 24})
            expected[std::size_t(cell)] = 7;
        QCOMPARE(valuesOf(source), expected);
        const GDALDatasetUniquePtr dataset(
            GDALDataset::Open(at(u"moved/all.vrt"_s).toUtf8().constData(), GDAL_OF_RASTER));
        const GDALColorTable *colours = dataset->GetRasterBand(1)->GetColorTable();
        QVERIFY(colours);
        QCOMPARE(int(colours->GetColorEntry(7)->c2), 80);
    }

    void aFileThatCannotBeWrittenLeavesNothing()
    {
        const QString map = writeClassMap(at(u"a.tif"_s), 0, 1);
        const QString path = at(u"none/all.vrt"_s);
        const QString sentence = caughtSentence([&] { writeCollectionVrt({map}, path); });
        QVERIFY2(sentence.startsWith(path + u" cannot be written ("_s), qUtf8Printable(sentence));
        // A folder is in its place.
        QVERIFY(QDir().mkpath(at(u"taken.vrt/full"_s)));
        QVERIFY(!caughtSentence([&] { writeCollectionVrt({map}, at(u"taken.vrt"_s)); }).isEmpty());
        QCOMPARE(QDir(at({})).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 (QStringList{u"a.tif"_s, u"taken.vrt"_s}));
    }
};

QTEST_GUILESS_MAIN(TestMosaic)
#include "tst_mosaic.moc"
