#include "core/run/input_warnings.h"

#include <QtTest>

#include <ogr_spatialref.h>

#include <cmath>
#include <numbers>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

/// 100 x 100 cells around a place, in a coordinate system of that name.
RasterInfo rasterIn(const char *crsName, double x, double y, double cell)
{
    RasterInfo raster;
    raster.size = {100, 100};
    OGRSpatialReference crs;
    crs.SetFromUserInput(crsName);
    char *wkt = nullptr;
    crs.exportToWkt(&wkt);
    raster.crsWkt = QString::fromUtf8(wkt);
    CPLFree(wkt);
    raster.hasGeoTransform = true;
    raster.geoTransform.c = {x, cell, 0, y, 0, -cell};
    return raster;
}

/// In the middle of UTM zone 33 at 60 degrees north.
RasterInfo utm(double cell)
{
    return rasterIn("EPSG:32633", 500000, 6651411, cell);
}

std::optional<Problem> warningFor(const RasterInfo &raster, const std::optional<GroundCellSize> &finest,
                                  const std::optional<GroundCellSize> &coarsest)
{
    ModelDefinition definition;
    definition.minCellSize = finest;
    definition.maxCellSize = coarsest;
    return cellSizeWarning(definition, raster, {u"scene.tif"_s, u"cloud.dlpk"_s});
}

bool warns(const RasterInfo &raster, const GroundCellSize &size)
{
    return warningFor(raster, size, size).has_value();
}

constexpr int utm33 = 32633;
constexpr int webMercator = 102100;
constexpr int degrees = 4326;

std::optional<Problem> valuesWarning(const DataRange &expected, const BandSample &sample)
{
    return valueWarning({expected}, {sample}, {u"scene.tif"_s, u"cloud.dlpk"_s});
}

} // namespace

class TestInputWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsOfTheSameSizePass()
    {
        QVERIFY(!warns(utm(0.6), {0.6, 0.6, utm33}));
        QVERIFY(!warns(utm(0.6), {0.6000001, 0.6000001, utm33}));
        QVERIFY(!warns(utm(0.6), {0.6, 0.6, 26910})); // another zone, another datum
        QVERIFY(!warns(utm(0.6), {0.6, 0.6, 0}));
        // A US survey foot is 0.3048006 m.
        QVERIFY(!warns(utm(0.6), {1.9685, 1.9685, 2229}));
        QVERIFY(warns(utm(0.6), {0.6, 0.6, 2229}));
    }

    /// At 60 degrees a cell of Web Mercator covers half of what it says, each way.
    void mercatorIsReckonedWith()
    {
        QVERIFY(!warns(utm(10), {20, 20, webMercator}));
        QVERIFY(!warns(utm(10), {10, 10, webMercator}));
        QVERIFY(warns(utm(10), {50, 50, webMercator}));
        QVERIFY(warns(utm(10), {5, 5, webMercator}));
        // The raster itself is measured on the ground.
        const RasterInfo mercator = rasterIn("EPSG:3857", 1669792, 8399738, 20);
        QVERIFY(!warns(mercator, {10, 10, utm33}));
        QVERIFY(warns(mercator, {20, 20, utm33}));
    }

    void degreesAreReckonedWith()
    {
        // 10 m along a meridian of a sphere are 360 / 40030174 * 10 degrees.
        const double tenMetres = 360.0 / 40030174 * 10;
        QVERIFY(!warns(utm(10), {tenMetres, tenMetres, degrees}));
        QVERIFY(!warns(utm(10), {tenMetres, tenMetres, 0}));
        QVERIFY(warns(utm(10), {tenMetres / 40, tenMetres / 40, degrees}));
        QVERIFY(!warns(rasterIn("EPSG:4326", 15, 0.01, tenMetres), {10, 10, utm33}));
    }

    void aQuarterIsBorne()
    {
        QVERIFY(!warns(utm(0.6), {0.5, 0.5, utm33}));
        QVERIFY(!warns(utm(0.5), {0.6, 0.6, utm33}));
        QVERIFY(warns(utm(0.76), {0.6, 0.6, utm33}));
        QVERIFY(warns(utm(0.47), {0.6, 0.6, utm33}));
    }

    void rangesHaveTwoEnds()
    {
        const GroundCellSize half{0.5, 0.5, utm33};
        const GroundCellSize two{2, 2, utm33};
        QVERIFY(!warningFor(utm(1), half, two));
        QVERIFY(!warningFor(utm(1), two, half)); // exchanged
        QVERIFY(warningFor(utm(10), two, half));
        QVERIFY(!warningFor(utm(10), half, std::nullopt));
        QVERIFY(warningFor(utm(0.1), half, std::nullopt));
        QVERIFY(!warningFor(utm(0.1), std::nullopt, two));
        QVERIFY(warningFor(utm(10), std::nullopt, two));
    }

    void saysBothSizes()
    {
        const auto problem = warningFor(utm(10), GroundCellSize{0.24, 0.24, utm33}, GroundCellSize{0.6, 0.6, utm33});
        QVERIFY(problem.has_value());
        QCOMPARE(problem->field, u"inputRaster"_s);
        QVERIFY(problem->severity == Severity::Warning);
        QVERIFY2(
            problem->sentence.startsWith(
                u"scene.tif has cells of 10 m on the ground, but cloud.dlpk was trained on cells of 24 cm to 60 cm"_s),
            qPrintable(problem->sentence));
    }

    void nothingIsSaidOfUnknownPlaces()
    {
        RasterInfo nowhere = utm(10);
        nowhere.crsWkt.clear();
        QVERIFY(!warns(nowhere, {0.5, 0.5, utm33}));
        nowhere = utm(10);
        nowhere.hasGeoTransform = false;
        QVERIFY(!warns(nowhere, {0.5, 0.5, utm33}));
        QVERIFY(!warns(utm(10), {0.5, 0.5, 999999}));
        QVERIFY(!warningFor(utm(10), std::nullopt, std::nullopt));
    }

    void valuesOfAnotherUnitAreNamed()
    {
        const auto bright = valuesWarning({0, 255}, {0, 1500, 10000});
        QVERIFY(bright.has_value());
        QVERIFY2(bright->sentence.startsWith(u"The values of scene.tif reach 10,000; cloud.dlpk expects 0 to 255"_s),
                 qPrintable(bright->sentence));
        const auto shares = valuesWarning({0, 10000}, {0.01F, 0.2F, 0.93F});
        QVERIFY(shares.has_value());
        QVERIFY2(
            shares->sentence.startsWith(u"The values of scene.tif reach only 0.93; cloud.dlpk expects 0 to 10,000"_s),
            qPrintable(shares->sentence));
        QVERIFY(valuesWarning({0, 10000}, {0, 90, 255}));
        QVERIFY(valuesWarning({0, 1}, {0, 90, 255}));
        QVERIFY(valuesWarning({0, 1}, {-30, -12, -3})->sentence.contains(u"go down to -30"_s));
    }

    void ordinaryScenesPass()
    {
        QVERIFY(!valuesWarning({0, 255}, {0, 90, 255}));
        QVERIFY(!valuesWarning({30, 180}, {0, 200, 255}));
        QVERIFY(!valuesWarning({200, 3000}, {150, 900, 15000})); // clouds
        QVERIFY(!valuesWarning({0, 10000}, {100, 300, 1200}));   // a dark scene
        QVERIFY(!valuesWarning({-25, 0}, {-30, -12, -3}));
        QVERIFY(!valueWarning({}, {}, {}));
        QVERIFY(!valueWarning({{0, 255}}, {}, {}));
    }

    void oneOddBandOfManyPasses()
    {
        const std::vector<DataRange> expected(4, DataRange{0, 255});
        std::vector<BandSample> samples(4, BandSample{0, 100, 255});
        samples[3] = {0, 4000, 9000};
        QVERIFY(!valueWarning(expected, samples, {}));
        samples[2] = samples[3];
        QVERIFY(valueWarning(expected, samples, {}));
    }

    void expectationsOfDefinitions()
    {
        ModelDefinition definition;
        QVERIFY(expectedValues(definition, {0, 1, 2}).empty());
        definition.framework = u"arcgis.learn.models._inferencing"_s;
        QCOMPARE(expectedValues(definition, {0, 1, 2}), (std::vector<DataRange>(3, DataRange{0, 255})));
        QVERIFY(expectedValues(definition, {0, 1}).empty());
        definition.normalization = NormalizationStats{{0, 10, 20}, {100, 200, 300}, {0.5, 0.5, 0.5}, {0.2, 0.2, 0.2}};
        QCOMPARE(expectedValues(definition, {2, 0}), (std::vector<DataRange>{{20, 300}, {0, 100}}));
        definition.normalization = NormalizationStats{{}, {}, {1350, 900}, {400, 200}};
        QCOMPARE(expectedValues(definition, {0, 1}), (std::vector<DataRange>{{150, 2550}, {300, 1500}}));
    }
};

QTEST_GUILESS_MAIN(TestInputWarnings)
#include "tst_input_warnings.moc"
