#include "core/raster/gdal_raster_source.h"
#include "core/raster/settled_grid.h"
#include "tests/raster/gdalwarp_program.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>

#include <sys/resource.h>

#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(GDALDataType)
Q_DECLARE_METATYPE(pixelscape::GridWishes)

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
const RasterPlace utm{{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s};

struct Seen
{
    std::vector<float> pixels;
    std::vector<std::uint8_t> valid;
    bool operator==(const Seen &) const = default;
};

Seen see(GdalRasterSource &source, const PixelRect &window, const std::vector<int> &bands)
{
    const auto area = std::size_t(window.area());
    Seen seen{std::vector<float>(area * bands.size()), std::vector<std::uint8_t>(area)};
    source.read(window, bands, seen.pixels, seen.valid);
    return seen;
}

std::vector<int> allBands(const GdalRasterSource &source)
{
    std::vector<int> bands(source.info().bands.size());
    std::iota(bands.begin(), bands.end(), 0);
    return bands;
}

/// One band of what gdalwarp made, and which of its cells are data by its alpha band.
Seen made(GDALDataset &dataset, int band)
{
    const int width = dataset.GetRasterXSize();
    const int height = dataset.GetRasterYSize();
    Seen seen{std::vector<float>(std::size_t(width) * std::size_t(height)), {}};
    seen.valid.resize(seen.pixels.size());
    const auto read = [&](int number, void *data, GDALDataType type) {
        return dataset.GetRasterBand(number)->RasterIO(GF_Read, 0, 0, width, height, data, width, height, type, 0, 0,
                                                       nullptr);
    };
    if (read(band + 1, seen.pixels.data(), GDT_Float32) != CE_None ||
        read(dataset.GetRasterCount(), seen.valid.data(), GDT_Byte) != CE_None)
        qFatal("what gdalwarp made could not be read");
    return seen;
}

/// True where all cells up to `distance` away are valid.
bool isAway(const Seen &seen, Size size, int column, int row, int distance)
{
    for (int y = row - distance; y <= row + distance; ++y)
        for (int x = column - distance; x <= column + distance; ++x)
            if (x < 0 || y < 0 || x >= size.width || y >= size.height ||
                !seen.valid[std::size_t(y) * std::size_t(size.width) + std::size_t(x)])
                return false;
    return true;
}

QString nameOf(Resampling resampling)
{
    return resampling == Resampling::Nearest    ? u"near"_s
           : resampling == Resampling::Bilinear ? u"bilinear"_s
                                                : u"cubic"_s;
}

} // namespace

class TestWarpedView : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }

    QString placed(const QString &name, MadeRaster raster, const RasterPlace &place = utm) const
    {
        const auto more = raster.finish;
        raster.finish = [place, more](GDALDataset &dataset) {
            putOn(dataset, place);
            if (more)
                more(dataset);
        };
        return writeRaster(at(name), raster);
    }

    SettledGrid settled(const QString &path, const GridWishes &wishes, std::vector<int> bands = {0}, int halo = 0) const
    {
        QString field;
        return settleGrid(path, GdalRasterSource(path).info(), bands, wishes, halo, field);
    }

