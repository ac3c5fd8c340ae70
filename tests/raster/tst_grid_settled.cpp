#include "core/raster/gdal_raster_source.h"
#include "core/raster/settled_grid.h"
#include "tests/raster/gdalwarp_program.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(std::optional<pixelscape::GroundBox>)
Q_DECLARE_METATYPE(pixelscape::GridWishes)

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// -t_srs, -te and -tr as somebody would type them, worked out from the wishes by other means than ours.
struct Typed
{
    std::optional<GroundBox> box;
    std::optional<CellSize> cell;
};

GroundBox transformed(const GroundBox &box, const QString &from, const QString &to)
{
    OGRSpatialReference source;
    OGRSpatialReference target;
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    source.SetFromUserInput(from.toUtf8().constData());
    target.SetFromUserInput(to.toUtf8().constData());
    const std::unique_ptr<OGRCoordinateTransformation> transformation(
        OGRCreateCoordinateTransformation(&source, &target));
    GroundBox result;
    transformation->TransformBounds(box.xMinimum, box.yMinimum, box.xMaximum, box.yMaximum, &result.xMinimum,
                                    &result.yMinimum, &result.xMaximum, &result.yMaximum, 21);
    return result;
}

} // namespace

class TestGridSettled : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }

    QString placed(const QString &name, const RasterPlace &place, Size size = {40, 30}, int bands = 1) const
    {
        const auto finish = [place](GDALDataset &dataset) { putOn(dataset, place); };
        return writeRaster(
            at(name),
            {size.width, size.height, bands, GDT_Byte, hills(size.width, size.height, bands, 1, 250), {}, finish});
    }

    SettledGrid settled(const QString &path, const GridWishes &wishes, int halo = 0) const
    {
        QString field;
        return settleGrid(path, GdalRasterSource(path).info(), std::vector<int>{0}, wishes, halo, field);
    }

    /// The field that is wrong and the sentence.
    QString refused(const QString &path, const GridWishes &wishes) const
    {
        QString field;
        const QString sentence = caughtSentence(
            [&] { settleGrid(path, GdalRasterSource(path).info(), std::vector<int>{0}, wishes, 0, field); });
        return field + u": "_s + sentence;
    }

