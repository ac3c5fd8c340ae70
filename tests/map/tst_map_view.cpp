#include "ui/map/map_view.h"

#include <QTest>

using namespace pixelscape;

namespace {

/// 1600 x 600 pixels seen in 800 x 600: at 0.5 they fill its width.
MapView wideMap()
{
    return MapView(QSize(800, 600), QRectF(0, 0, 1600, 600)).fitted();
}

} // namespace

class TestMapView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsTheWholeMap()
    {
        const MapView view = wideMap();
        QCOMPARE(view.scale(), 0.5);
        QCOMPARE(view.centre(), QPointF(800, 300));
        QCOMPARE(view.toScreen({0, 0}), QPointF(0, 150));
        QCOMPARE(view.toScreen({1600, 600}), QPointF(800, 450));
        QCOMPARE(view.toMap({400, 300}), QPointF(800, 300));
        QCOMPARE(view.visible(), QRectF(0, -300, 1600, 1200));
    }

    void zoomingKeepsThePointUnderTheCursor_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("in") << 3.0;
        QTest::newRow("in by a touchpad") << 1.01;
        QTest::newRow("out") << 0.8;
        QTest::newRow("as far as it goes") << 1e6;
    }

    void zoomingKeepsThePointUnderTheCursor()
    {
        QFETCH(const double, factor);
        const QPointF cursor(130, 220);
        const MapView before = wideMap().zoomedAt({400, 300}, 2);
        const MapView after = before.zoomedAt(cursor, factor);
        QVERIFY(after.scale() != before.scale());
        const QPointF moved = after.toMap(cursor) - before.toMap(cursor);
        QVERIFY(std::abs(moved.x()) < 1e-9 && std::abs(moved.y()) < 1e-9);
    }

    void scaleHasBounds()
    {
        QCOMPARE(wideMap().zoomedAt({1, 1}, 1e9).scale(), 64.0);
        QCOMPARE(wideMap().zoomedAt({1, 1}, 1e-9).scale(), 0.25);
        // So small that 64 screen pixels for each of its pixels do not fill the screen.
        const MapView tiny = MapView(QSize(800, 600), QRectF(0, 0, 3, 2)).fitted();
        QCOMPARE(tiny.scale(), 64.0);
        QCOMPARE(tiny.zoomedAt({400, 300}, 0.001).scale(), 32.0);
    }

    void oneRasterPixelForOneOfTheScreen()
    {
        QCOMPARE(wideMap().oneToOne(1).scale(), 1.0);
        QCOMPARE(wideMap().oneToOne(2).scale(), 0.5);
        QCOMPARE(wideMap().oneToOne(2).centre(), QPointF(800, 300));
    }

    void pansWithThePointer()
    {
        const MapView view = wideMap().panned({100, -20});
        QCOMPARE(view.centre(), QPointF(600, 340));
    }

    void mapCannotBeLost()
    {
        QCOMPARE(wideMap().panned({1e7, 1e7}).centre(), QPointF(0, 0));
        QCOMPARE(wideMap().panned({-1e7, -1e7}).centre(), QPointF(1600, 600));
        QCOMPARE(wideMap().centredOn({-5, 9000}).centre(), QPointF(0, 600));
    }

    void resizingKeepsTheMiddle()
    {
        const MapView view = wideMap().zoomedAt({0, 0}, 4);
        const MapView wider = view.resized({1000, 700});
        QCOMPARE(wider.centre(), view.centre());
        QCOMPARE(wider.scale(), view.scale());
        // What was the whole map in a small window is too far out in a large one.
        QCOMPARE(wideMap().zoomedAt({0, 0}, 0.5).resized({3200, 2400}).scale(), 1.0);
    }

    void nothingToShow()
    {
        const MapView empty = MapView(QSize(800, 600), {}).fitted();
        QCOMPARE(empty.scale(), 1.0);
        QCOMPARE(empty.zoomedAt({5, 5}, 2).toMap({5, 5}), empty.toMap({5, 5}));
        const MapView flat = MapView({}, QRectF(0, 0, 10, 10)).fitted();
        QCOMPARE(flat.scale(), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestMapView)
#include "tst_map_view.moc"
