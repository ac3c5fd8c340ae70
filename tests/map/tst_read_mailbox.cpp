#include "ui/map/read_mailbox.h"

#include <QTest>

using namespace pixelscape;

namespace {

TileRequest tile(std::uint64_t ticket, bool isQuick = false)
{
    return {{1, 0, int(ticket), 0}, ticket, isQuick};
}

/// The ticket of a tile; the negative column of a point; 0 for nothing, -100 - layer for live pixels.
int taken(const std::optional<ReadTask> &task)
{
    if (!task)
        return 0;
    if (const auto *request = std::get_if<TileRequest>(&*task))
        return int(request->ticket);
    if (const auto *point = std::get_if<PointRequest>(&*task))
        return -point->column;
    return -100 - std::get<LivePaint>(*task).layer;
}

} // namespace

class TestReadMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newerOrdersReplaceOlderOnes()
    {
        ReadMailbox box;
        box.setTiles({tile(1), tile(2), tile(3)});
        QCOMPARE(taken(box.take()), 1);
        box.setTiles({tile(4), tile(2)});
        QVERIFY(!box.isWanted(1));
        QVERIFY(box.isWanted(2));
        QVERIFY(!box.isWanted(3));
        QCOMPARE(taken(box.take()), 4);
        QCOMPARE(taken(box.take()), 2);
    }

    void whatWasBegunIsNotBegunAgain()
    {
        ReadMailbox box;
        box.setTiles({tile(1), tile(2)});
        QCOMPARE(taken(box.take()), 1);
        box.setTiles({tile(1), tile(2)});
        QVERIFY(box.isWanted(1));
        QCOMPARE(taken(box.take()), 2);
        QCOMPARE(taken(box.takeQuick()), 0);
    }

    void smallThingsComeFirst()
    {
        ReadMailbox box;
        box.setTiles({tile(1), tile(2, true)});
        box.ask({false, 5, 0, {}});
        box.ask({false, 6, 0, {}}); // the pointer has moved on
        box.ask({true, 7, 0, {}});
        box.paint({3, {}});
        box.paint({4, {}});
        QCOMPARE(taken(box.take()), -103);
        QCOMPARE(taken(box.takeQuick()), -104);
        QCOMPARE(taken(box.takeQuick()), -7);
        QCOMPARE(taken(box.takeQuick()), -6);
        QCOMPARE(taken(box.takeQuick()), 2);
        QCOMPARE(taken(box.takeQuick()), 0);
        QCOMPARE(taken(box.take()), 1);
    }

    void layersAreHandedOverOnce()
    {
        ReadMailbox box;
        QVERIFY(!box.takeLayers());
        MapLayer layer;
        layer.id = 9;
        layer.bands = {2, 1, 0};
        box.setLayers({layer});
        QCOMPARE(box.takeLayers()->at(0).id, 9);
        QVERIFY(!box.takeLayers());
        QVERIFY(box.isShown(9, {2, 1, 0}));
        QVERIFY(!box.isShown(9, {0}));
        QVERIFY(!box.isShown(8, {}));
    }

    void stopEndsEverything()
    {
        ReadMailbox box;
        box.setTiles({tile(1), tile(2)});
        QCOMPARE(taken(box.take()), 1);
        box.stop();
        QVERIFY(!box.isWanted(1));
        QVERIFY(!box.take());
        QVERIFY(!box.takeQuick());
    }
};

QTEST_GUILESS_MAIN(TestReadMailbox)
#include "tst_read_mailbox.moc"
