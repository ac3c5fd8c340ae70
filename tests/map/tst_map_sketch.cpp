#include "ui/map/map_sketch.h"

#include <QTest>

#include <thread>

using namespace pixelscape;

namespace {

/// Red by the column, green by the row; every pixel takes its time.
class Gradient : public LayerSource
{
public:
    explicit Gradient(Size size, std::chrono::microseconds patience = {}) : m_size(size), m_patience(patience) {}

    QImage picture(const MapLayer &, const PixelRect &window, int level, const GoOn &mayGoOn) override
    {
        throwIfStopped(mayGoOn);
        std::this_thread::sleep_for(m_patience);
        read += window.area();
        if (level != 0)
            qFatal("pixels of the raster itself are wanted");
        QImage image(window.width, window.height, QImage::Format_ARGB32_Premultiplied);
        image.fill(QColor(int(255LL * window.x / m_size.width), int(255LL * window.y / m_size.height), 0));
        return image;
    }
    Values valuesAt(const MapLayer &, int, int) override { return {}; }

    std::int64_t read = 0;

private:
    Size m_size;
    std::chrono::microseconds m_patience;
};

} // namespace

class TestMapSketch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAllOfTheRaster()
    {
        const Size size{100000, 50000};
        Gradient source(size);
        const QImage sketch = sketchOf(source, {}, {0, 0, size.width, size.height}, {});
        QVERIFY(sketch.width() >= 8);
        QCOMPARE(sketch.width(), 2 * sketch.height());
        for (int row = 0; row < sketch.height(); ++row) {
            for (int column = 0; column < sketch.width(); ++column) {
                const QColor color = sketch.pixelColor(column, row);
                QVERIFY(std::abs(color.red() - 255 * (column + 0.5) / sketch.width()) < 1.5);
                QVERIFY(std::abs(color.green() - 255 * (row + 0.5) / sketch.height()) < 1.5);
            }
        }
    }

    void slowSourcesAreAskedForLess()
    {
        const Size size{100000, 100000};
        Gradient slow(size, std::chrono::milliseconds(5));
        const QImage sketch = sketchOf(slow, {}, {0, 0, size.width, size.height}, {});
        QVERIFY(sketch.width() >= 8 && sketch.width() <= 16);
        QVERIFY(slow.read < 500);
    }

    void maybeNotToTheEnd()
    {
        Gradient source({1000, 1000});
        QVERIFY_EXCEPTION_THROWN(sketchOf(source, {}, {0, 0, 1000, 1000}, [&source] { return source.read < 20; }),
                                 Cancelled);
        QVERIFY(source.read <= 20);
    }
};

QTEST_GUILESS_MAIN(TestMapSketch)
#include "tst_map_sketch.moc"
