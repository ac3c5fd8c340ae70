#include "ui/map/live_map_store.h"
#include "ui/map/tile_grid.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

const ClassLegend legend{{1, u"Water"_s, {0, 0, 255}}, {7, u"Forest"_s, {0, 160, 0}}};

/// A run over 600 x 300 cells that is shown reduced by 4: 150 x 75 codes.
MapLayer liveLayer()
{
    MapLayer layer;
    layer.kind = LayerKind::LiveResult;
    layer.raster.size = {600, 300};
    layer.legend = legend;
    layer.live = LiveMap{};
    layer.live->reduction = 4;
    layer.live->size = {150, 75};
    layer.live->legend = legend;
    return layer;
}

LiveUpdate update(PixelRect place, std::vector<std::uint16_t> codes)
{
    LiveUpdate made;
    made.pieces.push_back({place, std::move(codes)});
    return made;
}

QImage tile(LiveMapStore &store, const MapLayer &layer, const TileKey &key)
{
    return store.picture(layer, TileGrid(layer.raster.size).window(key), key.level, {});
}

QString shownAt(LiveMapStore &store, int x, int y)
{
    return store.valuesAt(liveLayer(), x, y).front().second;
}

} // namespace

class TestLiveMapStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty()
    {
        LiveMapStore store(*liveLayer().live);
        QVERIFY(tile(store, liveLayer(), {1, 0, 0, 0}).isNull());
        QCOMPARE(shownAt(store, 599, 299), u"not classified yet"_s);
    }

    void codesStandForTheirCells()
    {
        LiveMapStore store(*liveLayer().live);
        // Cells 8 to 15 of rows 4 to 7: water, then forest; below them one without data.
        store.paint(update({2, 1, 2, 2}, {0, 1, LiveMap::nodata, LiveMap::notYet}));
        QCOMPARE(shownAt(store, 11, 7), u"1 Water"_s);
        QCOMPARE(shownAt(store, 12, 4), u"7 Forest"_s);
        QCOMPARE(shownAt(store, 8, 8), u"no data"_s);
        QCOMPARE(shownAt(store, 12, 8), u"not classified yet"_s);
        QCOMPARE(shownAt(store, 16, 4), u"not classified yet"_s);
    }

    void tilesAtFinerAndCoarserLevels()
    {
        LiveMapStore store(*liveLayer().live);
        store.paint(update({2, 1, 2, 1}, {0, 1}));
        const QImage full = tile(store, liveLayer(), {1, 0, 0, 0});
        QCOMPARE(full.size(), QSize(256, 256));
        QCOMPARE(full.pixelColor(7, 4), QColor(0, 0, 0, 0));
        QCOMPARE(full.pixelColor(8, 4), QColor(0, 0, 255));
        QCOMPARE(full.pixelColor(15, 7), QColor(0, 160, 0));
        QCOMPARE(full.pixelColor(15, 8), QColor(0, 0, 0, 0));
        const QImage same = tile(store, liveLayer(), {1, 2, 0, 0});
        QCOMPARE(same.size(), QSize(150, 75));
        QCOMPARE(same.pixelColor(2, 1), QColor(0, 0, 255));
        QCOMPARE(same.pixelColor(3, 1), QColor(0, 160, 0));
    }

    void laterTilesBeginWhereTheyLie()
    {
        LiveMapStore store(*liveLayer().live);
        store.paint(update({128, 64, 1, 1}, {1})); // cell 512, 256
        QVERIFY(tile(store, liveLayer(), {1, 0, 1, 1}).isNull());
        const QImage last = tile(store, liveLayer(), {1, 0, 2, 1});
        QCOMPARE(last.size(), QSize(88, 44));
        QCOMPARE(last.pixelColor(0, 0), QColor(0, 160, 0));
    }

    void hiddenClassesAreNotPainted()
    {
        LiveMapStore store(*liveLayer().live);
        store.paint(update({0, 0, 2, 1}, {0, 1}));
        MapLayer layer = liveLayer();
        layer.hiddenClasses = {1};
        const QImage image = tile(store, layer, {1, 2, 0, 0});
        QCOMPARE(image.pixelColor(0, 0), QColor(0, 0, 0, 0));
        QCOMPARE(image.pixelColor(1, 0), QColor(0, 160, 0));
    }

    void piecesOverTheEdgeAreCut()
    {
        LiveMapStore store(*liveLayer().live);
        store.paint(update({149, 74, 2, 2}, {1, 0, 0, 0}));
        store.paint(update({-1, -1, 2, 2}, {0, 0, 0, 1}));
        QCOMPARE(shownAt(store, 599, 299), u"7 Forest"_s);
        QCOMPARE(shownAt(store, 0, 0), u"7 Forest"_s);
    }
};

QTEST_GUILESS_MAIN(TestLiveMapStore)
#include "tst_live_map_store.moc"
