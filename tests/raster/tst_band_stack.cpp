#include "core/raster/band_stack.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/warped_view.h"
#include "tests/raster/scene_folder.h"
#include "tests/support/caught_sentence.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

struct Pixels
{
    std::vector<float> values;
    std::vector<std::uint8_t> valid;
};

Pixels pixelsOf(RasterSource &source, const PixelRect &window, std::vector<int> bands)
{
    Pixels pixels{std::vector<float>(std::size_t(window.area()) * bands.size()),
                  std::vector<std::uint8_t>(std::size_t(window.area()))};
    source.read(window, bands, pixels.values, pixels.valid);
    return pixels;
}

Pixels allPixels(RasterSource &source, std::vector<int> bands)
{
    const Size size = source.info().size;
    return pixelsOf(source, {0, 0, size.width, size.height}, std::move(bands));
}

} // namespace

class TestBandStack : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const
    {
        return m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u'_' + name);
    }

private Q_SLOTS:
    void titles()
    {
        QCOMPARE(rasterTitle(u"/data/T33UUP_B05_20m.jp2"_s), u"T33UUP_B05_20m"_s);
        QCOMPARE(rasterTitle(u"NETCDF:\"/data/a.b.nc\":B4"_s), u"B4"_s);
        QCOMPARE(rasterTitle(u"HDF5:\"/data/a.h5\"://grid/ndvi"_s), u"ndvi"_s);
    }

    void coarserBandsAreRepeatedInEveryWindow_data()
    {
        QTest::addColumn<int>("coarseSide");
        QTest::newRow("2 to 1") << 6;
        QTest::newRow("3 to 1") << 4;
        QTest::newRow("6 to 1") << 2;
        QTest::newRow("3 to 2") << 8;
    }

    void coarserBandsAreRepeatedInEveryWindow()
    {
        QFETCH(int, coarseSide);
        const QString fine = writeBand(at(u"fine.tif"_s), {12, 10, 1});
        const QString coarse = writeBand(at(u"coarse.tif"_s), {coarseSide, 120.0 / coarseSide, 1000});
        const BandStack stack = stackBands({coarse, fine});
        QCOMPARE(stack.files, (QStringList{coarse, fine}));
        GdalRasterSource source(u"the stack"_s, stack.definition);
        QCOMPARE(source.info().size, (Size{12, 12}));
        QCOMPARE(source.info().geoTransform, (GeoTransform{{600000, 10, 0, 5300040, 0, -10}}));
        QCOMPARE(source.info().crsName, u"EPSG:32633"_s);
        // The cell that the centre of (x, y) is in, in whole numbers; on a border the one to the right and below.
        const auto cell = [coarseSide](int position) { return (2 * position + 1) * coarseSide / 24; };
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 12; ++x)
                for (const int height : {1, 2, 5, 12 - y})
                    for (const int width : {1, 3, 7, 12 - x}) {
                        if (x + width > 12 || y + height > 12)
                            continue;
                        const Pixels pixels = pixelsOf(source, {x, y, width, height}, {0, 1});
                        const int area = width * height;
                        for (int i = 0; i < area; ++i) {
                            const int column = x + i % width;
                            const int row = y + i / width;
                            QCOMPARE(pixels.values[std::size_t(i)],
                                     float(1000 + cell(row) * coarseSide + cell(column)));
                            QCOMPARE(pixels.values[std::size_t(area + i)], float(1 + row * 12 + column));
                            QCOMPARE(int(pixels.valid[std::size_t(i)]), 1);
                        }
                    }
    }

    void bandsAreNamedByDescriptionElseByFile()
    {
        MadeRaster described = bandRaster({4, 10, 1});
        described.finish = [before = described.finish](GDALDataset &dataset) {
            before(dataset);
            dataset.GetRasterBand(1)->SetDescription("Near infrared");
        };
        const QString one = writeRaster(at(u"one.tif"_s), described);
        MadeRaster two = bandRaster({4, 10, 1});
        two.bands = 2;
        two.values.resize(32, 5);
        const QString other = writeRaster(at(u"other.x.tif"_s), two);
        const BandStack stack = stackBands({other, one, one});
        const GdalRasterSource source(u"stack"_s, stack.definition);
        QStringList names;
        for (const BandInfo &band : source.info().bands)
            names.append(band.name);
        const QString stem = QFileInfo(other).completeBaseName();
        QCOMPARE(names, (QStringList{stem, stem + u"_2"_s, u"Near infrared"_s, u"Near infrared"_s}));
        QCOMPARE(stack.remarks,
                 QStringList{u"Several bands are called Near infrared; the name means the first of them."_s});
    }

    void typeNodataScaleAndOffsetAreKeptBandByBand()
    {
        MadeRaster floats = bandRaster({4, 10, -3, 0, GDT_Float32});
        floats.finish = [before = floats.finish](GDALDataset &dataset) {
            before(dataset);
            dataset.GetRasterBand(1)->SetNoDataValue(-1);
            dataset.GetRasterBand(1)->SetScale(0.25);
            dataset.GetRasterBand(1)->SetOffset(-7.5);
        };
        const BandStack stack = stackBands(
            {writeBand(at(u"bytes.tif"_s), {4, 10, 0, 0, GDT_Byte}), writeRaster(at(u"floats.tif"_s), floats)});
        QCOMPARE(stack.remarks, QStringList());
        GdalRasterSource source(u"stack"_s, stack.definition);
        const BandInfo &first = source.info().bands[0];
        const BandInfo &second = source.info().bands[1];
        QCOMPARE(first.dataType, u"Byte"_s);
        QVERIFY(!first.nodata);
        QCOMPARE(second.dataType, u"Float32"_s);
        QCOMPARE(second.nodata.value(), -1.0);
        QCOMPARE(second.scale, 0.25);
        QCOMPARE(second.offset, -7.5);
        const Pixels pixels = allPixels(source, {0, 1});
        // 0 is data in the first band, and -1 (the third value) is none in the second.
        QCOMPARE(int(pixels.valid[0]), 1);
        QCOMPARE(int(pixels.valid[2]), 0);
        QCOMPARE(std::ranges::count(pixels.valid, std::uint8_t(1)), 15);
    }

    void outsideABandIsNoDataAlsoWhereItIsWarped_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("typeInStack");
        QTest::newRow("Byte") << int(GDT_Byte) << u"Int16"_s;
        QTest::newRow("UInt16") << int(GDT_UInt16) << u"Int32"_s;
        QTest::newRow("Int16") << int(GDT_Int16) << u"Int32"_s;
        QTest::newRow("Int32") << int(GDT_Int32) << u"Float64"_s;
        QTest::newRow("Float32") << int(GDT_Float32) << u"Float32"_s;
    }

    void outsideABandIsNoDataAlsoWhereItIsWarped()
    {
        QFETCH(int, type);
        QFETCH(QString, typeInStack);
        const QString whole = writeBand(at(u"whole.tif"_s), {8, 10, 1, 0, GDT_Byte});
        // Three cells of 20 m, from the second cell of the grid on: it shows cells 2 to 7, and its first value is 0.
        const QString part = writeBand(at(u"part.tif"_s), {3, 20, 0, 20, GDALDataType(type)});
        const BandStack stack = stackBands({whole, part});
        QCOMPARE(stack.remarks.size(), 2);
        QVERIFY2(stack.remarks[1].contains("part.tif does not cover "_L1), qUtf8Printable(stack.remarks[1]));
        GdalRasterSource source(u"stack"_s, stack.definition);
        QCOMPARE(source.info().bands[0].dataType, u"Byte"_s);
        QCOMPARE(source.info().bands[1].dataType, typeInStack);
        const std::vector<int> bands{0, 1};
        WarpedPlace place;
        place.geoTransform = {{599990, 10, 0, 5300050, 0, -10}};
        place.size = {10, 10};
        place.resampling = Resampling::Nearest;
        const QString view = QString::fromUtf8(warpedView(stack.definition, bands, place));
        GdalRasterSource warped(u"stack"_s, view);
        const Pixels direct = allPixels(source, bands);
        const Pixels seen = allPixels(warped, bands);
        for (int i = 0; i < 64; ++i) {
            const int x = i % 8;
            const int y = i / 8;
            const bool isInside = x >= 2 && y >= 2;
            const float expected = isInside ? float((y / 2 - 1) * 3 + x / 2 - 1) : 0;
            QCOMPARE(bool(direct.valid[std::size_t(i)]), isInside);
            QCOMPARE(direct.values[std::size_t(64 + i)], expected);
            const auto shifted = std::size_t((y + 1) * 10 + x + 1);
            QCOMPARE(bool(seen.valid[shifted]), isInside);
            QCOMPARE(seen.values[100 + shifted], expected);
        }
        QCOMPARE(std::ranges::count(seen.valid, std::uint8_t(1)), 36);
        // The band that covers the grid has data everywhere.
        QCOMPARE(std::ranges::count(allPixels(source, {0}).valid, std::uint8_t(1)), 64);
    }

    void whatAMaskLeavesOutIsNoDataInThatBandAlone()
    {
        MadeRaster masked = bandRaster({4, 10, 0, 0, GDT_Byte});
        masked.finish = [before = masked.finish](GDALDataset &dataset) {
            before(dataset);
            dataset.CreateMaskBand(GMF_PER_DATASET);
            std::vector<std::uint8_t> mask(16, 255);
            mask[5] = 0;
            QVERIFY(dataset.GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Write, 0, 0, 4, 4, mask.data(), 4, 4, GDT_Byte,
                                                                      0, 0, nullptr) == CE_None);
        };
        const QString withMask = writeRaster(at(u"masked.tif"_s), masked);
        GdalRasterSource source(u"s"_s, stackBands({withMask, writeBand(at(u"plain.tif"_s), {4, 10, 1})}).definition);
        const Pixels first = allPixels(source, {0});
        QCOMPARE(int(first.valid[5]), 0);
        QCOMPARE(std::ranges::count(first.valid, std::uint8_t(1)), 15);
        QCOMPARE(first.values[6], 6.0f);
        QCOMPARE(std::ranges::count(allPixels(source, {1}).valid, std::uint8_t(1)), 16);
    }

    void anAlphaBandSaysWhereItsFileHasData()
    {
        MadeRaster colours{2, 2, 4, GDT_Byte, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 255, 255, 0, 255}};
        colours.options = {"PHOTOMETRIC=RGB", "ALPHA=YES"};
        colours.finish = bandRaster({2, 10, 0}).finish;
        const QString path = writeRaster(at(u"rgba.tif"_s), colours);
        GdalRasterSource source(path, stackBands({path}).definition);
        QCOMPARE(allPixels(source, {0, 1, 2}).valid, (std::vector<std::uint8_t>{1, 1, 0, 1}));
        QCOMPARE(allPixels(source, {0, 3}).valid, (std::vector<std::uint8_t>{1, 1, 1, 1}));
    }

    void rotatedGridsAreTakenWhereTheyAreMultiples()
    {
        const auto rotated = [this](const QString &name, int side, double cell) {
            MadeRaster made = bandRaster({side, cell, 0});
            made.finish = [cell](GDALDataset &dataset) {
                putOn(dataset, {{600000, cell * 0.8, cell * 0.6, 5300040, cell * 0.6, cell * -0.8}, u"EPSG:32633"_s});
            };
            return writeRaster(at(name), made);
        };
        GdalRasterSource source(
            u"s"_s, stackBands({rotated(u"fine.tif"_s, 6, 10), rotated(u"coarse.tif"_s, 2, 30)}).definition);
        QCOMPARE(source.info().geoTransform, (GeoTransform{{600000, 8, 6, 5300040, 6, -8}}));
        const Pixels pixels = allPixels(source, {1});
        for (int i = 0; i < 36; ++i)
            QCOMPARE(pixels.values[std::size_t(i)], float(i / 18 * 2 + i % 6 / 3));
        const QString sentence = caughtSentence([&] {
            stackBands({rotated(u"fine.tif"_s, 6, 10), rotated(u"odd.tif"_s, 4, 15)});
        });
        QVERIFY2(sentence.contains("odd.tif (4 x 4 cells) cannot be laid over "_L1), qUtf8Printable(sentence));
        QVERIFY(!caughtSentence([&] {
                     stackBands({rotated(u"fine.tif"_s, 6, 10), writeBand(at(u"straight.tif"_s), {2, 30, 0})});
                 }).isEmpty());
    }

    void rastersWithoutAPlaceAreLaidCornerOnCorner()
    {
        const QString fine = writeRaster(at(u"fine.tif"_s), {4, 2, 1, GDT_Byte, {1, 2, 3, 4, 5, 6, 7, 8}});
        const QString coarse = writeRaster(at(u"coarse.tif"_s), {2, 1, 1, GDT_Byte, {10, 20}});
        GdalRasterSource source(u"s"_s, stackBands({coarse, fine}).definition);
        QVERIFY(!source.info().hasGeoTransform);
        QCOMPARE(allPixels(source, {0}).values, (std::vector<float>{10, 10, 20, 20, 10, 10, 20, 20}));
    }

    void whatCannotBeStackedIsRefusedInWords()
    {
        const QString one = writeBand(at(u"one.tif"_s), {4, 10, 0});
        SceneBand other{4, 10, 0};
        other.crs = u"EPSG:32634"_s;
        const QString two = writeBand(at(u"two.tif"_s), other);
        QCOMPARE(caughtSentence([&] {
                     stackBands({one, two});
                 }),
                 u"%1 has EPSG:32633 and %2 has EPSG:32634; reproject one of them (gdalwarp -t_srs), so that all bands "
                 "are in one coordinate system."_s.arg(one, two));
        other.crs.clear();
        const QString three = writeBand(at(u"three.tif"_s), other);
        QVERIFY(caughtSentence([&] { stackBands({one, three}); }).contains("three.tif has no coordinate system"_L1));
        const QString far = writeBand(at(u"far.tif"_s), {4, 10, 0, 40});
        QCOMPARE(caughtSentence([&] {
                     stackBands({one, far});
                 }),
                 u"%1 does not meet %2, on whose grid the bands are to be stacked; give bands of one scene."_s.arg(
                     far, one));
        QVERIFY(caughtSentence([&] { stackBands({one, at(u"none.tif"_s)}); }).contains("does not exist"_L1));
        QVERIFY(!caughtSentence([] { stackBands(QStringList()); }).isEmpty());
    }

    void aFileThatIsGoneIsSaidOfTheStack()
    {
        const QString folder = at(u"scene"_s);
        const QString band = writeBand(folder + u"/a.tif"_s, {4, 10, 0});
        const QString definition = stackBands({band}).definition;
        QVERIFY(QFile::remove(band));
        const QString sentence = caughtSentence([&] {
            GdalRasterSource source(folder, definition);
            allPixels(source, {0});
        });
        QVERIFY2(sentence.startsWith(folder + u" cannot be "_s), qUtf8Printable(sentence));
        QVERIFY2(!sentence.contains("folder that GDAL does not know"_L1), qUtf8Printable(sentence));
        const QString broken = caughtSentence([&] { GdalRasterSource(folder, u"<VRTDataset>"_s + folder + u"/"_s); });
        QVERIFY2(broken.startsWith(folder + u" cannot be opened as one raster ("_s), qUtf8Printable(broken));
    }

    void fingerprintIsOfAllFilesWhereverTheyAre()
    {
        const QString folder = at(u"before"_s);
        writeBand(folder + u"/a.tif"_s, {4, 10, 0});
        writeBand(folder + u"/b.tif"_s, {2, 20, 0});
        const auto fingerprint = [](const QString &in) {
            return GdalRasterSource(in, stackBands({in + u"/a.tif"_s, in + u"/b.tif"_s}).definition).fingerprint();
        };
        const QString before = fingerprint(folder);
        const QString moved = at(u"after"_s);
        QVERIFY(QDir().rename(folder, moved));
        QCOMPARE(fingerprint(moved), before);
        changeFile(moved + u"/b.tif"_s, [](QByteArray &content) { content.back() = char(content.back() + 1); });
        QVERIFY(fingerprint(moved) != before);
    }
};

QTEST_GUILESS_MAIN(TestBandStack)
#include "tst_band_stack.moc"
