#include "tests/map/map_rasters.h"
#include "tests/support/widgets.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// 400 x 400 pixels at 2:1 in a window of 800 x 800.
struct LargeMap : ShownMap
{
    explicit LargeMap(const QTemporaryDir &folder) : ShownMap({800, 800})
    {
        MapLayer layer;
        layer.raster.path = folder.filePath(u"nothing.tif"_s);
        layer.raster.size = {400, 400};
        layers.add(layer);
        canvas.setFocus();
    }

    void turnWheel(QPointF at, QPoint angle)
    {
        QWheelEvent event(at, canvas.mapToGlobal(at), {}, angle, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    void drag(Qt::MouseButton button, QPoint from, QPoint to)
    {
        QTest::mousePress(&canvas, button, {}, from);
        movePointer(to, button);
        QTest::mouseRelease(&canvas, button, {}, to);
    }

    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&canvas, Qt::Key(key), modifiers);
    }
};

} // namespace

/// Wheel, mouse and keys, as they come from the user.
class TestMapNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wheelZoomsAtTheCursor()
    {
        LargeMap map(m_folder);
        QSignalSpy changed(&map.canvas, &MapCanvas::viewChanged);
        const QPointF before = map.canvas.view().toMap({100, 600});
        map.turnWheel({100, 600}, {0, 120});
        map.turnWheel({100, 600}, {0, 120});
        QVERIFY(qFuzzyCompare(map.canvas.view().scale(), 4));
        QCOMPARE(map.canvas.view().toMap({100, 600}), before);
        QCOMPARE(changed.count(), 2);
        map.turnWheel({100, 600}, {0, -240});
        QVERIFY(qFuzzyCompare(map.canvas.view().scale(), 2));
        map.turnWheel({100, 600}, {120, 0}); // sideways
        QCOMPARE(changed.count(), 3);
    }

    void touchpadZoomsSmoothly()
    {
        LargeMap map(m_folder);
        for (int i = 0; i < 30; ++i)
            map.turnWheel({400, 400}, {0, 8});
        QVERIFY(std::abs(map.canvas.view().scale() - 4) < 1e-9);
    }

    void leftAndMiddleDragPan()
    {
        LargeMap map(m_folder);
        QCOMPARE(map.canvas.cursor().shape(), Qt::OpenHandCursor);
        map.drag(Qt::LeftButton, {100, 100}, {160, 80});
        QCOMPARE(map.canvas.view().centre(), QPointF(170, 210));
        map.canvas.setTool(MapCanvas::Tool::Identify);
        QCOMPARE(map.canvas.cursor().shape(), Qt::CrossCursor);
        map.drag(Qt::LeftButton, {100, 100}, {160, 80});
        QCOMPARE(map.canvas.view().centre(), QPointF(170, 210));
        map.drag(Qt::MiddleButton, {160, 80}, {100, 100});
        QCOMPARE(map.canvas.view().centre(), QPointF(200, 200));
    }

    void handClosesWhileDragging()
    {
        LargeMap map(m_folder);
        QTest::mousePress(&map.canvas, Qt::LeftButton, {}, {10, 10});
        QCOMPARE(map.canvas.cursor().shape(), Qt::ClosedHandCursor);
        QTest::mouseRelease(&map.canvas, Qt::LeftButton, {}, {10, 10});
        QCOMPARE(map.canvas.cursor().shape(), Qt::OpenHandCursor);
    }

    void doubleClickZoomsIn()
    {
        LargeMap map(m_folder);
        const QPointF before = map.canvas.view().toMap({200, 300});
        QTest::mouseDClick(&map.canvas, Qt::LeftButton, {}, {200, 300});
        QCOMPARE(map.canvas.view().scale(), 4.0);
        QCOMPARE(map.canvas.view().toMap({200, 300}), before);
    }

    void arrowKeysPan()
    {
        LargeMap map(m_folder);
        map.press(Qt::Key_Right); // a tenth of the window: 80 screen pixels
        QCOMPARE(map.canvas.view().centre(), QPointF(240, 200));
        map.press(Qt::Key_Down);
        QCOMPARE(map.canvas.view().centre(), QPointF(240, 240));
        map.press(Qt::Key_Left);
        map.press(Qt::Key_Up);
        QCOMPARE(map.canvas.view().centre(), QPointF(200, 200));
        map.press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(map.canvas.view().centre(), QPointF(0, 200));
    }

    void keysZoom()
    {
        LargeMap map(m_folder);
        map.press(Qt::Key_Plus);
        QCOMPARE(map.canvas.view().scale(), 4.0);
        map.press(Qt::Key_Minus);
        map.press(Qt::Key_Minus);
        QCOMPARE(map.canvas.view().scale(), 1.0);
        map.press(Qt::Key_Right);
        map.press(Qt::Key_0);
        QCOMPARE(map.canvas.view(), map.canvas.view().fitted());
        map.press(Qt::Key_1);
        QCOMPARE(map.canvas.view().scale(), 1.0);
        map.press(Qt::Key_Home);
        QCOMPARE(map.canvas.view().scale(), 2.0);
    }

    void otherKeysAreForOthers()
    {
        LargeMap map(m_folder);
        const MapView before = map.canvas.view();
        for (const auto modifier : {Qt::ControlModifier, Qt::AltModifier}) {
            QKeyEvent event(QEvent::KeyPress, Qt::Key_0, modifier);
            QCoreApplication::sendEvent(&map.canvas, &event);
            QVERIFY(!event.isAccepted());
        }
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier); // identifies with the other tool only
        QCoreApplication::sendEvent(&map.canvas, &enter);
        QVERIFY(!enter.isAccepted());
        QCOMPARE(map.canvas.view(), before);
    }

    void wholeMapStaysInViewUntilOneNavigates()
    {
        LargeMap map(m_folder);
        map.canvas.resize(400, 400);
        QCOMPARE(map.canvas.view().scale(), 1.0);
        map.canvas.zoomIn();
        map.canvas.resize(800, 600);
        QCOMPARE(map.canvas.view().scale(), 2.0);
        map.canvas.fit();
        map.canvas.resize(200, 800);
        QCOMPARE(map.canvas.view().scale(), 0.5);
    }

    void buttonsOfTheWindow()
    {
        LargeMap map(m_folder);
        map.canvas.zoomIn();
        QCOMPARE(map.canvas.view().scale(), 4.0);
        map.canvas.zoomOut();
        map.canvas.zoomOut();
        map.canvas.zoomOut();
        QCOMPARE(map.canvas.view().scale(), 1.0); // half the fitting scale
        map.canvas.oneToOne();
        QCOMPARE(map.canvas.view().scale(), 1.0);
    }

    void pointerIsTold()
    {
        LargeMap map(m_folder);
        QSignalSpy pointed(&map.canvas, &MapCanvas::pointed);
        QSignalSpy left(&map.canvas, &MapCanvas::pointerLeft);
        map.movePointer({101, 50});
        QCOMPARE(pointed.count(), 1);
        QCOMPARE(pointed.at(0).at(0).toPointF(), QPointF(50.5, 25));
        map.press(Qt::Key_Right); // the map goes on under the pointer
        QCOMPARE(pointed.at(1).at(0).toPointF(), QPointF(90.5, 25));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&map.canvas, &leave);
        QCOMPARE(left.count(), 1);
        map.press(Qt::Key_Left);
        QCOMPARE(pointed.count(), 2);
    }

    void focusIsSeen()
    {
        LargeMap map(m_folder);
        QCOMPARE(map.canvas.focusPolicy(), Qt::StrongFocus);
        map.canvas.activateWindow();
        QTRY_VERIFY(map.canvas.hasFocus());
        const QColor frame = map.canvas.palette().color(QPalette::Highlight);
        QCOMPARE(map.picture().pixelColor(1, 400), frame);
        map.canvas.clearFocus();
        QVERIFY(map.picture().pixelColor(1, 400) != frame);
    }

    void hasAName()
    {
        QWidget window;
        LayerStack layers;
        auto *canvas = new MapCanvas(layers, &window);
        QCOMPARE(byAccessibleName<MapCanvas>(window, u"Map"_s), canvas);
        QVERIFY(!canvas->accessibleDescription().isEmpty());
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestMapNavigation)
#include "tst_map_navigation.moc"