private Q_SLOTS:
    void initTestCase()
    {
        placed(u"utm33.tif"_s, {{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s});
        placed(u"degrees.tif"_s, {{14.25, 0.125, 0, 46.5, 0, -0.125}, u"EPSG:4326"_s});
        placed(u"south_up.tif"_s, {{500000, 10, 0, 4999700, 0, 10}, u"EPSG:32633"_s});
        placed(u"rotated.tif"_s, {{500000, 8, 6, 5000000, 6, -8}, u"EPSG:32633"_s});
        placed(u"oblong.tif"_s, {{500000, 10, 0, 5000000, 0, -4}, u"EPSG:32633"_s});
        placed(u"polar.tif"_s, {{-200000, 10000, 0, 150000, 0, -10000}, u"EPSG:3413"_s});
        placed(u"antimeridian.tif"_s, {{280000, 10000, 0, 8800000, 0, -10000}, u"EPSG:32760"_s});
        placed(u"no_crs.tif"_s, {{500000, 10, 0, 5000000, 0, -10}, {}});
        placed(u"snap7.tif"_s, {{400003.5, 7, 0, 5100001.25, 0, -7}, u"EPSG:32633"_s}, {5, 5});
        placed(u"snap_mercator.tif"_s, {{1600001, 20, 0, 5600002, 0, -20}, u"EPSG:3857"_s}, {5, 5});
        writeRaster(at(u"nowhere.tif"_s), {40, 30, 1, GDT_Byte, hills(40, 30, 1, 1, 250)});
    }

    void gridIsThatOfGdalwarp_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<GridWishes>("wishes");
        const auto row = [](const char *name, const QString &input, const GridWishes &wishes) {
            QTest::newRow(name) << input << wishes;
        };
        const GroundBox metres{500033, 4999811, 500271, 4999969};
        const GroundBox degrees{15.0005, 45.1510, 15.0040, 45.1531};
        const GroundBox mercator{1669800, 5645300, 1670300, 5645650};
        const QString utm = u"utm33.tif"_s;
        const QString e4326 = u"EPSG:4326"_s;
        const QString e3857 = u"EPSG:3857"_s;
        const QString e3035 = u"EPSG:3035"_s;
        row("outSR", utm, {{}, {}, e4326});
        row("outSR, metres", utm, {{}, {}, e3857});
        row("outSR, next zone", utm, {{}, {}, u"EPSG:32634"_s});
        row("outSR of Esri", utm, {{}, {}, u"ESRI:102100"_s});
        row("outSR and extent", utm, {mercator, {}, e3857});
        row("outSR and extent in the input's", utm, {metres, u"EPSG:32633"_s, e3857});
        row("outSR and extent in a third", utm, {degrees, e4326, e3035});
        row("outSR and cell size", utm, {{}, {}, e3857, CellSize{25, 25}});
        row("outSR and oblong cells", utm, {{}, {}, e3035, CellSize{12, 7.5}});
        row("outSR, extent and cell size", utm, {mercator, {}, e3857, CellSize{15, 15}});
        row("outSR, extent of degrees, small cells", utm, {degrees, {}, e4326, CellSize{0.0001, 0.00007}});
        row("cell size", utm, {{}, {}, {}, CellSize{7, 7}});
        row("cell size larger", utm, {{}, {}, {}, CellSize{64, 33}});
        row("extent and cell size", utm, {metres, {}, {}, CellSize{15, 15}});
        row("extent of degrees and cell size", utm, {degrees, e4326, {}, CellSize{15, 15}});
        row("extent beyond the input", utm, {GroundBox{499900, 4999000, 501000, 5000100}, {}, {}, CellSize{20, 20}});
        row("cell size without a system", u"no_crs.tif"_s, {metres, {}, {}, CellSize{15, 15}});
        row("degrees to metres", u"degrees.tif"_s, {{}, {}, u"EPSG:32633"_s});
        row("degrees finer", u"degrees.tif"_s, {{}, {}, {}, CellSize{0.1, 0.1}});
        row("south-up", u"south_up.tif"_s, {{}, {}, u"EPSG:32633"_s});
        row("rotated", u"rotated.tif"_s, {{}, {}, u"EPSG:32633"_s});
        row("rotated, cell size", u"rotated.tif"_s, {metres, {}, {}, CellSize{5, 5}});
        row("oblong, elsewhere", u"oblong.tif"_s, {{}, {}, e3035});
        row("polar", u"polar.tif"_s, {{}, {}, u"EPSG:3995"_s});
        row("polar, cell size", u"polar.tif"_s, {{}, {}, u"EPSG:32661"_s, CellSize{12000, 12000}});
        row("antimeridian", u"antimeridian.tif"_s, {{}, {}, u"EPSG:3832"_s});
        row("antimeridian, degrees", u"antimeridian.tif"_s, {{}, {}, e4326});
    }

    void gridIsThatOfGdalwarp()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        QFETCH(QString, input);
        QFETCH(GridWishes, wishes);
        QStringList arguments;
        if (!wishes.outCrs.isEmpty())
            arguments << u"-t_srs"_s << wishes.outCrs;
        if (wishes.extent)
            arguments += teArguments(wishes.extentCrs.isEmpty()
                                         ? *wishes.extent
                                         : transformed(*wishes.extent, wishes.extentCrs,
                                                       wishes.outCrs.isEmpty() ? u"EPSG:32633"_s : wishes.outCrs));
        if (wishes.cellSize)
            arguments << u"-tr"_s << exactly(wishes.cellSize->x) << exactly(wishes.cellSize->y);
        const auto expected = runGdalwarp(arguments, at(input), at(u"expected.tif"_s));
        for (const int halo : {0, 3}) {
            const SettledGrid result = settled(at(input), wishes, halo);
            QCOMPARE(gridText(result.grid.size(), result.grid.geoTransform.c), gridText(*expected));
            QVERIFY(!result.definition.isEmpty());
            QVERIFY((PixelRect{0, 0, result.view.size.width, result.view.size.height}).contains(result.grid.window));
            const GeoTransform fromView = result.view.geoTransform.movedTo(result.grid.window.x, result.grid.window.y);
            QVERIFY(std::abs(fromView.c[0] - result.grid.geoTransform.c[0]) < 1e-9 * std::abs(fromView.c[0]));
            QVERIFY(std::abs(fromView.c[3] - result.grid.geoTransform.c[3]) < 1e-9 * std::abs(fromView.c[3]));
        }
    }

    void snappedGridIsThatOfGdalwarp_data()
    {
        QTest::addColumn<GridWishes>("wishes");
        QTest::addColumn<GroundBox>("te");
        QTest::addColumn<double>("tr");
        const GroundBox metres{500033, 4999811, 500271, 4999969};
        const QString snap7 = u"snap7.tif"_s;
        const QString snapMercator = u"snap_mercator.tif"_s;
        // By hand: x lines at 400003.5 + k * cell, y lines at 5100001.25 - k * cell.
        QTest::newRow("extent and cell size")
            << GridWishes{metres, {}, {}, CellSize{7, 7}, {}, snap7}
            << GroundBox{400003.5 + 7 * 14289, 5100001.25 - 7 * 14313, 400003.5 + 7 * 14324, 5100001.25 - 7 * 14290}
            << 7.0;
        QTest::newRow("extent, the input's cells") << GridWishes{metres, {}, {}, {}, {}, snap7}
                                                   << GroundBox{500023.5, 4999801.25, 500273.5, 4999971.25} << 10.0;
        QTest::newRow("the input's cells")
            << GridWishes{{}, {}, {}, {}, {}, snap7} << GroundBox{499993.5, 4999691.25, 500403.5, 5000001.25} << 10.0;
        QTest::newRow("cell size") << GridWishes{{}, {}, {}, CellSize{25, 25}, {}, snap7}
                                   << GroundBox{499978.5, 4999676.25, 500403.5, 5000001.25} << 25.0;
        QTest::newRow("the snap raster's cells")
            << GridWishes{metres, {}, {}, {}, snap7, snap7}
            << GroundBox{400003.5 + 7 * 14289, 5100001.25 - 7 * 14313, 400003.5 + 7 * 14324, 5100001.25 - 7 * 14290}
            << 7.0;
        QTest::newRow("another system, extent and cell size")
            << GridWishes{GroundBox{1669810, 5645310, 1670290, 5645590},
                          {},
                          u"EPSG:3857"_s,
                          CellSize{20, 20},
                          {},
                          snapMercator}
            << GroundBox{1669801, 5645302, 1670301, 5645602} << 20.0;
    }

    void snappedGridIsThatOfGdalwarp()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        QFETCH(GridWishes, wishes);
        QFETCH(GroundBox, te);
        QFETCH(double, tr);
        wishes.snapRaster = at(wishes.snapRaster);
        if (!wishes.cellSizeRaster.isEmpty())
            wishes.cellSizeRaster = at(wishes.cellSizeRaster);
        QStringList arguments = teArguments(te) + QStringList{u"-tr"_s, exactly(tr), exactly(tr)};
        if (!wishes.outCrs.isEmpty())
            arguments << u"-t_srs"_s << wishes.outCrs;
        const auto expected = runGdalwarp(arguments, at(u"utm33.tif"_s), at(u"expected.tif"_s));
        const SettledGrid result = settled(at(u"utm33.tif"_s), wishes, 4);
        QCOMPARE(gridText(result.grid.size(), result.grid.geoTransform.c), gridText(*expected));
        QCOMPARE(result.remarks.size(), 1);
        QVERIFY2(result.remarks[0].contains(wishes.snapRaster), qPrintable(result.remarks[0]));
    }

    /// Without a cell size gdalwarp suggests one, of the extent or of the whole; the lattice takes it.
    void snappedInAnotherSystemTakesTheSuggestedCellSize()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        for (const bool hasExtent : {false, true}) {
            GridWishes wishes;
            wishes.outCrs = u"EPSG:3857"_s;
            wishes.snapRaster = at(u"snap_mercator.tif"_s);
            QStringList arguments{u"-t_srs"_s, wishes.outCrs};
            if (hasExtent) {
                wishes.extent = GroundBox{1669810, 5645310, 1670290, 5645590};
                arguments += teArguments(*wishes.extent);
            }
            const auto suggested = runGdalwarp(arguments, at(u"utm33.tif"_s), at(u"suggested.tif"_s));
            std::array<double, 6> c{};
            suggested->GetGeoTransform(c.data());
            const SettledGrid result = settled(at(u"utm33.tif"_s), wishes);
            const auto &grid = result.grid.geoTransform.c;
            QCOMPARE(grid[1], c[1]);
            QCOMPARE(grid[5], c[5]);
            const double columns = (grid[0] - 1600001) / c[1];
            const double rows = (grid[3] - 5600002) / c[5];
            QVERIFY(std::abs(columns - std::round(columns)) < 1e-6);
            QVERIFY(std::abs(rows - std::round(rows)) < 1e-6);
            QVERIFY(grid[0] <= c[0] && grid[0] > c[0] - c[1]);
            QVERIFY(grid[3] >= c[3] && grid[3] < c[3] - c[5]);
        }
    }

    /// On the input's own cells the grid ends where the input does, on others it is as large as was asked for.
    void anExtentBeyondTheInputIsTold()
    {
        GridWishes wishes;
        wishes.extent = GroundBox{499900, 4999900, 500100, 5000100};
        const SettledGrid cut = settled(at(u"utm33.tif"_s), wishes);
        QCOMPARE(cut.remarks.size(), 1);
        QVERIFY2(cut.remarks[0].endsWith(u"is left out."_s), qPrintable(cut.remarks[0]));
        QVERIFY(cut.grid.size().width < 20);
        wishes.cellSize = CellSize{20, 20};
        const SettledGrid wide = settled(at(u"utm33.tif"_s), wishes);
        QCOMPARE(wide.remarks.size(), 1);
        QVERIFY2(wide.remarks[0].endsWith(u"has no data."_s), qPrintable(wide.remarks[0]));
        QCOMPARE(wide.grid.size(), (Size{10, 10}));
        wishes.extent = GroundBox{500020, 4999860, 500100, 4999980};
        QVERIFY(settled(at(u"utm33.tif"_s), wishes).remarks.isEmpty());
    }

    void snapRasterInAnotherSystemGivesItsCorner()
    {
        GridWishes wishes;
        wishes.snapRaster = at(u"snap_mercator.tif"_s);
        const SettledGrid result = settled(at(u"utm33.tif"_s), wishes);
        // The corner as GDAL's Python has it.
        const double columns = (result.grid.geoTransform.c[0] - 450469.53299126273) / 10;
        const double rows = (result.grid.geoTransform.c[3] - 4967938.793623672) / 10;
        QVERIFY2(std::abs(columns - std::round(columns)) < 1e-4, qPrintable(exactly(columns)));
        QVERIFY2(std::abs(rows - std::round(rows)) < 1e-4, qPrintable(exactly(rows)));
        QVERIFY2(result.remarks.join(u' ').contains(u"EPSG:3857"_s), qPrintable(result.remarks.join(u' ')));
    }

    void cellSizeOfARasterInAnotherSystem()
    {
        PIXELSCAPE_NEEDS_GDALWARP;
        GridWishes wishes;
        wishes.cellSizeRaster = at(u"degrees.tif"_s);
        wishes.outCrs = u"EPSG:32633"_s;
        wishes.extent = GroundBox{400000, 4900000, 600000, 5100000};
        const auto other = runGdalwarp({u"-t_srs"_s, wishes.outCrs}, wishes.cellSizeRaster, at(u"other.tif"_s));
        std::array<double, 6> c{};
        other->GetGeoTransform(c.data());
        const SettledGrid result = settled(at(u"utm33.tif"_s), wishes);
        QCOMPARE(result.grid.geoTransform.c[1], c[1]);
        QCOMPARE(result.grid.geoTransform.c[5], c[5]);
    }

    void realRasterOnOddCells()
    {
        PIXELSCAPE_NEEDS_SHARED(u"rasters/sentinel2_landcover"_s);
        PIXELSCAPE_NEEDS_GDALWARP;
        const QString path = sharedData(u"rasters/sentinel2_landcover/s2_l1c_scene4_dn_uint16.tif"_s);
        GridWishes wishes;
        wishes.outCrs = u"EPSG:3035"_s;
        wishes.cellSize = CellSize{10, 10};
        const auto expected =
            runGdalwarp({u"-t_srs"_s, u"EPSG:3035"_s, u"-tr"_s, u"10"_s, u"10"_s}, path, at(u"expected.tif"_s));
        const SettledGrid result = settled(path, wishes, 16);
        QCOMPARE(gridText(result.grid.size(), result.grid.geoTransform.c), gridText(*expected));
        QCOMPARE(result.view.size, result.grid.size());
    }

    void ownCellsAreNeverResampled_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<GridWishes>("wishes");
        QTest::addColumn<PixelRect>("window");
        const PixelRect all{0, 0, 40, 30};
        const QString utm = u"utm33.tif"_s;
        const QString own = u"EPSG:32633"_s;
        const GroundBox aligned{500030, 4999800, 500270, 4999970};
        const GroundBox between{500033, 4999801, 500268, 4999969};
        const PixelRect part{3, 3, 24, 17};
        const QString wkt =
            u"PROJCS[\"WGS_1984_UTM_Zone_33N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID["
            "\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
            "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\","
            "500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",15.0],PARAMETER["
            "\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"_s;
        QTest::newRow("no wish") << utm << GridWishes{} << all;
        QTest::newRow("no wish, nowhere") << u"nowhere.tif"_s << GridWishes{} << all;
        QTest::newRow("no wish, rotated") << u"rotated.tif"_s << GridWishes{} << all;
        QTest::newRow("extent") << utm << GridWishes{between} << part;
        QTest::newRow("extent in pixels") << u"nowhere.tif"_s << GridWishes{GroundBox{3, 3, 27, 20}} << part;
        QTest::newRow("extent, south-up") << u"south_up.tif"_s << GridWishes{between} << PixelRect{3, 10, 24, 17};
        QTest::newRow("own system") << utm << GridWishes{{}, {}, own} << all;
        QTest::newRow("own system as Esri writes it") << utm << GridWishes{between, {}, wkt} << part;
        QTest::newRow("extent in its own system") << utm << GridWishes{between, own, own} << part;
        QTest::newRow("own cell size") << utm << GridWishes{{}, {}, {}, CellSize{10, 10}} << all;
        QTest::newRow("own oblong cell size") << u"oblong.tif"_s << GridWishes{{}, {}, {}, CellSize{10, 4}} << all;
        QTest::newRow("own system, oblong") << u"oblong.tif"_s << GridWishes{{}, {}, own} << all;
        QTest::newRow("own cell size and extent") << utm << GridWishes{aligned, {}, own, CellSize{10, 10}} << part;
        QTest::newRow("snapped to itself") << utm << GridWishes{between, {}, {}, {}, {}, utm} << part;
        QTest::newRow("snapped to itself, its cell size") << utm << GridWishes{between, {}, {}, {}, utm, utm} << part;
        QTest::newRow("degrees") << u"degrees.tif"_s << GridWishes{{}, {}, u"EPSG:4326"_s, CellSize{0.125, 0.125}}
                                 << all;
    }

    void ownCellsAreNeverResampled()
    {
        QFETCH(QString, input);
        QFETCH(GridWishes, wishes);
        QFETCH(PixelRect, window);
        for (QString *name : {&wishes.snapRaster, &wishes.cellSizeRaster})
            if (!name->isEmpty())
                *name = at(*name);
        const SettledGrid result = settled(at(input), wishes, 8);
        QVERIFY(result.definition.isEmpty());
        QCOMPARE(result.grid.window, window);
        GdalRasterSource source(at(input), result.definition);
        QCOMPARE(result.view.size, source.info().size);
        QCOMPARE(result.grid.geoTransform, source.info().geoTransform.movedTo(window.x, window.y));
        std::vector<float> pixels(std::size_t(window.area()));
        std::vector<std::uint8_t> valid(pixels.size());
        source.read(result.grid.window, std::vector<int>{0}, pixels, valid);
        const std::vector<double> values = hills(40, 30, 1, 1, 250);
        for (int y = 0; y < window.height; ++y)
            for (int x = 0; x < window.width; ++x)
                QCOMPARE(double(pixels[std::size_t(y * window.width + x)]),
                         values[std::size_t((y + window.y) * 40 + x + window.x)]);
    }

    void extentInAnotherSystemCutsAtOwnCells()
    {
        GridWishes wishes;
        wishes.extent = GroundBox{15.0005, 45.1500, 15.0040, 45.1521};
        wishes.extentCrs = u"EPSG:4326"_s;
        const SettledGrid result = settled(at(u"utm33.tif"_s), wishes);
        QVERIFY(result.definition.isEmpty());
        const GroundBox box = transformed(*wishes.extent, wishes.extentCrs, u"EPSG:32633"_s);
        const int left = int(std::floor((box.xMinimum - 500000) / 10));
        const int right = int(std::ceil((box.xMaximum - 500000) / 10));
        const int top = int(std::floor((5000000 - box.yMaximum) / 10));
        const int bottom = std::min(30, int(std::ceil((5000000 - box.yMinimum) / 10)));
        QCOMPARE(result.grid.window, (PixelRect{left, top, right - left, bottom - top}));
    }

    /// The halo is real pixels, and never beyond the raster's own edge.
    void viewIsTheGridAndItsHalo()
    {
        GridWishes wishes;
        wishes.cellSize = CellSize{5, 5};
        wishes.extent = GroundBox{500010, 4999850, 500300, 5000000};
        const SettledGrid result = settled(at(u"utm33.tif"_s), wishes, 6);
        // 2 cells to the left, none above, 6 to the right and below.
        QCOMPARE(result.grid.window, (PixelRect{2, 0, 58, 30}));
        QCOMPARE(result.view.size, (Size{66, 36}));
        QCOMPARE(result.view.geoTransform, (GeoTransform{{500000, 5, 0, 5000000, 0, -5}}));
        QCOMPARE(result.view.path, at(u"utm33.tif"_s));
        QCOMPARE(result.view.crsName, u"EPSG:32633"_s);
    }

    void wrongWishesAreRefused_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<GridWishes>("wishes");
        QTest::addColumn<QStringList>("words");
        const QString utm = u"utm33.tif"_s;
        const auto cell = [](double x, double y) { return GridWishes{{}, {}, {}, CellSize{x, y}}; };
        QTest::newRow("unknown system") << utm << GridWishes{{}, {}, u"EPSG:999999"_s}
                                        << QStringList{u"context.outSR: "_s, u"EPSG:999999"_s, u"give one as"_s};
        QTest::newRow("no system") << u"no_crs.tif"_s << GridWishes{{}, {}, u"EPSG:4326"_s}
                                   << QStringList{u"context.outSR: "_s, u"no_crs.tif"_s, u"gdal_edit.py"_s};
        QTest::newRow("nowhere, system") << u"nowhere.tif"_s << GridWishes{{}, {}, u"EPSG:4326"_s}
                                         << QStringList{u"context.outSR: "_s, u"nowhere.tif"_s};
        QTest::newRow("nowhere, cell size")
            << u"nowhere.tif"_s << cell(2, 2) << QStringList{u"inputRaster: "_s, u"nowhere.tif"_s, u"no place on"_s};
        QTest::newRow("nowhere, snap") << u"nowhere.tif"_s << GridWishes{{}, {}, {}, {}, {}, utm}
                                       << QStringList{u"inputRaster: "_s, u"nowhere.tif"_s, u"no place on"_s};
        QTest::newRow("snap nowhere") << utm << GridWishes{{}, {}, {}, {}, {}, u"nowhere.tif"_s}
                                      << QStringList{u"context.snapRaster: "_s, u"nowhere.tif"_s};
        QTest::newRow("snap rotated") << utm << GridWishes{{}, {}, {}, {}, {}, u"rotated.tif"_s}
                                      << QStringList{u"context.snapRaster: "_s, u"rotated.tif"_s};
        QTest::newRow("snap missing") << utm << GridWishes{{}, {}, {}, {}, {}, u"missing.tif"_s}
                                      << QStringList{u"context.snapRaster: "_s, u"missing.tif does not exist"_s};
        QTest::newRow("cell size 0") << utm << cell(0, 10) << QStringList{u"context.cellSize: "_s, u"0,10"_s};
        QTest::newRow("cell size negative") << utm << cell(10, -10) << QStringList{u"context.cellSize: "_s, u"-10"_s};
        QTest::newRow("cell size NaN") << utm << cell(notANumber, 1) << QStringList{u"context.cellSize: "_s};
        QTest::newRow("cells too small") << utm << cell(1e-7, 1e-3)
                                         << QStringList{u"context.cellSize: "_s, u"larger"_s};
        QTest::newRow("too many cells") << utm << cell(1e-4, 1e-4) << QStringList{u"context.cellSize: "_s, u"larger"_s};
        QTest::newRow("cells too large") << utm << cell(5000, 10) << QStringList{u"context.cellSize: "_s, u"smaller"_s};
        QTest::newRow("cell size twice") << utm << GridWishes{{}, {}, {}, CellSize{1, 1}, utm}
                                         << QStringList{u"context.cellSize: "_s, u"give one of them"_s};
        QTest::newRow("cell size of nowhere") << utm << GridWishes{{}, {}, {}, {}, u"nowhere.tif"_s}
                                              << QStringList{u"context.cellSize: "_s, u"nowhere.tif"_s};
        QTest::newRow("empty extent") << utm << GridWishes{GroundBox{500030, 1, 500030, 2}}
                                      << QStringList{u"context.extent: "_s, u"is empty"_s};
        QTest::newRow("endless extent") << utm
                                        << GridWishes{GroundBox{0, 0, std::numeric_limits<double>::infinity(), 9e6}}
                                        << QStringList{u"context.extent: "_s, u"is empty"_s};
        QTest::newRow("extent misses") << utm << GridWishes{GroundBox{0, 0, 10, 10}}
                                       << QStringList{u"context.extent: "_s, u"500000,4999700,500400,5000000"_s};
        QTest::newRow("extent misses, cell size")
            << utm << GridWishes{GroundBox{0, 0, 10, 10}, {}, {}, CellSize{5, 5}}
            << QStringList{u"context.extent: "_s, u"500000,4999700,500400,5000000"_s};
        QTest::newRow("extent misses in its own system")
            << utm << GridWishes{GroundBox{10, 45, 11, 46}, u"EPSG:4326"_s}
            << QStringList{u"context.extent: "_s, u"10,45,11,46"_s, u"covers 15,45.15"_s, u"EPSG:4326"_s};
        QTest::newRow("extent misses in a third system")
            << utm << GridWishes{GroundBox{10, 45, 11, 46}, u"EPSG:4326"_s, u"EPSG:3857"_s}
            << QStringList{u"context.extent: "_s, u"10,45,11,46"_s, u" in EPSG:4326"_s};
        QTest::newRow("extent in an unknown system")
            << utm << GridWishes{GroundBox{0, 0, 1, 1}, u"moon"_s} << QStringList{u"context.extent: "_s, u"\"moon\""_s};
        QTest::newRow("extent in a system, raster in none")
            << u"no_crs.tif"_s << GridWishes{GroundBox{0, 0, 1, 1}, u"EPSG:4326"_s}
            << QStringList{u"context.extent: "_s, u"no_crs.tif has no coordinate system"_s};
    }

    void wrongWishesAreRefused()
    {
        QFETCH(QString, input);
        QFETCH(GridWishes, wishes);
        QFETCH(QStringList, words);
        for (QString *name : {&wishes.snapRaster, &wishes.cellSizeRaster})
            if (!name->isEmpty())
                *name = at(*name);
        const QString sentence = refused(at(input), wishes);
        for (const QString &word : words)
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestGridSettled)
#include "tst_grid_settled.moc"
