#include "ui/map/layer_painter.h"

#include <QTest>

using namespace pixelscape;

namespace {

Tile tile(QColor color, QSize size = {256, 256})
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(color);
    return {image};
}

/// The left half in one colour, the right half in the other.
Tile halves(QColor left, QColor right)
{
    Tile made = tile(left);
    QPainter(&made.image).fillRect(128, 0, 128, 256, right);
    return made;
}

/// A raster of 1024 x 1024 pixels, half as large on a screen of 512 x 512: 2 x 2 tiles of level 1.
QImage painted(const TileCache &cache, double opacity = 1)
{
    MapLayer layer;
    layer.id = 1;
    layer.opacity = opacity;
    const ScreenLayer on{&layer, TileGrid(Size{1024, 1024}), QTransform::fromScale(0.5, 0.5), 1};
    QImage screen(512, 512, QImage::Format_ARGB32_Premultiplied);
    screen.fill(Qt::white);
    QPainter painter(&screen);
    LayerPainter(painter, cache, on).paint(QRectF(screen.rect()));
    return screen;
}

} // namespace

/// What stands in for a tile that is not there yet.
class TestLayerPainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsThere() { QCOMPARE(painted(TileCache()).pixelColor(100, 100), QColor(Qt::white)); }

    void ownTileIsBest()
    {
        TileCache cache;
        cache.insert({1, 1, 0, 0}, tile(Qt::red));
        cache.insert({1, 2, 0, 0}, tile(Qt::blue));
        for (int i = 0; i < 4; ++i)
            cache.insert({1, 0, i % 2, i / 2}, tile(Qt::green));
        const QImage shown = painted(cache);
        QCOMPARE(shown.pixelColor(255, 255), QColor(Qt::red));
        QCOMPARE(shown.pixelColor(256, 255), QColor(Qt::blue));
    }

    void pieceOfACoarserTile()
    {
        TileCache cache;
        cache.insert({1, 2, 0, 0}, halves(Qt::red, Qt::blue));
        const QImage shown = painted(cache);
        QCOMPARE(shown.pixelColor(100, 100), QColor(Qt::red));
        QCOMPARE(shown.pixelColor(250, 400), QColor(Qt::red));
        QCOMPARE(shown.pixelColor(262, 400), QColor(Qt::blue));
        QCOMPARE(shown.pixelColor(500, 10), QColor(Qt::blue));
    }

    void partsOverASketch()
    {
        TileCache cache;
        Tile sketch = tile(Qt::blue, {8, 8});
        sketch.isSketch = true;
        cache.insert({1, 2, 0, 0}, sketch);
        Tile part = tile(Qt::transparent);
        QPainter(&part.image).fillRect(0, 0, 256, 100, Qt::red);
        part.isPart = true;
        cache.insert({1, 1, 0, 0}, part);
        QImage shown = painted(cache);
        QCOMPARE(shown.pixelColor(100, 90), QColor(Qt::red));
        QCOMPARE(shown.pixelColor(100, 150), QColor(Qt::blue));
        QCOMPARE(shown.pixelColor(400, 90), QColor(Qt::blue));
        // A coarse tile that was read is better than a part.
        cache.insert({1, 2, 0, 0}, tile(Qt::green));
        shown = painted(cache);
        QCOMPARE(shown.pixelColor(100, 90), QColor(Qt::green));
    }

    void finerTilesWhereTheyAreAllThere()
    {
        TileCache cache;
        cache.insert({1, 2, 0, 0}, tile(Qt::blue));
        cache.insert({1, 0, 0, 0}, tile(Qt::red));
        cache.insert({1, 0, 1, 0}, tile(Qt::green));
        cache.insert({1, 0, 0, 1}, tile(Qt::green));
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::blue));
        cache.insert({1, 0, 1, 1}, tile(Qt::red));
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::red));
        QCOMPARE(painted(cache).pixelColor(200, 60), QColor(Qt::green));
        QCOMPARE(painted(cache).pixelColor(300, 60), QColor(Qt::blue));
    }

    void someFinerTilesAreBetterThanNothing()
    {
        TileCache cache;
        cache.insert({1, 0, 0, 0}, tile(Qt::red));
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::red));
        QCOMPARE(painted(cache).pixelColor(200, 60), QColor(Qt::white));
    }

    void partsAreShownWhereNothingWholeIs()
    {
        TileCache cache;
        Tile part = tile(Qt::red);
        part.isPart = true;
        cache.insert({1, 1, 0, 0}, part);
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::red));
        cache.insert({1, 2, 0, 0}, tile(Qt::blue));
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::blue));
    }

    void missingTileIsSeenThrough()
    {
        TileCache cache;
        cache.insertMissing({1, 1, 0, 0});
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::white));
        cache.insert({1, 2, 0, 0}, tile(Qt::blue));
        QCOMPARE(painted(cache).pixelColor(60, 60), QColor(Qt::blue));
    }

    void mixtureOfStandInsIsMixedOnce()
    {
        TileCache cache;
        cache.insert({1, 2, 0, 0}, tile(Qt::black));
        cache.insert({1, 1, 0, 0}, tile(Qt::black));
        for (int i = 0; i < 4; ++i)
            cache.insert({1, 0, 2 + i % 2, i / 2}, tile(Qt::black));
        const QImage shown = painted(cache, 0.5);
        const QColor grey = shown.pixelColor(10, 10);
        QVERIFY(std::abs(grey.red() - 128) <= 1);
        for (int y = 0; y < 512; ++y)
            for (int x = 0; x < 512; ++x)
                QCOMPARE(shown.pixelColor(x, y), grey);
    }
};

QTEST_MAIN(TestLayerPainter)
#include "tst_layer_painter.moc"
