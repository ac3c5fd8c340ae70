#include "tests/map/map_rasters.h"
#include "ui/map/map_reader.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// The whole of it in one tile: 512 times reduced.
TileRequest wholeTile(std::uint64_t ticket)
{
    return {{1, 9, 0, 0}, ticket};
}

TileRequest smallTile(std::uint64_t ticket)
{
    return {{1, 0, 3, 3}, ticket};
}

struct Reading
{
    explicit Reading(const QString &path)
    {
        MapLayer layer = sceneLayer(path);
        layer.id = 1;
        reader.mailbox().setLayers({layer});
        reader.start();
    }

    /// Waits until the reader is in the midst of a tile that takes long.
    void beginWholeTile()
    {
        reader.mailbox().setTiles({smallTile(1), wholeTile(2)});
        if (!QTest::qWaitFor([this] { return !read.isEmpty(); }, 20000))
            qFatal("nothing was read");
        QTest::qWait(50);
    }

    MapReader reader;
    QSignalSpy read{&reader, &MapReader::tileRead};
    QSignalSpy failed{&reader, &MapReader::tileFailed};
    QSignalSpy points{&reader, &MapReader::pointRead};
};

} // namespace

class TestMapReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_huge = writeZeros(m_folder.filePath(u"huge.vrt"_s), {100000, 100000}); }

    void supersededReadIsGivenUp()
    {
        Reading reading(m_huge);
        reading.beginWholeTile();
        QElapsedTimer time;
        time.start();
        reading.reader.mailbox().setTiles({smallTile(3)});
        QTRY_COMPARE(reading.read.count(), 2);
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(reading.read.at(1).at(0).value<TileRequest>().ticket, std::uint64_t(3));
        QCOMPARE(reading.failed.count(), 0);
    }

    void valuesDoNotWaitForALongRead()
    {
        Reading reading(m_huge);
        reading.beginWholeTile();
        reading.reader.mailbox().ask({true, 7, 8, {{1, 7, 8}}});
        QTRY_COMPARE_WITH_TIMEOUT(reading.points.count(), 1, 1000);
        QCOMPARE(reading.read.count(), 1); // the long one goes on
        QVERIFY(reading.reader.mailbox().isWanted(2));
        const auto values = reading.points.at(0).at(1).value<Identified>();
        QCOMPARE(values.column, 7);
        QCOMPARE(values.layers.at(0).values.at(0).second, u"0"_s);
    }

    void layersMayGoDuringALongRead()
    {
        Reading reading(m_huge);
        reading.beginWholeTile();
        reading.reader.mailbox().setLayers({});
        reading.reader.mailbox().ask({true, 1, 1, {{1, 1, 1}}});
        QTRY_COMPARE_WITH_TIMEOUT(reading.points.count(), 1, 1000);
        QVERIFY(reading.points.at(0).at(1).value<Identified>().layers.empty());
        reading.reader.mailbox().setTiles({});
        QTest::qWait(200);
        QCOMPARE(reading.read.count(), 1);
        QCOMPARE(reading.failed.count(), 0);
    }

    void growingResultIsPaintedDuringALongRead()
    {
        Reading reading(m_huge);
        reading.beginWholeTile();
        MapLayer scene = sceneLayer(m_huge);
        scene.id = 1;
        MapLayer live;
        live.id = 2;
        live.kind = LayerKind::LiveResult;
        live.raster.size = {4, 4};
        live.live = LiveMap{};
        live.live->size = {4, 4};
        live.live->legend = {{1, u"Water"_s, {0, 0, 255}}};
        reading.reader.mailbox().setLayers({live, scene});
        LiveUpdate update;
        update.pieces.push_back({{1, 2, 1, 1}, {0}});
        reading.reader.mailbox().paint({2, update});
        reading.reader.mailbox().setTiles({{{2, 0, 0, 0}, 5, true}, wholeTile(2)});
        QTRY_COMPARE_WITH_TIMEOUT(reading.read.count(), 2, 1000);
        QCOMPARE(reading.read.at(1).at(0).value<TileRequest>().key.layer, 2);
        QCOMPARE(reading.read.at(1).at(1).value<QImage>().pixelColor(1, 2), QColor(0, 0, 255));
    }

    void longReadIsShownAsItGrows()
    {
        Reading reading(m_huge);
        QSignalSpy begun(&reading.reader, &MapReader::tileBegun);
        reading.beginWholeTile();
        QTRY_VERIFY(begun.count() >= 2);
        QCOMPARE(reading.read.count(), 1);
        const auto first = begun.at(0).at(1).value<QImage>();
        QCOMPARE(first.size(), QSize(196, 196)); // 100000 / 512, and a little
        QCOMPARE(first.pixelColor(0, 0).alpha(), 255);
        QCOMPARE(first.pixelColor(195, 195).alpha(), 0);
    }

    void endsAtOnce()
    {
        auto reading = std::make_unique<Reading>(m_huge);
        reading->beginWholeTile();
        QElapsedTimer time;
        time.start();
        reading.reset();
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    }

    void fileThatIsGoneFailsEachTime()
    {
        const QString path =
            writeRaster(m_folder.filePath(u"gone.tif"_s), {.width = 2, .height = 2, .values = {1, 2, 3, 4}});
        MapLayer layer = sceneLayer(path);
        layer.id = 1;
        QVERIFY(QFile::remove(path));
        MapReader reader;
        QSignalSpy failed(&reader, &MapReader::tileFailed);
        QSignalSpy read(&reader, &MapReader::tileRead);
        reader.mailbox().setLayers({layer});
        reader.start();
        reader.mailbox().setTiles({{{1, 0, 0, 0}, 1}});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.at(0).at(1).toString().contains(u"gone.tif does not exist"_s));
        // It is back: nothing needs to be opened anew by hand.
        writeRaster(path, {.width = 2, .height = 2, .values = {1, 2, 3, 4}});
        reader.mailbox().setTiles({{{1, 0, 0, 0}, 2}});
        QTRY_COMPARE(read.count(), 1);
    }

private:
    QTemporaryDir m_folder;
    QString m_huge; ///< takes many seconds to read whole
};

QTEST_MAIN(TestMapReader)
#include "tst_map_reader.moc"
