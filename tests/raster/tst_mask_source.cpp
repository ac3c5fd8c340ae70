#include "core/raster/gdal_raster_source.h"
#include "core/raster/mask_source.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"

#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>

#include <sys/resource.h>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(pixelscape::AnalysisGrid)

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

OGRSpatialReference system(const QString &name)
{
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    crs.SetFromUserInput(name.toUtf8().constData());
    return crs;
}

QString wktOf(const QString &name)
{
    char *wkt = nullptr;
    system(name).exportToWkt(&wkt);
    const QString text = QString::fromUtf8(wkt);
    CPLFree(wkt);
    return text;
}

AnalysisGrid gridAt(const std::array<double, 6> &geoTransform, Size size, const QString &crs = u"EPSG:32633"_s)
{
    AnalysisGrid grid;
    grid.window = {0, 0, size.width, size.height};
    grid.geoTransform.c = geoTransform;
    grid.hasGeoTransform = true;
    grid.crsWkt = crs.isEmpty() ? QString() : wktOf(crs);
    return grid;
}

const AnalysisGrid &utm()
{
    static const AnalysisGrid grid = gridAt({500000, 10, 0, 5000000, 0, -10}, {60, 40});
    return grid;
}

std::unique_ptr<OGRGeometry> shape(const QByteArray &wkt)
{
    OGRGeometry *geometry = nullptr;
    OGRGeometryFactory::createFromWkt(wkt.constData(), nullptr, &geometry);
    return std::unique_ptr<OGRGeometry>(geometry);
}

std::vector<std::uint8_t> seen(MaskSource &mask, const PixelRect &window)
{
    std::vector<std::uint8_t> valid(std::size_t(window.area()), 1);
    mask.clearOutside(window, valid);
    return valid;
}

std::vector<std::uint8_t> seen(const QString &path, const AnalysisGrid &grid)
{
    MaskSource mask(path, grid);
    return seen(mask, grid.window);
}

/// How many cells are in the mask against what their centres say, one by one, in the polygons' own system.
int wrongCells(const std::vector<std::uint8_t> &valid, const AnalysisGrid &grid, const OGRGeometry &polygons,
               const QString &crs)
{
    const OGRSpatialReference from = system(grid.crsWkt);
    const OGRSpatialReference to = system(crs);
    const std::unique_ptr<OGRCoordinateTransformation> transformation(OGRCreateCoordinateTransformation(&from, &to));
    int wrong = 0;
    for (int y = 0; y < grid.size().height; ++y)
        for (int x = 0; x < grid.size().width; ++x) {
            const Point centre = grid.geoTransform.toGround(x + 0.5, y + 0.5);
            OGRPoint point(centre.x, centre.y);
            if (point.transform(transformation.get()) != OGRERR_NONE)
                qFatal("a centre has no place");
            const auto i = std::size_t(y) * std::size_t(grid.size().width) + std::size_t(x);
            wrong += bool(valid[i]) != bool(polygons.Contains(&point)) ? 1 : 0;
        }
    return wrong;
}

} // namespace

