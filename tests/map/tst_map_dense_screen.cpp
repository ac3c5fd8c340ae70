#include "tests/map/map_rasters.h"

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// A screen of two device pixels for each pixel of the layout.
class TestMapDenseScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneToOneIsOneDevicePixel()
    {
        QTemporaryDir folder;
        const auto value = [](int, int x, int y) { return (x * 31 + y * 17 + x * y) % 5 == 0 ? 0 : 255; };
        ShownMap map({250, 200});
        QCOMPARE(map.canvas.devicePixelRatioF(), 2.0);
        map.layers.add(sceneLayer(writeBytes(folder.filePath(u"scene.tif"_s), {600, 500}, 1, value)));
        map.canvas.oneToOne();
        QCOMPARE(map.canvas.view().scale(), 0.5);
        const QImage shown = map.picture();
        QCOMPARE(shown.size(), QSize(500, 400));
        for (int y = 4; y < 396; ++y)
            for (int x = 4; x < 496; ++x)
                if (shown.pixelColor(x, y).red() != value(0, x + 50, y + 50))
                    QFAIL(qPrintable(u"column %1, row %2"_s.arg(x + 50).arg(y + 50)));
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    TestMapDenseScreen test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_map_dense_screen.moc"
