#include "tests/map/map_rasters.h"
#include "ui/map/map_tiles.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// A run over the middle of a scene of 40 x 40 pixels: columns and rows 10 to 29, shown reduced by 2.
MapLayer liveLayer(const MapLayer &scene)
{
    MapLayer live;
    live.kind = LayerKind::LiveResult;
    live.raster = scene.raster;
    live.raster.size = {20, 20};
    live.legend = twoClasses;
    live.isFinished = false;
    live.live = LiveMap{};
    live.live->grid.window = {10, 10, 20, 20};
    live.live->reduction = 2;
    live.live->size = {10, 10};
    live.live->legend = twoClasses;
    return live;
}

LiveUpdate piece(PixelRect place, std::uint16_t code)
{
    LiveUpdate update;
    update.pieces.push_back({place, std::vector<std::uint16_t>(std::size_t(place.area()), code)});
    return update;
}

} // namespace

/// A result that grows, files that go away, memory.
class TestMapChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultGrows()
    {
        ShownMap map({400, 400});
        const MapLayer scene = sceneLayer(writeRampScene(file(u"grows.tif"_s)));
        map.layers.add(scene);
        const int id = map.layers.add(liveLayer(scene));
        QCOMPARE(map.colorOf(10, 10), rampColor(10, 10));
        map.layers.paint(id, piece({0, 0, 10, 5}, 0)); // its upper half
        QCOMPARE(map.colorOf(10, 10), water);
        QCOMPARE(map.colorOf(29, 19), water);
        QCOMPARE(map.colorOf(29, 20), rampColor(29, 20));
        QCOMPARE(map.colorOf(9, 10), rampColor(9, 10));
        map.layers.paint(id, piece({0, 5, 10, 5}, 1));
        map.layers.paint(id, piece({9, 9, 1, 1}, LiveMap::nodata));
        QCOMPARE(map.colorOf(27, 27), forest);
        QCOMPARE(map.colorOf(29, 29), rampColor(29, 29));
        map.layers.setHiddenClasses(id, {1});
        QCOMPARE(map.colorOf(29, 19), rampColor(29, 19));
        QCOMPARE(map.colorOf(27, 27), forest);
    }

    void manyUpdatesAreFewRepaints()
    {
        LayerStack layers;
        const MapLayer scene = sceneLayer(writeRampScene(file(u"few.tif"_s)));
        layers.add(scene);
        const int id = layers.add(liveLayer(scene));
        MapTiles tiles(layers);
        tiles.show({MapView({400, 400}, QRectF(0, 0, 40, 40)).fitted()});
        QTRY_VERIFY(!tiles.isReading());
        QSignalSpy changed(&tiles, &MapTiles::changed);
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < 500) {
            layers.paint(id, piece({0, 0, 10, 5}, 0));
            QTest::qWait(2);
        }
        const auto most = time.elapsed() / 100 + 1;
        QTRY_VERIFY(!tiles.isReading());
        QVERIFY2(changed.count() >= 2 && changed.count() <= most, qPrintable(QString::number(changed.count())));
    }

    void cellsThatWereNotReachedAreSaid()
    {
        ShownMap map({400, 400});
        const MapLayer scene = sceneLayer(writeRampScene(file(u"reached.tif"_s)));
        map.layers.add(scene);
        const int id = map.layers.add(liveLayer(scene));
        map.layers.paint(id, piece({0, 0, 1, 1}, 1));
        QSignalSpy read(&map.canvas, &MapCanvas::valuesRead);
        const auto shownAt = [&](QPoint place) {
            read.clear();
            map.movePointer(place);
            if (!read.wait())
                return u"nothing"_s;
            return read.last().at(0).value<Identified>().layers.at(0).values.at(0).second;
        };
        QCOMPARE(shownAt({105, 105}), u"2 Forest"_s);
        QCOMPARE(shownAt({125, 105}), u"not classified yet"_s);
    }

    void finishedRunIsShownFromItsFile()
    {
        ShownMap map({400, 400});
        const MapLayer scene = sceneLayer(writeRampScene(file(u"input.tif"_s)));
        map.layers.add(scene);
        MapLayer live = liveLayer(scene);
        live.live->grid.window = {0, 0, 40, 40};
        live.live->size = {20, 20};
        live.raster.size = {40, 40};
        const int id = map.layers.add(live);
        map.layers.paint(id, piece({0, 0, 20, 20}, 0));
        QCOMPARE(map.colorOf(20, 20), water);
        // Finer than the reduced map could show.
        const auto value = [](int, int column, int row) { return column == 20 && row == 20 ? 2 : 1; };
        map.layers.replaceLive(id, resultLayer(writeBytes(file(u"finished.tif"_s), {40, 40}, 1, value), twoClasses));
        QCOMPARE(map.colorOf(20, 20), forest);
        QCOMPARE(map.colorOf(21, 20), water);
    }

    void fileThatGoesAwayIsSaidOnce()
    {
        ShownMap map({800, 800});
        const QString gone = writeBytes(file(u"gone.tif"_s), {1000, 1000}, 1, [](int, int, int) { return 1; });
        const MapLayer layer = sceneLayer(gone);
        QVERIFY(QFile::remove(gone));
        QSignalSpy failed(&map.canvas, &MapCanvas::failed);
        const int id = map.layers.add(layer);
        QCOMPARE(map.picture().pixelColor(400, 400), map.background());
        map.canvas.oneToOne();
        map.picture();
        QSignalSpy read(&map.canvas, &MapCanvas::valuesRead);
        map.movePointer({300, 300});
        QTRY_VERIFY(!read.isEmpty());
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.at(0).at(0).toInt(), id);
        QVERIFY(failed.at(0).at(1).toString().contains(u"does not exist"_s));
        // The map lives on.
        const int scene = map.layers.add(sceneLayer(writeRampScene(file(u"other.tif"_s))));
        map.layers.remove(id);
        QCOMPARE(map.canvas.reference()->size, (Size{40, 40}));
        QVERIFY(map.layers.find(scene));
        QCOMPARE(map.colorOf(20, 20), rampColor(20, 20));
        QCOMPARE(failed.count(), 1);
    }

    void fileThatIsDamagedMeanwhileIsShownAsFarAsItGoes()
    {
        // Strips of 16 rows, from top to bottom; columns in black and white.
        MadeRaster made{.width = 2000, .height = 2100, .values = {}};
        for (int i = 0; i < made.width * made.height; ++i)
            made.values.push_back(i % 2 == 0 ? 0 : 255);
        made.options = {"BLOCKYSIZE=16"};
        const QString path = writeRaster(file(u"damaged.tif"_s), made);
        ShownMap map({512, 512});
        QSignalSpy failed(&map.canvas, &MapCanvas::failed);
        map.layers.add(sceneLayer(path));
        map.canvas.oneToOne();
        QCOMPARE(map.colorOf(1000, 1050), QColor(0, 0, 0));
        changeFile(path, [](QByteArray &content) { content.truncate(content.size() / 2); });
        for (int i = 0; i < 4; ++i) // to the lower edge
            QTest::keyClick(&map.canvas, Qt::Key_Down, Qt::ShiftModifier);
        map.picture();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.at(0).at(1).toString().contains(u"damaged"_s));
        for (int i = 0; i < 8; ++i) // to the upper one, which the file still has
            QTest::keyClick(&map.canvas, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(map.colorOf(1000, 100), QColor(0, 0, 0));
        QCOMPARE(map.colorOf(1001, 100), QColor(255, 255, 255));
        QCOMPARE(failed.count(), 1);
    }

    void memoryHasABound()
    {
        LayerStack layers;
        layers.add(sceneLayer(writeZeros(file(u"large.vrt"_s), {20000, 20000})));
        MapTiles tiles(layers);
        const MapView start = MapView({1000, 800}, QRectF(0, 0, 20000, 20000)).fitted().oneToOne(1);
        std::int64_t most = 0;
        for (int i = 0; i < 40; ++i) {
            tiles.show({start.centredOn({500.0 * i, 500.0 * i})});
            QTRY_VERIFY(!tiles.isReading());
            most = std::max(most, tiles.cache().bytes());
        }
        QVERIFY(most <= TileCache::mostBytes);
        QVERIFY(most > TileCache::mostBytes / 2); // it was full
    }

private:
    QString file(const QString &name) { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestMapChanges)
#include "tst_map_changes.moc"
