#include "ui/map/screen_layers.h"

#include <QTest>

using namespace pixelscape;

namespace {

MapLayer scene(Size size, int overviews = 0)
{
    MapLayer layer;
    layer.raster.size = size;
    layer.raster.overviews = overviews;
    return layer;
}

/// A window of 800 x 800 that shows the stack's reference at `scale`, from its middle.
Screen screenAt(const LayerStack &layers, double scale, double ratio = 1)
{
    const Size size = layers.layers().back().raster.size;
    const MapView fitted = MapView(QSize(800, 800), QRectF(0, 0, size.width, size.height)).fitted();
    return {fitted.zoomedAt({400, 400}, scale / fitted.scale()), ratio};
}

std::vector<TileRequest> missing(const LayerStack &layers, const Screen &screen, const TileCache &cache = TileCache())
{
    return missingTiles(screenLayers(layers, screen), screen, cache);
}

Tile tile()
{
    return {QImage(256, 256, QImage::Format_ARGB32_Premultiplied)};
}

} // namespace

class TestScreenLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coarseTilesFirstWhereTheyAreCheap()
    {
        LayerStack layers;
        layers.add(scene({20480, 20480}, 6));
        const auto wanted = missing(layers, screenAt(layers, 1));
        // The middle of the raster is a corner of its tiles at all levels but the last: 4 coarse tiles, 8 times
        // coarser, then 16 sharp ones around it.
        QCOMPARE(wanted.size(), std::size_t(4 + 16));
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QCOMPARE(wanted[i].key.level, i < 4 ? 3 : 0);
        QCOMPARE(wanted.at(4).key.ancestor(3), wanted.at(0).key);
    }

    void largeRasterWithoutOverviewsIsSketchedFirst()
    {
        LayerStack layers;
        layers.add(scene({20480, 20480}));
        auto wanted = missing(layers, screenAt(layers, 0.25));
        QCOMPARE(wanted.size(), std::size_t(1 + 16));
        QVERIFY(wanted.front().isSketch);
        const TileKey whole = wanted.front().key;
        QCOMPARE(whole.level, 7);
        wanted.erase(wanted.begin());
        for (const TileRequest &request : wanted)
            QVERIFY(request.key.level == 2 && !request.isSketch);
        TileCache cache;
        cache.insert(whole, {tile().image, false, false, false, true});
        QVERIFY(missing(layers, screenAt(layers, 0.25), cache) == wanted);
    }

    void nothingCoarseWhereSomethingIsShown()
    {
        LayerStack layers;
        const int id = layers.add(scene({20480, 20480}, 6));
        TileCache cache;
        cache.insert({id, 7, 0, 0}, tile());
        QCOMPARE(missing(layers, screenAt(layers, 1), cache).size(), std::size_t(16));
        cache.insert({id, 0, 40, 40}, tile());
        QCOMPARE(missing(layers, screenAt(layers, 1), cache).size(), std::size_t(15));
    }

    void denseScreensNeedFinerTiles()
    {
        LayerStack layers;
        layers.add(scene({20480, 20480}));
        QCOMPARE(screenLayers(layers, screenAt(layers, 0.25, 1)).at(0).level, 2);
        QCOMPARE(screenLayers(layers, screenAt(layers, 0.25, 2)).at(0).level, 1);
    }

    void tilesOnScreenFitTheCache()
    {
        LayerStack layers;
        layers.add(scene({20480, 20480}));
        const Screen screen = screenAt(layers, 0.26); // 3077 pixels of the raster each way: 8 x 8 tiles at level 1
        QCOMPARE(screenLayers(layers, screen).at(0).level, 1);
        QCOMPARE(screenLayers(layers, screen, 8 << 20).at(0).level, 2);
        QCOMPARE(screenLayers(layers, screen, 1).at(0).level, 7);
    }

    void unseenLayersAreNotRead()
    {
        LayerStack layers;
        const int id = layers.add(scene({300, 300}));
        QCOMPARE(missing(layers, screenAt(layers, 1)).size(), std::size_t(1 + 4));
        layers.setOpacity(id, 0);
        QVERIFY(missing(layers, screenAt(layers, 1)).empty());
        layers.setOpacity(id, 0.5);
        layers.setVisible(id, false);
        QVERIFY(missing(layers, screenAt(layers, 1)).empty());
    }

    void growingResultComesFirstAndNoFinerThanItIs()
    {
        LayerStack layers;
        layers.add(scene({2048, 2048}));
        MapLayer live = scene({2048, 2048});
        live.kind = LayerKind::LiveResult;
        live.live = LiveMap{};
        live.live->reduction = 5;
        const int id = layers.add(live);
        const auto wanted = missing(layers, screenAt(layers, 1));
        QCOMPARE(wanted.front().key.layer, id);
        for (const TileRequest &request : wanted) {
            QCOMPARE(request.isQuick, request.key.layer == id);
            if (request.isQuick)
                QCOMPARE(request.key.level, 2);
        }
    }

    void layersLieWhereTheirGroundIs()
    {
        LayerStack layers;
        MapLayer reference = scene({400, 400});
        reference.raster.hasGeoTransform = true;
        reference.raster.geoTransform = {{1000, 1, 0, 2000, 0, -1}};
        layers.add(reference);
        MapLayer part = reference;
        part.kind = LayerKind::Result;
        part.raster.size = {100, 100};
        part.raster.geoTransform = reference.raster.geoTransform.movedTo(300, 0);
        layers.add(part);
        part.raster.hasGeoTransform = false;
        layers.add(part);
        const Screen screen = screenAt(layers, 2); // the reference fills the window
        const auto shown = screenLayers(layers, screen);
        QCOMPARE(shown.size(), std::size_t(2)); // the one without ground cannot be placed
        QCOMPARE(shown.at(0).toDevice.map(QPointF(0, 0)), QPointF(600, 0));
        QCOMPARE(shown.at(0).toDevice.map(QPointF(100, 100)), QPointF(800, 200));
        QCOMPARE(shown.at(1).toDevice.map(QPointF(400, 400)), QPointF(800, 800));
    }
};

QTEST_GUILESS_MAIN(TestScreenLayers)
#include "tst_screen_layers.moc"