private Q_SLOTS:
    void valuesAreThoseOfGdalwarp_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<GridWishes>("wishes");
        QTest::addColumn<bool>("turns");
        placed(u"bytes.tif"_s, {300, 200, 3, GDT_Byte, hills(300, 200, 3, 1, 254)});
        placed(u"words.tif"_s, {150, 120, 2, GDT_UInt16, hills(150, 120, 2, 300, 65000)});
        placed(u"floats.tif"_s, {150, 120, 1, GDT_Float32, hills(150, 120, 1, -3000, 8000)});
        placed(u"south_up.tif"_s, {90, 70, 1, GDT_Int16, hills(90, 70, 1, -500, 900)},
               {{500000, 10, 0, 4999300, 0, 10}, u"EPSG:32633"_s});
        placed(u"rotated.tif"_s, {90, 70, 1, GDT_Byte, hills(90, 70, 1, 1, 254)},
               {{500000, 8, 6, 5000000, 6, -8}, u"EPSG:32633"_s});
        placed(u"polar.tif"_s, {120, 110, 1, GDT_Byte, hills(120, 110, 1, 1, 254)},
               {{-600000, 10000, 0, 550000, 0, -10000}, u"EPSG:3413"_s});
        placed(u"antimeridian.tif"_s, {120, 110, 1, GDT_Byte, hills(120, 110, 1, 1, 254)},
               {{280000, 10000, 0, 8800000, 0, -10000}, u"EPSG:32760"_s});
        const QString landcover = sharedData(u"rasters/sentinel2_landcover/s2_l1c_scene4_dn_uint16.tif"_s);
        for (const Resampling resampling : {Resampling::Nearest, Resampling::Bilinear, Resampling::Cubic}) {
            const auto row = [&](const char *name, const QString &input, GridWishes wishes, bool turns = false) {
                wishes.resampling = resampling;
                QTest::addRow("%s %s", qPrintable(nameOf(resampling)), name) << input << wishes << turns;
            };
            row("mercator", at(u"bytes.tif"_s), {{}, {}, u"EPSG:3857"_s});
            row("laea, finer", at(u"bytes.tif"_s), {{}, {}, u"EPSG:3035"_s, CellSize{6, 7}});
            row("other cells", at(u"bytes.tif"_s),
                {GroundBox{500203, 4998811, 502507, 4999502}, {}, {}, CellSize{9, 8}});
            row("coarser", at(u"bytes.tif"_s), {GroundBox{500200, 4998400, 502600, 4999600}, {}, {}, CellSize{30, 30}});
            row("coarser by no whole number", at(u"bytes.tif"_s),
                {GroundBox{500200, 4998400, 502600, 4999600}, {}, {}, CellSize{24, 16}});
            row("16 bits", at(u"words.tif"_s), {{}, {}, u"EPSG:32634"_s});
            row("floats", at(u"floats.tif"_s), {{}, {}, u"EPSG:3035"_s});
            row("south-up", at(u"south_up.tif"_s), {{}, {}, u"EPSG:32633"_s, CellSize{7, 7}});
            row("rotated", at(u"rotated.tif"_s), {{}, {}, u"EPSG:32633"_s}, true);
            row("polar", at(u"polar.tif"_s), {{}, {}, u"EPSG:32661"_s}, true);
            row("antimeridian", at(u"antimeridian.tif"_s), {{}, {}, u"EPSG:3832"_s}, true);
            if (QFile::exists(landcover))
                row("Sentinel-2", landcover, {{}, {}, u"EPSG:3035"_s, CellSize{10, 10}});
        }
    }

    void valuesAreThoseOfGdalwarp()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        QFETCH(QString, input);
        QFETCH(GridWishes, wishes);
        QFETCH(bool, turns);
        QStringList arguments{u"-et"_s, u"0"_s, u"-dstalpha"_s, u"-r"_s, nameOf(wishes.resampling)};
        // Where the output is turned against the input, gdalwarp takes the box around its piece for a larger scale and
        // blurs, as much as the piece happens to ask for; it is told that the cells are of one size.
        if (turns)
            arguments << u"-wo"_s << u"XSCALE=1"_s << u"-wo"_s << u"YSCALE=1"_s;
        if (!wishes.outCrs.isEmpty())
            arguments << u"-t_srs"_s << wishes.outCrs;
        if (wishes.extent)
            arguments += teArguments(*wishes.extent);
        if (wishes.cellSize)
            arguments << u"-tr"_s << exactly(wishes.cellSize->x) << exactly(wishes.cellSize->y);
        const auto expected = runGdalwarp(arguments, input, at(u"expected.tif"_s));
        const SettledGrid result = settled(input, wishes, {0}, 20);
        QCOMPARE(gridText(result.grid.size(), result.grid.geoTransform.c), gridText(*expected));
        GdalRasterSource source(input, result.definition);
        const int bands = expected->GetRasterCount() - 1;
        QCOMPARE(int(source.info().bands.size()), bands + 1);
        const bool isNearest = wishes.resampling == Resampling::Nearest;
        const Size size = result.grid.size();
        std::int64_t compared = 0;
        for (int band = 0; band < bands; ++band) {
            const Seen seen = see(source, result.grid.window, {band});
            const Seen other = made(*expected, band);
            std::int64_t unequal = 0;
            double farthest = 0;
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x) {
                    const auto i = std::size_t(y) * std::size_t(size.width) + std::size_t(x);
                    if (!isAway(other, size, x, y, isNearest ? 0 : 2))
                        continue;
                    QVERIFY(seen.valid[i]);
                    ++compared;
                    const double difference = std::abs(double(seen.pixels[i]) - double(other.pixels[i]));
                    unequal += difference > 0 ? 1 : 0;
                    farthest = std::max(farthest, difference);
                }
            if (isNearest)
                QVERIFY2(unequal * 1000 <= size.area(), qPrintable(QString::number(unequal)));
            else
                QVERIFY2(farthest <= 1, qPrintable(u"%1, %2 cells differ"_s.arg(farthest).arg(unequal)));
        }
        QVERIFY(compared * 10 > size.area() * 3 * bands);
    }

    /// Where gdalwarp sees no data, neither do we, and the other way round but for ties.
    void theSameCellsAreOutside()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        const QString input = placed(u"alone.tif"_s, {80, 60, 1, GDT_Byte, hills(80, 60, 1, 0, 255)});
        GridWishes wishes;
        wishes.outCrs = u"EPSG:3035"_s;
        wishes.resampling = Resampling::Nearest;
        const auto expected =
            runGdalwarp({u"-et"_s, u"0"_s, u"-dstalpha"_s, u"-t_srs"_s, wishes.outCrs}, input, at(u"expected.tif"_s));
        const SettledGrid result = settled(input, wishes);
        GdalRasterSource source(input, result.definition);
        const Seen seen = see(source, result.grid.window, {0});
        const Seen other = made(*expected, 0);
        int different = 0;
        int outside = 0;
        for (std::size_t i = 0; i < seen.valid.size(); ++i) {
            different += bool(seen.valid[i]) != bool(other.valid[i]) ? 1 : 0;
            outside += seen.valid[i] ? 0 : 1;
        }
        QVERIFY(different <= 2);
        QVERIFY(outside > 50);
    }

    /// The same text in two workers, one of which reads it in rows and the other in crumbs from the end.
    void pixelsDoNotDependOnHowTheyAreRead()
    {
        const QString input = placed(u"large.tif"_s, {1500, 900, 2, GDT_UInt16, hills(1500, 900, 2, 1, 60000)});
        GridWishes wishes;
        wishes.outCrs = u"EPSG:3035"_s;
        wishes.cellSize = CellSize{13, 13};
        const SettledGrid result = settled(input, wishes, {0, 1}, 8);
        GdalRasterSource one(input, result.definition);
        GdalRasterSource other(input, result.definition);
        const Size size = one.info().size;
        QVERIFY(size.width > 1024 && size.height > 512);
        const Seen whole = see(one, {0, 0, size.width, size.height}, {0, 1});
        const auto at = [&](const Seen &seen, std::size_t area, int band, std::size_t i) {
            return seen.pixels[std::size_t(band) * area + i];
        };
        for (int y = size.height - 37; y > -37; y -= 37)
            for (int x = size.width - 211; x > -211; x -= 211) {
                const PixelRect window = PixelRect{x, y, 211, 37}.intersected({0, 0, size.width, size.height});
                const Seen part = see(other, window, {0, 1});
                for (int row = 0; row < window.height; ++row)
                    for (int column = 0; column < window.width; ++column) {
                        const auto i = std::size_t(row) * std::size_t(window.width) + std::size_t(column);
                        const auto j =
                            std::size_t(row + window.y) * std::size_t(size.width) + std::size_t(column + window.x);
                        if (part.valid[i] != whole.valid[j])
                            QFAIL("validity depends on the window");
                        for (int band = 0; band < 2; ++band)
                            if (at(part, part.valid.size(), band, i) != at(whole, whole.valid.size(), band, j))
                                QFAIL("values depend on the window");
                    }
            }
    }

    /// The same cells of another extent, reduced by a ratio that is no whole number.
    void pixelsDoNotDependOnTheExtent()
    {
        const QString input = placed(u"reduced.tif"_s, {400, 300, 1, GDT_Float32, hills(400, 300, 1, 0, 30000)});
        GridWishes wishes;
        wishes.cellSize = CellSize{25, 25};
        wishes.extent = GroundBox{500000, 4997000, 504000, 5000000};
        const SettledGrid large = settled(input, wishes);
        wishes.extent = GroundBox{501000, 4998000, 502500, 4999000};
        const SettledGrid small = settled(input, wishes);
        GdalRasterSource largeSource(input, large.definition);
        GdalRasterSource smallSource(input, small.definition);
        const Seen one = see(largeSource, {40, 40, 60, 40}, {0});
        const Seen other = see(smallSource, {0, 0, 60, 40}, {0});
        QCOMPARE(small.grid.size(), (Size{60, 40}));
        QCOMPARE(one.valid, other.valid);
        for (std::size_t i = 0; i < one.pixels.size(); ++i)
            QVERIFY(std::abs(one.pixels[i] - other.pixels[i]) < 0.01F);
    }

    /// Cells of a hundred times a hundred: GDAL would read all of this raster, 576 MB, for one block of the view.
    void memoryIsBounded()
    {
        const QString input = at(u"vast.tif"_s);
        {
            GDALAllRegister();
            const std::vector<const char *> options{"SPARSE_OK=TRUE", "TILED=YES", nullptr};
            const GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
                input.toUtf8().constData(), 12000, 12000, 1, GDT_Int32, const_cast<char **>(options.data())));
            putOn(*dataset, utm);
        }
        setBlockCacheBytes(16 << 20);
        GridWishes wishes;
        wishes.cellSize = CellSize{1000, 1000};
        const SettledGrid result = settled(input, wishes);
        GdalRasterSource source(input, result.definition);
        const auto peak = [] {
            rusage usage{};
            getrusage(RUSAGE_SELF, &usage);
            return usage.ru_maxrss / 1024;
        };
        const long before = peak();
        const Seen seen = see(source, result.grid.window, {0});
        QCOMPARE(std::ranges::count(seen.valid, 1), 120 * 120);
        QVERIFY2(peak() - before < 400, qPrintable(QString::number(peak() - before)));
    }

    void bandsAreThoseOfTheInput()
    {
        const QString input =
            placed(u"named.tif"_s, {30, 20, 2, GDT_Int16, hills(30, 20, 2, 1, 900), {}, [](GDALDataset &d) {
                                        d.GetRasterBand(1)->SetDescription("Blau ä");
                                        d.GetRasterBand(2)->SetScale(0.5);
                                        d.GetRasterBand(2)->SetOffset(-3);
                                        d.GetRasterBand(1)->SetNoDataValue(-7);
                                    }});
        GridWishes wishes;
        wishes.cellSize = CellSize{7, 7};
        const SettledGrid result = settled(input, wishes);
        GdalRasterSource source(input, result.definition);
        const auto &bands = source.info().bands;
        QCOMPARE(bands.size(), std::size_t(3));
        QCOMPARE(bands[0].name, u"Blau ä"_s);
        QCOMPARE(bands[0].dataType, u"Int16"_s);
        QCOMPARE(bands[0].nodata, std::optional(-7.0));
        QCOMPARE(bands[1].scale, 0.5);
        QCOMPARE(bands[1].offset, -3.0);
        QVERIFY(!bands[0].isAlpha && !bands[1].isAlpha && bands[2].isAlpha);
        QCOMPARE(source.info().path, input);
        QCOMPARE(result.view.bands.size(), std::size_t(3));
        QVERIFY(!source.fingerprint().isEmpty());
        QCOMPARE(source.fingerprint(), GdalRasterSource(input).fingerprint());
    }

    /// Whole cells moved by a third: nearest gives the values themselves.
    SettledGrid thirds(const QString &input, std::vector<int> bands) const
    {
        GridWishes wishes;
        wishes.extent = GroundBox{500003, 4999973, 500033, 5000003};
        wishes.cellSize = CellSize{10, 10};
        wishes.resampling = Resampling::Nearest;
        return settled(input, wishes, std::move(bands));
    }

    void mixedTypesAndNodataOfEachBand()
    {
        placed(u"one.tif"_s, {3, 3, 1, GDT_Int16, {1, -9, 3, 4, 5, 6, 7, 8, 9}, {}, [](GDALDataset &d) {
                                  d.GetRasterBand(1)->SetNoDataValue(-9);
                              }});
        placed(u"two.tif"_s, {3, 3, 1, GDT_Byte, {0, 1, 2, 255, 4, 5, 6, 7, 0}, {}, [](GDALDataset &d) {
                                  d.GetRasterBand(1)->SetNoDataValue(255);
                              }});
        placed(u"three.tif"_s, {3, 3, 1, GDT_Float32, {0, -9, 255, 0.5, notANumber, 5, 6, 7, 8}});
        placed(u"four.tif"_s, {3, 3, 1, GDT_Byte, {0, 0, 0, 0, 0, 0, 0, 0, 0}});
        QByteArray text = "<VRTDataset rasterXSize=\"3\" rasterYSize=\"3\"><SRS>EPSG:32633</SRS>"
                          "<GeoTransform>500000,10,0,5000000,0,-10</GeoTransform>";
        const auto band = [&text](int number, const char *type, const char *nodata, const char *file) {
            text += "<VRTRasterBand dataType=\"" + QByteArray(type) + "\" band=\"" + QByteArray::number(number) +
                    "\">" + nodata + "<SimpleSource><SourceFilename relativeToVRT=\"1\">" + file +
                    "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>";
        };
        band(1, "Int16", "<NoDataValue>-9</NoDataValue>", "one.tif");
        band(2, "Byte", "<NoDataValue>255</NoDataValue>", "two.tif");
        band(3, "Float32", "", "three.tif");
        band(4, "Byte", "", "four.tif");
        QFile vrt(at(u"mixed.vrt"_s));
        QVERIFY(vrt.open(QIODevice::WriteOnly));
        vrt.write(text + "</VRTDataset>");
        vrt.close();
        const SettledGrid result = thirds(vrt.fileName(), {0, 1, 2, 3});
        GdalRasterSource source(vrt.fileName(), result.definition);
        QCOMPARE(source.info().bands[0].dataType, u"Int16"_s);
        QCOMPARE(source.info().bands[1].dataType, u"Byte"_s);
        QCOMPARE(source.info().bands[2].dataType, u"Float32"_s);
        QVERIFY(!source.info().bands[2].nodata);
        // The grid's upper row and right column: centres at y 4999998 (row 0) and x 500028 (column 2) are inside all
        // the same.
        const Seen first = see(source, result.grid.window, {0});
        QCOMPARE(first.pixels, (std::vector<float>{1, 0, 3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(first.valid, (std::vector<std::uint8_t>{1, 0, 1, 1, 1, 1, 1, 1, 1}));
        const Seen second = see(source, result.grid.window, {1});
        QCOMPARE(second.pixels, (std::vector<float>{0, 1, 2, 0, 4, 5, 6, 7, 0}));
        QCOMPARE(second.valid, (std::vector<std::uint8_t>{1, 1, 1, 0, 1, 1, 1, 1, 1}));
        const Seen third = see(source, result.grid.window, {2});
        QCOMPARE(third.pixels, (std::vector<float>{0, -9, 255, 0.5, 0, 5, 6, 7, 8}));
        QCOMPARE(third.valid, (std::vector<std::uint8_t>{1, 1, 1, 1, 0, 1, 1, 1, 1}));
        const Seen fourth = see(source, result.grid.window, {3});
        QCOMPARE(fourth.pixels, std::vector<float>(9, 0));
        QCOMPARE(fourth.valid, std::vector<std::uint8_t>(9, 1));
        QCOMPARE(see(source, result.grid.window, {0, 1, 2, 3}).valid,
                 (std::vector<std::uint8_t>{1, 0, 1, 0, 0, 1, 1, 1, 1}));
    }

    void datasetMask()
    {
        const QString input = placed(
            u"masked.tif"_s,
            {3, 3, 2, GDT_UInt16, {1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1}, {}, [](GDALDataset &dataset) {
                 std::vector<std::uint8_t> mask{255, 255, 0, 255, 0, 255, 255, 255, 255};
                 CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
                 const bool done = dataset.CreateMaskBand(GMF_PER_DATASET) == CE_None &&
                                   dataset.GetRasterBand(1)->GetMaskBand()->RasterIO(
                                       GF_Write, 0, 0, 3, 3, mask.data(), 3, 3, GDT_Byte, 0, 0, nullptr) == CE_None;
                 CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
                 if (!done)
                     qFatal("a mask could not be written");
             }});
        const SettledGrid result = thirds(input, {0, 1});
        GdalRasterSource source(input, result.definition);
        const Seen seen = see(source, result.grid.window, {1, 0});
        QCOMPARE(seen.pixels, (std::vector<float>{9, 8, 0, 6, 0, 4, 3, 2, 1, 1, 2, 0, 4, 0, 6, 7, 8, 9}));
        QCOMPARE(seen.valid, (std::vector<std::uint8_t>{1, 1, 0, 1, 0, 1, 1, 1, 1}));
    }

    void alphaBandIsTheMaskOrData()
    {
        std::vector<double> values(27);
        std::iota(values.begin(), values.end(), 1.0);
        const std::vector<double> alpha{255, 0, 1, 255, 128, 0, 255, 255, 255};
        values.insert(values.end(), alpha.begin(), alpha.end());
        const QString input = placed(u"alpha.tif"_s, {3, 3, 4, GDT_Byte, values, {"PHOTOMETRIC=RGB", "ALPHA=YES"}});
        const SettledGrid colours = thirds(input, {0, 2});
        GdalRasterSource source(input, colours.definition);
        QCOMPARE(source.info().bands.size(), std::size_t(5));
        QVERIFY(!source.info().bands[3].isAlpha && source.info().bands[4].isAlpha);
        const Seen seen = see(source, colours.grid.window, {0, 2});
        QCOMPARE(seen.valid, (std::vector<std::uint8_t>{1, 0, 1, 1, 1, 0, 1, 1, 1}));
        QCOMPARE(seen.pixels, (std::vector<float>{1, 0, 3, 4, 5, 0, 7, 8, 9, 19, 0, 21, 22, 23, 0, 25, 26, 27}));
        // Near infrared that somebody called alpha hides nothing, itself included; outside the raster there is none.
        GridWishes wishes;
        wishes.extent = GroundBox{499983, 4999973, 500033, 5000003};
        wishes.cellSize = CellSize{10, 10};
        wishes.resampling = Resampling::Nearest;
        const SettledGrid infrared = settled(input, wishes, {3, 0});
        GdalRasterSource data(input, infrared.definition);
        const Seen among = see(data, infrared.grid.window, {3, 0});
        QCOMPARE(among.valid, (std::vector<std::uint8_t>{0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1}));
        QCOMPARE(among.pixels, (std::vector<float>{0, 0, 255, 0, 1, 0, 0, 255, 128, 0, 0, 0, 255, 255, 255,
                                                   0, 0, 1,   2, 3, 0, 0, 4,   5,   6, 0, 0, 7,   8,   9}));
    }

    /// A value that happens to be the NoData value by interpolation is still data.
    void interpolatedValueThatIsNodataStaysData()
    {
        std::vector<double> values;
        for (int y = 0; y < 20; ++y)
            for (int x = 0; x < 20; ++x)
                values.push_back(x % 2 ? 98 : 102);
        const QString input =
            placed(u"stripes.tif"_s,
                   {20, 20, 1, GDT_Byte, values, {}, [](GDALDataset &d) { d.GetRasterBand(1)->SetNoDataValue(100); }});
        GridWishes wishes;
        wishes.extent = GroundBox{500045, 4999850, 500155, 4999950};
        wishes.cellSize = CellSize{10, 10};
        const SettledGrid result = settled(input, wishes);
        GdalRasterSource source(input, result.definition);
        const Seen seen = see(source, result.grid.window, {0});
        QCOMPARE(seen.valid, std::vector<std::uint8_t>(110, 1));
        for (const float value : seen.pixels)
            QVERIFY(std::abs(value - 100) == 1);
    }

    /// On the input's lattice but beyond it: its values themselves, whatever the resampling.
    void beyondTheInputOnItsLattice()
    {
        const QString input = placed(u"lattice.tif"_s, {20, 20, 1, GDT_Float32, hills(20, 20, 1, -1e6, 1e6)});
        GridWishes wishes;
        wishes.extent = GroundBox{499950, 4999900, 500100, 5000020};
        wishes.cellSize = CellSize{10, 10};
        wishes.resampling = Resampling::Cubic;
        const SettledGrid result = settled(input, wishes);
        QCOMPARE(result.grid.size(), (Size{15, 12}));
        GdalRasterSource source(input, result.definition);
        GdalRasterSource plain(input);
        const Seen seen = see(source, result.grid.window.intersected({5, 2, 10, 10}), {0});
        QCOMPARE(seen, see(plain, {0, 0, 10, 10}, {0}));
        QCOMPARE(see(source, {0, 0, 15, 2}, {0}).valid, std::vector<std::uint8_t>(30, 0));
    }

    /// Cells that no point of the earth falls on are no data, not an error.
    void beyondTheEdgeOfTheMap()
    {
        const QString input = placed(u"europe.tif"_s, {60, 40, 1, GDT_Byte, hills(60, 40, 1, 1, 200)},
                                     {{-10, 1, 0, 70, 0, -1}, u"EPSG:4326"_s});
        GridWishes wishes;
        wishes.outCrs = u"ESRI:54009"_s;
        wishes.extent = GroundBox{-18500000, -9300000, 18500000, 9300000};
        wishes.cellSize = CellSize{100000, 100000};
        const SettledGrid result = settled(input, wishes);
        GdalRasterSource source(input, result.definition);
        const Seen seen = see(source, result.grid.window, {0});
        QVERIFY(!seen.valid.front());
        QVERIFY(!seen.valid.back());
        QVERIFY(std::ranges::count(seen.valid, 1) > 500);
    }

    void groundControlPoints()
    {
        const QString path = at(u"points.tif"_s);
        writeRaster(path, {40, 30, 1, GDT_Byte, hills(40, 30, 1, 1, 250), {}, [](GDALDataset &dataset) {
                               std::array<GDAL_GCP, 4> points{};
                               GDALInitGCPs(4, points.data());
                               for (std::size_t i = 0; i < 4; ++i) {
                                   points[i].dfGCPPixel = i % 2 ? 40 : 0;
                                   points[i].dfGCPLine = i / 2 ? 30 : 0;
                                   points[i].dfGCPX = 500000 + 10 * points[i].dfGCPPixel;
                                   points[i].dfGCPY = 5000000 - 10 * points[i].dfGCPLine;
                               }
                               OGRSpatialReference crs;
                               crs.importFromEPSG(32633);
                               dataset.SetGCPs(4, points.data(), &crs);
                               GDALDeinitGCPs(4, points.data());
                           }});
        GridWishes wishes;
        wishes.outCrs = u"EPSG:32633"_s;
        wishes.cellSize = CellSize{10, 10};
        wishes.extent = GroundBox{500000, 4999700, 500400, 5000000};
        wishes.resampling = Resampling::Nearest;
        const SettledGrid result = settled(path, wishes);
        QCOMPARE(result.grid.size(), (Size{40, 30}));
        GdalRasterSource source(path, result.definition);
        GdalRasterSource plain(path);
        QCOMPARE(see(source, result.grid.window, {0}), see(plain, {0, 0, 40, 30}, {0}));
    }

    void realRastersKeepTheirGaps_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("cell");
        QTest::newRow("alpha") << u"alpha.tif"_s << 4.5;
        QTest::newRow("mask") << u"image_rgb_mask.tif"_s << 1.3;
        QTest::newRow("NoData") << u"RGB.byte.tif"_s << 310.0;
        QTest::newRow("nothing but NoData") << u"all-nodata.tif"_s << 3.2;
        QTest::newRow("aerial") << u"naip_4band.tif"_s << 5.5;
    }

    /// The nearest cell of the input has data or not, and so has ours.
    void realRastersKeepTheirGaps()
    {
        QFETCH(QString, name);
        QFETCH(double, cell);
        PIXELSCAPE_NEEDS_SHARED(u"rasters/odd"_s);
        const QString path = sharedData(u"rasters/odd/"_s + name);
        GdalRasterSource plain(path);
        GridWishes wishes;
        wishes.cellSize = CellSize{cell, cell};
        wishes.resampling = Resampling::Nearest;
        const SettledGrid result =
            settled(path, wishes, allBands(plain).size() > 3 ? std::vector<int>{0, 1, 2} : std::vector<int>{0});
        GdalRasterSource source(path, result.definition);
        const Size size = plain.info().size;
        const Seen input = see(plain, {0, 0, size.width, size.height}, {0});
        const Seen seen = see(source, result.grid.window, {0});
        std::int64_t unequal = 0;
        for (int y = 0; y < result.grid.size().height; ++y)
            for (int x = 0; x < result.grid.size().width; ++x) {
                const Point place =
                    plain.info().geoTransform.toPixel(result.grid.geoTransform.toGround(x + 0.5, y + 0.5));
                const auto i = std::size_t(y) * std::size_t(result.grid.size().width) + std::size_t(x);
                const bool isInside = place.x >= 0 && place.y >= 0 && place.x < size.width && place.y < size.height;
                const auto j = std::size_t(place.y) * std::size_t(size.width) + std::size_t(place.x);
                const bool expected = isInside && input.valid[j];
                unequal += expected != bool(seen.valid[i]) || (expected && input.pixels[j] != seen.pixels[i]) ? 1 : 0;
            }
        QVERIFY2(unequal * 2000 <= result.grid.size().area(), qPrintable(QString::number(unequal)));
    }

    void missingInputIsNamed()
    {
        const QString input = placed(u"gone.tif"_s, {20, 20, 1, GDT_Byte, hills(20, 20, 1, 1, 250)});
        GridWishes wishes;
        wishes.cellSize = CellSize{7, 7};
        const SettledGrid result = settled(input, wishes);
        QVERIFY(QFile::remove(input));
        QCOMPARE(caughtSentence([&] { GdalRasterSource(input, result.definition); }),
                 input + u" does not exist; check the path."_s);
    }
};

QTEST_GUILESS_MAIN(TestWarpedView)
#include "tst_warped_view.moc"
