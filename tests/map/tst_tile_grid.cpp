#include "ui/map/tile_grid.h"

#include <QTest>

#include <cmath>

using namespace pixelscape;

namespace {

const TileGrid &grid()
{
    static const TileGrid one(Size{1000, 600});
    return one;
}

std::vector<std::pair<int, int>> places(const std::vector<TileKey> &keys)
{
    std::vector<std::pair<int, int>> found;
    found.reserve(keys.size());
    for (const TileKey &key : keys)
        found.emplace_back(key.column, key.row);
    return found;
}

} // namespace

class TestTileGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coarsestLevelIsOneTile_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("level");
        QTest::newRow("one pixel") << 1 << 0;
        QTest::newRow("one tile") << 256 << 0;
        QTest::newRow("a pixel more") << 257 << 1;
        QTest::newRow("large") << 20000 << 7;
        QTest::newRow("the largest") << 2147483647 << 23;
    }

    void coarsestLevelIsOneTile()
    {
        QFETCH(const int, side);
        QTEST(TileGrid(Size{3, side}).coarsestLevel(), "level");
    }

    void windowsAtTheEdge()
    {
        QCOMPARE(grid().window({1, 0, 3, 2}), (PixelRect{768, 512, 232, 88}));
        QCOMPARE(grid().window({1, 1, 1, 1}), (PixelRect{512, 512, 488, 88}));
        QCOMPARE(TileGrid::imageSize({512, 512, 488, 88}, 1), (Size{244, 44}));
        QCOMPARE(TileGrid::imageSize({0, 0, 1001, 1}, 2), (Size{251, 1}));
        QVERIFY(grid().window({1, 0, 4, 0}).isEmpty());
        const int most = 2147483647;
        QCOMPARE(TileGrid(Size{most, 1}).window({1, 23, 0, 0}), (PixelRect{0, 0, most, 1}));
    }

    void levelHasAPixelForEachOfTheScreen_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("level");
        QTest::newRow("enlarged") << 3.0 << 0;
        QTest::newRow("1:1") << 1.0 << 0;
        QTest::newRow("a little smaller") << 0.51 << 0;
        QTest::newRow("half") << 0.5 << 1;
        QTest::newRow("a third") << 1 / 3.0 << 1;
        QTest::newRow("quarter") << 0.25 << 2;
        QTest::newRow("coarser than there is") << 0.01 << 2;
    }

    void levelHasAPixelForEachOfTheScreen()
    {
        QFETCH(const double, scale);
        QTEST(grid().levelFor(QTransform::fromScale(scale, scale)), "level");
    }

    void unequalStepsTakeTheFinerOne() { QCOMPARE(grid().levelFor(QTransform::fromScale(0.25, 0.5)), 1); }

    void tilesFromTheMiddleOutward()
    {
        // The screen shows columns 300 to 556, rows 10 to 266; its middle is (428, 138).
        const auto tiles = grid().tilesOn(QRectF(0, 0, 256, 256), QTransform::fromTranslate(-300, -10), 5, 0);
        QCOMPARE(places(tiles), (std::vector<std::pair<int, int>>{{1, 0}, {2, 0}, {1, 1}, {2, 1}}));
        QCOMPARE(tiles.front().layer, 5);
    }

    void tilesEndWithTheRaster()
    {
        const QRectF screen(0, 0, 4000, 4000);
        QCOMPARE(grid().tilesOn(screen, QTransform(), 1, 0).size(), std::size_t(4 * 3));
        QCOMPARE(grid().tilesOn(screen, QTransform(), 1, 1).size(), std::size_t(2 * 2));
        QVERIFY(grid().tilesOn(screen, QTransform::fromTranslate(-5000, 0), 1, 0).empty());
        // Ends exactly where a tile does: no empty tile beyond.
        QCOMPARE(TileGrid(Size{512, 256}).tilesOn(screen, QTransform(), 1, 0).size(), std::size_t(2));
    }

    void cornersOfATurnedRasterAreLeftOut()
    {
        // Turned by 45 degrees about its upper left corner, the raster lies under the screen's left edge only where
        // its own lower left part is.
        QTransform turned;
        turned.rotate(45);
        const QRectF screen(-400, 380, 60, 60);
        const auto tiles = grid().tilesOn(screen, turned, 1, 0);
        for (const TileKey &key : tiles)
            QVERIFY(turned.mapRect(QRectF(key.column * 256, key.row * 256, 256, 256)).intersects(screen));
        // The middle of the screen, (-370, 410), is the raster's (28, 552).
        QCOMPARE(places(tiles).front(), (std::pair<int, int>{0, 2}));
    }

    void longReadsComeInParts()
    {
        const TileGrid large(Size{20000, 9000});
        QCOMPARE(large.parts({1, 3, 1, 1}).size(), std::size_t(1));
        // 4096 x 4096 pixels; below row 8192 there are 808 more.
        QCOMPARE(large.parts({1, 4, 1, 1}), (std::vector<PixelRect>{{4096, 4096, 2048, 2048},
                                                                    {6144, 4096, 2048, 2048},
                                                                    {4096, 6144, 2048, 2048},
                                                                    {6144, 6144, 2048, 2048}}));
        QCOMPARE(large.parts({1, 4, 4, 2}),
                 (std::vector<PixelRect>{{16384, 8192, 2048, 808}, {18432, 8192, 1568, 808}}));
    }

    void ancestorsCoverTheirTiles()
    {
        const TileKey key{1, 0, 3, 2};
        QCOMPARE(key.ancestor(1), (TileKey{1, 1, 1, 1}));
        QCOMPARE(key.ancestor(2), (TileKey{1, 2, 0, 0}));
        QVERIFY(grid().window(key.ancestor(1)).contains(grid().window(key)));
    }
};

QTEST_GUILESS_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