class TestMaskSource : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }

    QString layer(const QString &name, const QString &crs, const std::vector<QByteArray> &shapes,
                  OGRwkbGeometryType type = wkbUnknown, const char *layerName = "area") const
    {
        GDALAllRegister();
        const QByteArray path = at(name).toUtf8();
        GDALDatasetUniquePtr dataset(GDALDataset::Open(path.constData(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        if (!dataset)
            dataset.reset(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.constData(), 0, 0, 0,
                                                                                  GDT_Unknown, nullptr));
        OGRSpatialReference reference = system(crs.isEmpty() ? u"EPSG:4326"_s : crs);
        OGRLayer *made = dataset->CreateLayer(layerName, crs.isEmpty() ? nullptr : &reference, type);
        for (const QByteArray &wkt : shapes) {
            const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(made->GetLayerDefn()));
            feature->SetGeometryDirectly(shape(wkt).release());
            if (made->CreateFeature(feature.get()) != OGRERR_NONE)
                qFatal("a test layer could not be written");
        }
        return at(name);
    }

    QString raster(const QString &name, MadeRaster made, const RasterPlace &place) const
    {
        const auto more = made.finish;
        made.finish = [place, more](GDALDataset &dataset) {
            putOn(dataset, place);
            if (more)
                more(dataset);
        };
        return writeRaster(at(name), made);
    }

private Q_SLOTS:
    void cellsAreInByTheirCentres()
    {
        // Columns 2-4 and rows 1-2 by their centres, though the box cuts through columns 1 and 5.
        const QString path = layer(u"box.gpkg"_s, u"EPSG:32633"_s,
                                   {"POLYGON((500016 4999990.5,500054.9 4999990.5,500054.9 4999970,500016 4999970,"
                                    "500016 4999990.5))"});
        const AnalysisGrid grid = gridAt({500000, 10, 0, 5000000, 0, -10}, {7, 4});
        QCOMPARE(seen(path, grid), (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, //
                                                              0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        MaskSource mask(path, grid);
        // What is not valid stays so.
        std::vector<std::uint8_t> valid{1, 0, 1, 1};
        mask.clearOutside({2, 1, 2, 2}, valid);
        QCOMPARE(valid, (std::vector<std::uint8_t>{1, 0, 1, 1}));
        QVERIFY(MaskSource::check(path, grid).isEmpty());
    }

    void polygonsInEverySystem_data()
    {
        QTest::addColumn<QString>("crs");
        QTest::addColumn<QByteArray>("wkt");
        QTest::addColumn<AnalysisGrid>("grid");
        const QByteArray hole = "POLYGON((500033 4999981,500561 4999907,500317 4999633,500033 4999981),"
                                "(500200 4999900,500300 4999880,500310 4999800,500200 4999900))";
        QTest::newRow("with a hole") << u"EPSG:32633"_s << hole << utm();
        QTest::newRow("rotated grid") << u"EPSG:32633"_s << hole << gridAt({499990, 8, 6, 4999700, 6, -8}, {70, 50});
        QTest::newRow("south-up grid") << u"EPSG:32633"_s << hole << gridAt({500000, 10, 0, 4999600, 0, 10}, {60, 40});
        QTest::newRow("degrees") << u"EPSG:4326"_s
                                 << QByteArray(
                                        "POLYGON((15.0003 45.1533,15.0071 45.1525,15.0040 45.1501,15.0003 45.1533))")
                                 << utm();
        QTest::newRow("next zone, two parts")
            << u"EPSG:32634"_s
            << QByteArray("MULTIPOLYGON(((28400 5017400,28900 5017400,28900 5017200,28400 5017400)),"
                          "((28400 5017300,28700 5017160,28500 5017150,28400 5017300)))")
            << utm();
        // Edges of hundreds of kilometres, straight in degrees and bent in metres.
        QTest::newRow("long edges") << u"EPSG:4326"_s
                                    << QByteArray("POLYGON((5 45.15,25 45.15,25 48.13,5 48.13,5 45.15))")
                                    << gridAt({200000, 10000, 0, 5400000, 0, -10000}, {60, 50});
        QTest::newRow("half the earth") << u"EPSG:4326"_s
                                        << QByteArray("POLYGON((-180 -90,15.003 -90,15.003 90,-180 90,-180 -90))")
                                        << utm();
    }

    void polygonsInEverySystem()
    {
        QFETCH(QString, crs);
        QFETCH(QByteArray, wkt);
        QFETCH(AnalysisGrid, grid);
        const QString path = layer(QString::fromUtf8(QTest::currentDataTag()) + u".gpkg"_s, crs, {wkt});
        const std::vector<std::uint8_t> valid = seen(path, grid);
        const auto inside = std::ranges::count(valid, 1);
        QVERIFY2(inside > 100 && inside + 100 < grid.size().area(), qPrintable(QString::number(inside)));
        QVERIFY(wrongCells(valid, grid, *shape(wkt), crs) <= 2);
        QVERIFY(MaskSource::check(path, grid).isEmpty());
    }

    void windowsAgree()
    {
        std::vector<QByteArray> stars;
        for (int i = 0; i < 200; ++i) {
            const double x = 500000 + 65 * i;
            const double y = 5000000 - 37 * ((i * 7) % 190);
            QByteArray star = "POLYGON((";
            for (int corner = 0; corner <= 10; ++corner) {
                const double radius = corner % 2 ? 100 : 333.3;
                const double angle = corner % 10 * M_PI / 5;
                star += QByteArray::number(x + radius * std::cos(angle), 'g', 17) + ' ' +
                        QByteArray::number(y + radius * std::sin(angle), 'g', 17) + (corner < 10 ? "," : "))");
            }
            stars.push_back(star);
        }
        const QString path = layer(u"stars.gpkg"_s, u"EPSG:32633"_s, stars);
        const AnalysisGrid grid = gridAt({500000, 10, 0, 5000000, 0, -10}, {1300, 700});
        MaskSource one(path, grid);
        MaskSource other(path, grid);
        const std::vector<std::uint8_t> whole = seen(one, grid.window);
        for (int y = 650; y >= 0; y -= 130)
            for (int x = 1254; x >= 0; x -= 57) {
                const PixelRect window = PixelRect{x, y, 57, 130}.intersected(grid.window);
                const std::vector<std::uint8_t> part = seen(other, window);
                for (int row = 0; row < window.height; ++row)
                    for (int column = 0; column < window.width; ++column)
                        if (part[std::size_t(row * window.width + column)] !=
                            whole[std::size_t((y + row) * 1300 + x + column)])
                            QFAIL("a cell depends on the window");
            }
        QVERIFY(std::ranges::count(whole, 1) > 50000);
    }

    void layerByItsName()
    {
        const QString path = layer(u"two.gpkg"_s, u"EPSG:32633"_s, {"POINT(500005 4999995)"}, wkbPoint, "points");
        layer(u"two.gpkg"_s, u"EPSG:32633"_s,
              {"POLYGON((500000 5000000,500600 5000000,500600 4999600,500000 4999600,500000 5000000))"}, wkbPolygon,
              "fields");
        QCOMPARE(std::ranges::count(seen(path + u"|layername=fields"_s, utm()), 1), 2400);
        QVERIFY(caughtSentence([&] { MaskSource::check(path, utm()); }).contains(u"points is of type Point"_s));
        QVERIFY(caughtSentence([&] {
                    MaskSource::check(path + u"|layername=woods"_s, utm());
                }).endsWith(u"has no layer woods; it has: points, fields."_s));
    }

    void onlyPolygonsOfAMixedLayerCount()
    {
        const QString path =
            layer(u"mixed.gpkg"_s, u"EPSG:32633"_s,
                  {"LINESTRING(500000 4999995,500600 4999995)",
                   "GEOMETRYCOLLECTION(POINT(500305 4999805),POLYGON((500000 4999700,500100 4999700,500100 4999600,"
                   "500000 4999600,500000 4999700)))"});
        const std::vector<std::uint8_t> valid = seen(path, utm());
        QCOMPARE(std::ranges::count(valid, 1), 100);
        QVERIFY(valid[30 * 60] && valid[39 * 60 + 9]);
    }

    void withoutASystemTheGridsIsTaken()
    {
        const QByteArray half = "POLYGON((500000 5000000,500300 5000000,500300 4999600,500000 4999600,500000 5000000))";
        QFile json(at(u"plain.csv"_s));
        QVERIFY(json.open(QIODevice::WriteOnly));
        json.write("id,WKT\n1,\"" + half + "\"\n");
        json.close();
        QCOMPARE(std::ranges::count(seen(json.fileName(), utm()), 1), 1200);
        const QStringList remarks = MaskSource::check(json.fileName(), utm());
        QCOMPARE(remarks.size(), 1);
        QVERIFY2(remarks[0].contains(u"plain.csv has no coordinate system"_s), qPrintable(remarks[0]));
        const AnalysisGrid bare = gridAt({500000, 10, 0, 5000000, 0, -10}, {60, 40}, {});
        const QString path = layer(u"placed.gpkg"_s, u"EPSG:32633"_s, {half});
        QCOMPARE(std::ranges::count(seen(path, bare), 1), 1200);
        QVERIFY(MaskSource::check(path, bare).join(u' ').contains(u"EPSG:32633"_s));
    }

    void rasterIsOutWhereItHasNoData_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<std::vector<std::uint8_t>>("expected");
        const RasterPlace place{{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s};
        const auto row = [](const char *name, const QString &path, const std::vector<std::uint8_t> &expected) {
            QTest::newRow(name) << path << expected;
        };
        row("0 where nothing is declared", raster(u"zero.tif"_s, {3, 2, 1, GDT_Byte, {0, 1, 2, 255, 0, 3}}, place),
            {0, 1, 1, 1, 0, 1});
        row("NoData value, and 0 is data",
            raster(u"nodata.tif"_s,
                   {3,
                    2,
                    1,
                    GDT_Byte,
                    {0, 1, 2, 255, 0, 3},
                    {},
                    [](GDALDataset &dataset) { dataset.GetRasterBand(1)->SetNoDataValue(255); }},
                   place),
            {1, 1, 1, 0, 1, 1});
        row("NaN", raster(u"nan.tif"_s, {3, 2, 1, GDT_Float32, {0, notANumber, 2, 0.25, -1, 3}}, place),
            {0, 0, 1, 1, 1, 1});
        row("alpha",
            raster(u"alpha.tif"_s, {3, 2, 2, GDT_Byte, {0, 1, 2, 3, 4, 5, 255, 0, 255, 0, 1, 255}, {"ALPHA=YES"}},
                   place),
            {1, 0, 1, 0, 1, 1});
        row("smaller and moved",
            raster(u"small.tif"_s, {2, 1, 1, GDT_Byte, {1, 1}}, {{500014, 10, 0, 4999993, 0, -10}, u"EPSG:32633"_s}),
            {0, 0, 0, 0, 1, 1});
        row("coarser",
            raster(u"coarse.tif"_s, {2, 1, 1, GDT_Byte, {0, 9}}, {{500000, 20, 0, 5000000, 0, -20}, u"EPSG:32633"_s}),
            {0, 0, 1, 0, 0, 1});
    }

    void rasterIsOutWhereItHasNoData()
    {
        QFETCH(QString, path);
        QFETCH(std::vector<std::uint8_t>, expected);
        const AnalysisGrid grid = gridAt({500000, 10, 0, 5000000, 0, -10}, {3, 2});
        QCOMPARE(seen(path, grid), expected);
        QVERIFY(MaskSource::check(path, grid).isEmpty());
        MaskSource mask(path, grid);
        QCOMPARE(seen(mask, {1, 0, 1, 2}), (std::vector<std::uint8_t>{expected[1], expected[4]}));
    }

    /// People mean no by 0, and the file says by its NoData value that 0 is data.
    void zeroAndOneWithAnotherNodataIsTold()
    {
        const RasterPlace place{{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s};
        const auto declares = [](double nodata) {
            return [nodata](GDALDataset &dataset) { dataset.GetRasterBand(1)->SetNoDataValue(nodata); };
        };
        const AnalysisGrid grid = gridAt({500000, 10, 0, 5000000, 0, -10}, {3, 2});
        const auto remarks = [&](const QString &name, const std::vector<double> &values, double nodata) {
            return MaskSource::check(raster(name, {3, 2, 1, GDT_Byte, values, {}, declares(nodata)}, place), grid);
        };
        QVERIFY(remarks(u"told.tif"_s, {0, 1, 1, 0, 0, 1}, 255).join(u' ').contains(u"-a_nodata 0"_s));
        QVERIFY(remarks(u"used.tif"_s, {0, 1, 1, 0, 255, 1}, 255).isEmpty());
        QVERIFY(remarks(u"right.tif"_s, {0, 1, 1, 0, 0, 1}, 0).isEmpty());
        QVERIFY(remarks(u"classes.tif"_s, {0, 1, 2, 0, 0, 1}, 255).isEmpty());
        QVERIFY(remarks(u"inside.tif"_s, {1, 1, 1, 1, 1, 1}, 255).isEmpty());
    }

    void rasterInAnotherSystemIsTakenAtTheCentres()
    {
        std::vector<double> values;
        for (int y = 0; y < 50; ++y)
            for (int x = 0; x < 50; ++x)
                values.push_back((x / 5 + y / 7) % 2);
        const GeoTransform degrees{{14.9995, 0.0002, 0, 45.1545, 0, -0.0001}};
        const QString path = raster(u"degrees.tif"_s, {50, 50, 1, GDT_Byte, values}, {degrees.c, u"EPSG:4326"_s});
        const std::vector<std::uint8_t> valid = seen(path, utm());
        OGRSpatialReference from = system(u"EPSG:32633"_s);
        OGRSpatialReference to = system(u"EPSG:4326"_s);
        const std::unique_ptr<OGRCoordinateTransformation> transformation(
            OGRCreateCoordinateTransformation(&from, &to));
        int wrong = 0;
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 60; ++x) {
                Point centre = utm().geoTransform.toGround(x + 0.5, y + 0.5);
                QVERIFY(transformation->Transform(1, &centre.x, &centre.y));
                const Point cell = degrees.toPixel(centre);
                const bool isInside = cell.x >= 0 && cell.y >= 0 && cell.x < 50 && cell.y < 50;
                const bool expected = isInside && values[std::size_t(int(cell.y) * 50 + int(cell.x))] != 0;
                wrong += expected != bool(valid[std::size_t(y * 60 + x)]) ? 1 : 0;
            }
        QVERIFY2(wrong <= 2, qPrintable(QString::number(wrong)));
    }

    /// Of a mask of cells of 25 mm on a grid of 10 m, 768 MB, only a part is held at a time.
    void memoryIsBounded()
    {
        const QString path = at(u"fine.tif"_s);
        {
            GDALAllRegister();
            const std::vector<const char *> options{"SPARSE_OK=TRUE", "TILED=YES", nullptr};
            const GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
                path.toUtf8().constData(), 24000, 16000, 1, GDT_UInt16, const_cast<char **>(options.data())));
            putOn(*dataset, {{500000, 0.025, 0, 5000000, 0, -0.025}, u"EPSG:32633"_s});
            std::vector<std::uint8_t> cell(std::size_t(400) * 400, 1);
            QCOMPARE(dataset->GetRasterBand(1)->RasterIO(GF_Write, 400, 0, 400, 400, cell.data(), 400, 400, GDT_Byte, 0,
                                                         0, nullptr),
                     CE_None);
        }
        setBlockCacheBytes(16 << 20);
        const auto peak = [] {
            rusage usage{};
            getrusage(RUSAGE_SELF, &usage);
            return usage.ru_maxrss / 1024;
        };
        const long before = peak();
        std::vector<std::uint8_t> expected(2400, 0);
        expected[1] = 1;
        QCOMPARE(seen(path, utm()), expected);
        QVERIFY2(peak() - before < 400, qPrintable(QString::number(peak() - before)));
    }

    void withoutAGeoTransformCellsArePixels()
    {
        AnalysisGrid grid;
        grid.window = {0, 0, 3, 2};
        QCOMPARE(seen(writeRaster(at(u"pixels.tif"_s), {3, 2, 1, GDT_Byte, {0, 1, 2, 0, 0, 3}}), grid),
                 (std::vector<std::uint8_t>{0, 1, 1, 0, 0, 1}));
        QFile csv(at(u"pixels.csv"_s));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,WKT\n1,\"POLYGON((1 0,3 0,3 1,1 1,1 0))\"\n");
        csv.close();
        QCOMPARE(seen(csv.fileName(), grid), (std::vector<std::uint8_t>{0, 1, 1, 0, 0, 0}));
    }

    void wrongMasksAreRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("words");
        const QString utm33 = u"EPSG:32633"_s;
        QTest::newRow("missing") << at(u"missing.gpkg"_s) << u"missing.gpkg does not exist; check the path."_s;
        QFile text(at(u"text.txt"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("nothing of the sort");
        text.close();
        QTest::newRow("neither") << text.fileName() << u"is neither vectors nor a raster"_s;
        QTest::newRow("points") << layer(u"points.gpkg"_s, utm33, {"POINT(500005 4999995)"}, wkbPoint)
                                << u"has no polygons"_s;
        QTest::newRow("lines") << layer(u"lines.gpkg"_s, utm33, {"LINESTRING(500005 4999995,500100 4999900)"},
                                        wkbLineString)
                               << u"has no polygons"_s;
        QTest::newRow("lines in a layer of anything")
            << layer(u"anything.gpkg"_s, utm33, {"LINESTRING(500005 4999995,500100 4999900)"}) << u"has no polygons"_s;
        QTest::newRow("nothing") << layer(u"empty.gpkg"_s, utm33, {}, wkbPolygon) << u"has no polygons"_s;
        QTest::newRow("elsewhere") << layer(u"elsewhere.gpkg"_s, u"EPSG:4326"_s, {"POLYGON((0 0,1 0,1 1,0 1,0 0))"})
                                   << u"meets the grid, which covers 500000,4999600,500600,5000000 in EPSG:32633"_s;
        QTest::newRow("raster elsewhere")
            << raster(u"elsewhere.tif"_s, {2, 2, 1, GDT_Byte, {1, 1, 1, 1}}, {{0, 1, 0, 2, 0, -1}, u"EPSG:4326"_s})
            << u"does not meet the grid, which covers 500000,4999600,500600,5000000 in EPSG:32633"_s;
        QTest::newRow("raster nowhere") << writeRaster(at(u"nowhere.tif"_s), {2, 2, 1, GDT_Byte, {1, 1, 1, 1}})
                                        << u"has no place on the ground and the grid has one"_s;
    }

    void wrongMasksAreRefused()
    {
        QFETCH(QString, path);
        QFETCH(QString, words);
        const QString sentence = caughtSentence([&] { MaskSource::check(path, utm()); });
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
        QVERIFY2(sentence.startsWith(path) || sentence.contains(path), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestMaskSource)
#include "tst_mask_source.moc"
