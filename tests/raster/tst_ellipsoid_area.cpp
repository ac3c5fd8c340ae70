#include "core/raster/cell_area.h"
#include "core/raster/ellipsoid_area.h"

#include <QtTest>

#include <ogr_spatialref.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

QString wktOf(const QString &crs)
{
    OGRSpatialReference reference;
    if (reference.SetFromUserInput(crs.toUtf8().constData()) != OGRERR_NONE)
        return {};
    char *text = nullptr;
    reference.exportToWkt(&text);
    const QString wkt = QString::fromUtf8(text);
    CPLFree(text);
    return wkt;
}

AnalysisGrid gridIn(const QString &crs, const GeoTransform &geoTransform)
{
    return {{0, 0, 1000, 1000}, geoTransform, true, wktOf(crs)};
}

} // namespace

class TestEllipsoidArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meanCellArea_data();
    void meanCellArea();
    void equalAreaProjectionsMeanWhatTheySay();
    void onTheCentralMeridianOnlyTheScaleCounts();
    void polesAndDateLineAreNothingSpecial();
    void heightsOfCompoundSystemsAreIgnored();
    void isUnknownWithoutAPlaceOnEarth_data();
    void isUnknownWithoutAPlaceOnEarth();
    void isZeroWhereTheProjectionHasNoInverse();
    void meanOverARaster();
};

/// Expected: the window's outline with 2000 points to a side, put into geographic coordinates by pyproj 3.4.1 and
/// measured with measured with Geod(a, b).polygon_area_perimeter, divided by the number of cells.
void TestEllipsoidArea::meanCellArea_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<GeoTransform>("geoTransform");
    QTest::addColumn<PixelRect>("window");
    QTest::addColumn<double>("expected");
    using G = GeoTransform;
    using R = PixelRect;
    const R hundred{0, 0, 100, 100};
    QTest::newRow("UTM") << u"EPSG:32631"_s << G{{499000, 30, 0, 5400000, 0, -30}} << hundred << 900.7204100872;
    QTest::newRow("UTM, edge of the zone")
        << u"EPSG:32631"_s << G{{165000, 30, 0, 1000, 0, -30}} << hundred << 898.2437678528;
    QTest::newRow("Web Mercator at 60 degrees north")
        << u"EPSG:3857"_s << G{{1000000, 10, 0, 8399737.889818355, 0, -10}} << hundred << 25.0872845081;
    QTest::newRow("one degree on the equator")
        << u"EPSG:4326"_s << G{{0, 1, 0, 0.5, 0, -1}} << R{0, 0, 1, 1} << 12308920031.73;
    QTest::newRow("a window of 25 degrees")
        << u"EPSG:4326"_s << G{{10, 0.25, 0, 85, 0, -0.25}} << R{0, 0, 40, 100} << 232199272.78;
    QTest::newRow("rotated") << u"EPSG:4326"_s << G{{170, 0.01, 0.003, 45, 0.003, -0.01}} << R{0, 0, 1000, 1000}
                             << 1009373.15759;
    QTest::newRow("US survey feet") << u"EPSG:2263"_s << G{{980000, 10, 0, 200000, 0, -10}} << hundred << 9.2903839388;
    QTest::newRow("grads from Paris") << u"EPSG:4807"_s << G{{1, 0.001, 0, 54, 0, -0.001}} << hundred << 6649.63126565;
    QTest::newRow("part of the grid") << u"EPSG:32631"_s << G{{499000 - 300, 30, 0, 5400000 + 600, 0, -30}}
                                      << R{10, 20, 100, 100} << 900.7204100872;
}

void TestEllipsoidArea::meanCellArea()
{
    QFETCH(QString, crs);
    QFETCH(GeoTransform, geoTransform);
    QFETCH(PixelRect, window);
    QFETCH(double, expected);
    const EllipsoidArea area(gridIn(crs, geoTransform));
    QVERIFY(area.isKnown());
    const double error = area.squareMetresPerPixel(window) / expected - 1;
    QVERIFY2(std::abs(error) < 1e-7, qPrintable(QString::number(error)));
}

void TestEllipsoidArea::equalAreaProjectionsMeanWhatTheySay()
{
    const EllipsoidArea area(gridIn(u"EPSG:3035"_s, {{2500000, 100, 0, 5400000, 0, -100}}));
    QVERIFY(std::abs(area.squareMetresPerPixel({0, 0, 500, 500}) / 10000 - 1) < 1e-6);
}

