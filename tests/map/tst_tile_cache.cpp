#include "ui/map/tile_cache.h"
#include "ui/map/tile_orders.h"

#include <QTest>

using namespace pixelscape;

namespace {

constexpr Size raster{1000, 600};

Tile tile(QColor color = Qt::red)
{
    QImage image(256, 256, QImage::Format_ARGB32_Premultiplied);
    image.fill(color);
    return {image};
}

} // namespace

/// What is there, and what is waited for.
class TestTileCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinItsBytes()
    {
        constexpr std::int64_t bytes = 4 << 20; // 15 tiles of 256 KiB and what they take beside
        TileCache cache(bytes);
        for (int column = 0; column < 200; ++column) {
            cache.insert({1, 0, column, 0}, tile());
            QVERIFY(cache.bytes() <= bytes);
        }
        QVERIFY(cache.find({1, 0, 199, 0}));
        QVERIFY(cache.find({1, 0, 185, 0}));
        QVERIFY(!cache.find({1, 0, 184, 0}));
    }

    void whatIsLookedAtStays()
    {
        TileCache cache(4 << 20);
        cache.insert({1, 0, 0, 0}, tile());
        for (int column = 1; column < 100; ++column) {
            cache.insert({1, 0, column, 0}, tile());
            QVERIFY(cache.find({1, 0, 0, 0}));
        }
    }

    void expiredTilesAreShownUntilTheNewOnesAreThere()
    {
        TileCache cache;
        cache.insert({1, 0, 0, 0}, tile());
        cache.insert({2, 0, 0, 0}, tile());
        cache.expire(1);
        QVERIFY(!cache.isSettled({1, 0, 0, 0}));
        QVERIFY(cache.find({1, 0, 0, 0}));
        QVERIFY(cache.isSettled({2, 0, 0, 0}));
        cache.remove(1);
        QVERIFY(!cache.find({1, 0, 0, 0}));
        QVERIFY(cache.find({2, 0, 0, 0}));
    }

    void onlyTheTouchedTilesExpire()
    {
        TileCache cache;
        for (const TileKey &key : {TileKey{1, 0, 0, 0}, TileKey{1, 0, 1, 0}, TileKey{1, 1, 0, 0}})
            cache.insert(key, tile());
        cache.expire(1, {255, 10, 1, 1}, raster);
        QVERIFY(!cache.isSettled({1, 0, 0, 0}));
        QVERIFY(cache.isSettled({1, 0, 1, 0}));
        QVERIFY(!cache.isSettled({1, 1, 0, 0}));
    }

    void missingTilesAreNotReadAgainAndHideNothing()
    {
        TileCache cache;
        cache.insert({1, 1, 0, 0}, tile());
        cache.insertMissing({1, 0, 1, 1});
        QVERIFY(cache.isSettled({1, 0, 1, 1}));
        TileKey ancestor;
        cache.insertMissing({1, 2, 0, 0});
        QVERIFY(cache.findAncestor({1, 0, 1, 1}, 2, ancestor));
        QCOMPARE(ancestor, (TileKey{1, 1, 0, 0}));
        QVERIFY(!cache.findAncestor({1, 1, 1, 0}, 2, ancestor));
        // One that was read before it failed is still shown.
        cache.expire(1);
        cache.insertMissing({1, 1, 0, 0});
        QVERIFY(cache.isSettled({1, 1, 0, 0}));
        QVERIFY(!cache.find({1, 1, 0, 0})->isMissing);
    }

    void ordersKeepTheirTickets()
    {
        TileOrders orders;
        const TileRequest a{{1, 0, 0, 0}};
        const TileRequest b{{1, 0, 1, 0}};
        const auto first = orders.replace({a, b});
        const auto second = orders.replace({b});
        QCOMPARE(second.at(0).ticket, first.at(1).ticket);
        QVERIFY(!orders.isWanted(a.key));
        QVERIFY(!orders.settle(first.at(0)));
        const auto third = orders.replace({a, b});
        QVERIFY(third.at(0).ticket != first.at(0).ticket);
        QVERIFY(orders.settle(third.at(0)));
        QVERIFY(orders.settle(third.at(1)));
        QVERIFY(orders.isEmpty());
    }

    void changedPixelsAreOrderedAnew()
    {
        TileOrders orders;
        const TileRequest left{{1, 0, 0, 0}};
        const TileRequest right{{1, 0, 1, 0}};
        const auto before = orders.replace({left, right});
        orders.renew(1, {300, 0, 5, 5}, raster);
        QVERIFY(!orders.settle(before.at(1)));
        const auto after = orders.replace({left, right});
        QCOMPARE(after.at(0).ticket, before.at(0).ticket);
        QVERIFY(after.at(1).ticket != before.at(1).ticket);
        orders.renew(1);
        QVERIFY(!orders.settle(after.at(0)));
        QVERIFY(!orders.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTileCache)
#include "tst_tile_cache.moc"
