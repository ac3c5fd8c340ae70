#include "tests/map/map_rasters.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// What is seen on the map, compared with the rasters' values.
class TestMapCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sceneHasItsColours()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(file())));
        QCOMPARE(map.canvas.view().scale(), 10.0);
        for (const QPoint at : {QPoint(2, 30), QPoint(20, 20), QPoint(11, 37), QPoint(39, 39)})
            QCOMPARE(map.colorOf(at.x(), at.y()), rampColor(at.x(), at.y()));
    }

    void enlargedPixelsAreSquares()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(file())));
        const QImage shown = map.picture();
        for (const int x : {200, 201, 205, 209})
            QCOMPARE(shown.pixelColor(x, 200), rampColor(20, 20));
        QCOMPARE(shown.pixelColor(210, 200), rampColor(21, 20));
    }

    void everyPixelIsExactAtOneToOne()
    {
        // Black and white without a pattern that a shift would hide; five tiles.
        const auto value = [](int, int x, int y) { return (x * 31 + y * 17 + x * y) % 5 == 0 ? 0 : 255; };
        ShownMap map({500, 400});
        map.layers.add(sceneLayer(writeBytes(file(), {600, 500}, 1, value)));
        map.canvas.oneToOne();
        const QImage shown = map.picture();
        const QPointF first = map.canvas.view().toMap({0, 0});
        QCOMPARE(first, QPointF(50, 50));
        for (int y = 2; y < 398; ++y)
            for (int x = 2; x < 498; ++x)
                if (shown.pixelColor(x, y).red() != value(0, x + 50, y + 50))
                    QFAIL(qPrintable(u"column %1, row %2"_s.arg(x + 50).arg(y + 50)));
    }

    void otherBandsShowOthers()
    {
        ShownMap map({400, 400});
        const int id = map.layers.add(sceneLayer(writeRampScene(file())));
        map.layers.setBands(id, {2, 1, 0});
        QCOMPARE(map.colorOf(10, 30), QColor(ramp(29), ramp(30), ramp(10)));
        map.layers.setBands(id, {1});
        QCOMPARE(map.colorOf(10, 30), QColor(ramp(30), ramp(30), ramp(30)));
    }

    void noDataIsTransparent()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(file(), [](GDALDataset &dataset) {
            for (int band = 1; band <= 3; ++band)
                dataset.GetRasterBand(band)->SetNoDataValue(150); // = ramp(24)
        })));
        QCOMPARE(map.colorOf(24, 10), map.background());
        QCOMPARE(map.colorOf(10, 24), map.background());
        QVERIFY(map.colorOf(10, 10) != map.background());
    }

    void resultHasTheColoursOfItsClasses()
    {
        ShownMap map({400, 400});
        const auto value = [](int, int column, int row) { return column < 20 ? 1 : row < 20 ? 2 : 3; };
        const int id = map.layers.add(resultLayer(writeBytes(file(), {40, 40}, 1, value), twoClasses));
        QCOMPARE(map.colorOf(19, 5), water);
        QCOMPARE(map.colorOf(20, 5), forest);
        QCOMPARE(map.colorOf(20, 20), map.background()); // a value that is no class
        map.layers.setHiddenClasses(id, {2});
        QCOMPARE(map.colorOf(20, 5), map.background());
        QCOMPARE(map.colorOf(19, 5), water);
        map.layers.setVisible(id, false);
        QCOMPARE(map.colorOf(19, 5), map.background());
    }

    void classesAreNeverMixed()
    {
        ShownMap map({333, 333});
        const auto value = [](int, int column, int row) { return 1 + (column * 7 + row * 3) % 2; };
        map.layers.add(resultLayer(writeBytes(file(), {900, 900}, 1, value), twoClasses));
        const QImage shown = map.picture();
        for (int y = 3; y < 330; ++y)
            for (int x = 3; x < 330; ++x)
                QVERIFY(shown.pixelColor(x, y) == water || shown.pixelColor(x, y) == forest);
    }

    void opacityMixesTheWholeLayerOnce_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : {0.37, 0.731, 1.0, 1.37, 3.3})
            QTest::addRow("scale %g", scale) << scale;
    }

    void opacityMixesTheWholeLayerOnce()
    {
        QFETCH(const double, scale);
        ShownMap map({300, 260});
        const auto water1 = [](int, int, int) { return 1; };
        const int id = map.layers.add(resultLayer(writeBytes(file(), {1500, 1300}, 1, water1), twoClasses));
        map.layers.setOpacity(id, 0.25);
        map.canvas.oneToOne();
        zoomBy(map.canvas, scale);
        QVERIFY(std::abs(map.canvas.view().scale() - scale) < 0.01); // the wheel turns in whole units
        const QImage shown = map.picture();
        const QColor under = map.background();
        const auto mixed = [](int over, int below) { return int(std::lround(0.25 * over + 0.75 * below)); };
        const QColor expected(mixed(water.red(), under.red()), mixed(water.green(), under.green()),
                              mixed(water.blue(), under.blue()));
        const QColor middle = shown.pixelColor(150, 130);
        QVERIFY(difference(middle, expected) <= 2);
        for (int y = 3; y < 257; ++y)
            for (int x = 3; x < 297; ++x)
                QCOMPARE(shown.pixelColor(x, y), middle); // neither seams nor overlaps between tiles
    }

    void turnedLayerIsMixedOnceToo()
    {
        ShownMap map({300, 300});
        map.layers.add(sceneLayer(writeBytes(
            file(), {400, 400}, 1, [](int, int column, int) { return column < 200 ? 0 : 255; },
            [](GDALDataset &dataset) {
                putOnGround(dataset, {1000, 1, 0, 2000, 0, -1});
            })));
        // Turned about the scene's upper middle, and so large that it covers all of the lower half.
        const int id = map.layers.add(resultLayer(writeBytes(
                                                      file(), {1000, 1000}, 1, [](int, int, int) { return 2; },
                                                      [](GDALDataset &dataset) {
                                                          putOnGround(dataset, {1200, 0.8, -0.6, 2000, -0.6, -0.8});
                                                      }),
                                                  twoClasses));
        map.layers.setOpacity(id, 0.5);
        const QImage shown = map.picture();
        const QColor dark = shown.pixelColor(100, 280);
        const QColor bright = shown.pixelColor(200, 280);
        QVERIFY(difference(dark, QColor(10, 60, 0)) <= 2);
        QVERIFY(difference(bright, QColor(137, 187, 127)) <= 2);
        for (int x = 3; x < 297; ++x)
            QCOMPARE(shown.pixelColor(x, 280), x < 150 ? dark : bright);
    }

    void layersLieOnTheirGround()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(file(), [](GDALDataset &dataset) {
            putOnGround(dataset, {1000, 10, 0, 2000, 0, -10});
        })));
        // South up, its first row at the southern edge of the scene's middle: columns 10 to 29, rows 29 up to 10.
        const auto value = [](int, int, int row) { return row < 5 ? 1 : 2; };
        const int id = map.layers.add(resultLayer(writeBytes(file(), {20, 20}, 1, value,
                                                             [](GDALDataset &dataset) {
                                                                 putOnGround(dataset, {1100, 10, 0, 1700, 0, 10});
                                                             }),
                                                  twoClasses));
        QVERIFY(map.canvas.isPlaced(id));
        QCOMPARE(map.colorOf(10, 29), water);
        QCOMPARE(map.colorOf(29, 25), water);
        QCOMPARE(map.colorOf(10, 24), forest);
        QCOMPARE(map.colorOf(29, 10), forest);
        QCOMPARE(map.colorOf(10, 30), rampColor(10, 30));
        QCOMPARE(map.colorOf(9, 20), rampColor(9, 20));
    }

    void whatCannotBePlacedIsNotDrawn()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(file(), [](GDALDataset &dataset) {
            putOnGround(dataset, {1000, 10, 0, 2000, 0, -10});
        })));
        const int id =
            map.layers.add(resultLayer(writeBytes(file(), {40, 40}, 1, [](int, int, int) { return 1; }), twoClasses));
        QVERIFY(!map.canvas.isPlaced(id));
        QCOMPARE(map.colorOf(20, 20), rampColor(20, 20));
    }

    void emptyMap()
    {
        ShownMap map({100, 80});
        QVERIFY(!map.canvas.reference());
        QCOMPARE(map.picture().pixelColor(50, 40), map.background());
        map.canvas.fit();
        map.canvas.zoomIn();
        const int id = map.layers.add(sceneLayer(writeRampScene(file())));
        QCOMPARE(map.canvas.reference()->size, (Size{40, 40}));
        map.layers.remove(id);
        QVERIFY(!map.canvas.reference());
        QCOMPARE(map.picture().pixelColor(50, 40), map.background());
    }

    void newInputIsFittedAndAResultDoesNotMoveTheView()
    {
        ShownMap map({400, 400});
        const int first = map.layers.add(sceneLayer(writeRampScene(file())));
        map.canvas.zoomIn();
        const MapView zoomed = map.canvas.view();
        const auto one = [](int, int, int) { return 1; };
        map.layers.add(resultLayer(writeBytes(file(), {40, 40}, 1, one), twoClasses));
        QCOMPARE(map.canvas.view(), zoomed);
        map.layers.remove(first);
        map.layers.add(sceneLayer(writeBytes(file(), {80, 20}, 1, one)));
        QCOMPARE(map.canvas.view().content(), QRectF(0, 0, 80, 20));
        QCOMPARE(map.canvas.view(), map.canvas.view().fitted());
    }

    void readingIsSaid()
    {
        ShownMap map({400, 400});
        QSignalSpy reading(&map.canvas, &MapCanvas::readingChanged);
        map.layers.add(sceneLayer(writeRampScene(file())));
        QVERIFY(map.canvas.isReading());
        QTRY_COMPARE(reading.count(), 2);
        QCOMPARE(reading.at(0).at(0).toBool(), true);
        QCOMPARE(reading.at(1).at(0).toBool(), false);
        QVERIFY(!map.canvas.isReading());
    }

private:
    QString file() { return m_folder.filePath(u"raster%1.tif"_s.arg(++m_files)); }

    static void zoomBy(MapCanvas &canvas, double factor)
    {
        const QPointF middle = QRectF(canvas.rect()).center();
        QWheelEvent event(middle, canvas.mapToGlobal(middle), {}, {0, int(std::lround(240 * std::log2(factor)))},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_MAIN(TestMapCanvas)
#include "tst_map_canvas.moc"
