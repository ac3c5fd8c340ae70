#include "ui/map/layer_placement.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// 10 m pixels, north up, from 500000 E, 4000000 N.
const GeoTransform northUp{{500000, 10, 0, 4000000, 0, -10}};

MapLayer layer(int id, const GeoTransform &transform, const QString &wkt = u"ground"_s)
{
    MapLayer made;
    made.id = id;
    made.raster.size = {100, 100};
    made.raster.geoTransform = transform;
    made.raster.hasGeoTransform = true;
    made.raster.crsWkt = wkt;
    return made;
}

MapLayer layerWithoutGround(int id)
{
    MapLayer made;
    made.id = id;
    made.raster.size = {100, 100};
    return made;
}

} // namespace

class TestLayerPlacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overTheGround_data()
    {
        QTest::addColumn<QList<double>>("numbers");
        QTest::addColumn<QPointF>("origin");
        QTest::addColumn<QPointF>("at30And40"); // where column 30, row 40 of the layer lies on the map
        QTest::newRow("the same grid") << QList<double>{500000, 10, 0, 4000000, 0, -10} << QPointF(0, 0)
                                       << QPointF(30, 40);
        QTest::newRow("a part of it, half the pixels")
            << QList<double>{500100, 5, 0, 3999800, 0, -5} << QPointF(10, 20) << QPointF(25, 40);
        QTest::newRow("south up") << QList<double>{500000, 10, 0, 3999000, 0, 10} << QPointF(0, 100) << QPointF(30, 60);
        QTest::newRow("columns go south")
            << QList<double>{500000, 0, 10, 4000000, -10, 0} << QPointF(0, 0) << QPointF(40, 30);
        // Columns go 8 east and 6 north, rows 6 east and 8 south: 30 of the first and 40 of the second are 480 m east
        // and 140 m south.
        QTest::newRow("turned") << QList<double>{500000, 8, 6, 4000000, 6, -8} << QPointF(0, 0) << QPointF(48, 14);
    }

    void overTheGround()
    {
        QFETCH(const QList<double>, numbers);
        GeoTransform transform;
        std::ranges::copy(numbers, transform.c.begin());
        const auto placement = layerPlacement(layer(1, northUp), layer(2, transform));
        QVERIFY(placement);
        QTEST(placement->map(QPointF(0, 0)), "origin");
        QTEST(placement->map(QPointF(30, 40)), "at30And40");
    }

    void overATurnedReference()
    {
        // A window of a turned grid whose numbers are no round ones lies on whole pixels of it.
        const GeoTransform turned{{312345.678, 8.66, 5.1, 4567890.123, 5.2, -8.7}};
        const auto placement = layerPlacement(layer(1, turned), layer(2, turned.movedTo(317, 4211)));
        QVERIFY(placement);
        QCOMPARE(*placement, QTransform::fromTranslate(317, 4211));
    }

    void otherGroundCannotBePlaced()
    {
        const MapLayer reference = layer(1, northUp);
        QVERIFY(!layerPlacement(reference, layer(2, northUp, u"other ground"_s)));
        QVERIFY(!layerPlacement(reference, layerWithoutGround(2)));
        QVERIFY(!layerPlacement(layerWithoutGround(1), layer(2, northUp, {})));
        QVERIFY(!layerPlacement(reference, layer(2, {{5, 0, 0, 5, 0, 0}})));
    }

    void oneSystemSpelledInTwoWays()
    {
        MapLayer reference = layer(1, northUp, u"one spelling"_s);
        MapLayer other = layer(2, northUp, u"another spelling"_s);
        reference.raster.crsName = other.raster.crsName = u"EPSG:32633"_s;
        QVERIFY(layerPlacement(reference, other));
        // A name without an authority can mean anything.
        reference.raster.crsName = other.raster.crsName = u"unnamed"_s;
        QVERIFY(!layerPlacement(reference, other));
    }

    void withoutGroundByPixels()
    {
        QCOMPARE(layerPlacement(layerWithoutGround(1), layerWithoutGround(2)), QTransform());
        MapLayer live = layerWithoutGround(3);
        live.kind = LayerKind::LiveResult;
        live.live = LiveMap{};
        live.live->grid.window = {7, 9, 20, 20};
        QCOMPARE(layerPlacement(layerWithoutGround(1), live), QTransform::fromTranslate(7, 9));
        QCOMPARE(layerPlacement(live, live), QTransform());
    }

    void lowestSceneIsTheReference()
    {
        LayerStack stack;
        QVERIFY(!referenceLayer(stack));
        MapLayer result;
        result.kind = LayerKind::Result;
        stack.add(result);
        const int upper = stack.add(result);
        QCOMPARE(referenceLayer(stack)->id, upper);
        const int scene = stack.add({});
        stack.add({});
        QCOMPARE(referenceLayer(stack)->id, scene);
    }

    void sameGridNeedsTheSameGround()
    {
        const MapLayer one = layer(1, northUp);
        QVERIFY(haveSameGrid(one.raster, layer(2, northUp).raster));
        QVERIFY(!haveSameGrid(one.raster, layer(2, northUp.movedTo(1, 0)).raster));
        QVERIFY(!haveSameGrid(layerWithoutGround(1).raster, layerWithoutGround(2).raster));
    }
};

QTEST_GUILESS_MAIN(TestLayerPlacement)
#include "tst_layer_placement.moc"