void TestEllipsoidArea::onTheCentralMeridianOnlyTheScaleCounts()
{
    const EllipsoidArea area(gridIn(u"EPSG:32633"_s, {{500000 - 15, 30, 0, 4000000, 0, -30}}));
    QVERIFY(std::abs(area.squareMetresPerPixel({0, 0, 1, 1}) / (900 / (0.9996 * 0.9996)) - 1) < 1e-7);
}

/// Expected figures as above; polygon_area_perimeter knows outlines around a pole.
void TestEllipsoidArea::polesAndDateLineAreNothingSpecial()
{
    const EllipsoidArea pole(gridIn(u"EPSG:3413"_s, {{-50000, 1000, 0, 50000, 0, -1000}}));
    const double onThePole = pole.squareMetresPerPixel({0, 0, 100, 100});
    QVERIFY2(std::abs(onThePole / 1063100.029 - 1) < 1e-5, qPrintable(QString::number(onThePole, 'f', 3)));
    const EllipsoidArea line(gridIn(u"EPSG:32660"_s, {{830000, 100, 0, 200000, 0, -100}}));
    const double onTheLine = line.squareMetresPerPixel({0, 0, 100, 100});
    QVERIFY2(std::abs(onTheLine / 9980.2371624 - 1) < 1e-5, qPrintable(QString::number(onTheLine, 'f', 3)));
}

void TestEllipsoidArea::heightsOfCompoundSystemsAreIgnored()
{
    const EllipsoidArea area(gridIn(u"EPSG:32631+5773"_s, {{499000, 30, 0, 5400000, 0, -30}}));
    QVERIFY(area.isKnown());
    QVERIFY(std::abs(area.squareMetresPerPixel({0, 0, 100, 100}) / 900.7204100872 - 1) < 1e-6);
}

void TestEllipsoidArea::isUnknownWithoutAPlaceOnEarth_data()
{
    QTest::addColumn<AnalysisGrid>("grid");
    const GeoTransform geoTransform{{499000, 30, 0, 5400000, 0, -30}};
    QTest::newRow("no coordinate system") << AnalysisGrid{{0, 0, 9, 9}, geoTransform, true, {}};
    QTest::newRow("no geotransform") << AnalysisGrid{{0, 0, 9, 9}, {}, false, wktOf(u"EPSG:32631"_s)};
    QTest::newRow("a site's own coordinates") << gridIn(uR"(LOCAL_CS["site",UNIT["metre",1]])"_s, geoTransform);
    QTest::newRow("geocentric") << gridIn(u"EPSG:4978"_s, geoTransform);
    QTest::newRow("cells without a size") << gridIn(u"EPSG:32631"_s, {{499000, 0, 0, 5400000, 0, 0}});
    QTest::newRow("not WKT") << AnalysisGrid{{0, 0, 9, 9}, geoTransform, true, u"somewhere"_s};
}

void TestEllipsoidArea::isUnknownWithoutAPlaceOnEarth()
{
    QFETCH(AnalysisGrid, grid);
    const EllipsoidArea area(grid);
    QVERIFY(!area.isKnown());
    QCOMPARE(area.squareMetresPerPixel({0, 0, 9, 9}), 0.0);
}

void TestEllipsoidArea::isZeroWhereTheProjectionHasNoInverse()
{
    const EllipsoidArea area(gridIn(u"+proj=ortho +lat_0=40 +datum=WGS84"_s, {{9e6, 30, 0, 9e6, 0, -30}}));
    QVERIFY(area.isKnown());
    QCOMPARE(area.squareMetresPerPixel({0, 0, 9, 9}), 0.0);
    QCOMPARE(area.squareMetresPerPixel({0, 0, 0, 9}), 0.0);
}

/// The first row of meanCellArea_data() is the upper left part of such a raster.
void TestEllipsoidArea::meanOverARaster()
{
    RasterInfo raster;
    raster.size = {100, 100};
    raster.geoTransform = {{499000, 30, 0, 5400000, 0, -30}};
    raster.hasGeoTransform = true;
    QVERIFY(!pixelscape::meanCellArea(raster)); // no coordinate system
    raster.crsWkt = wktOf(u"EPSG:32631"_s);
    const std::optional<double> area = pixelscape::meanCellArea(raster);
    QVERIFY(area);
    QVERIFY(std::abs(*area - 900.7204100872) < 1e-6);
    raster.hasGeoTransform = false;
    QVERIFY(!pixelscape::meanCellArea(raster));
}

QTEST_GUILESS_MAIN(TestEllipsoidArea)
#include "tst_ellipsoid_area.moc"
