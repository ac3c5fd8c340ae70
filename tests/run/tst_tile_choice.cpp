#include "core/run/tile_choice.h"

#include <QTest>

using namespace pixelscape;

namespace {

/// Tiles of 512 that keep 256, of a network with a stride of 16.
constexpr TilePlanSettings quarterPadding{{512, 512}, 128, 0, 16};
constexpr std::int64_t plenty = 24 << 20;

Size chosen(const PixelRect &window, const TilePlanSettings &settings, const TileLimits &limits)
{
    return chooseLargerTile(window, settings, limits);
}

TilePlan planWith(const PixelRect &window, TilePlanSettings settings, Size tile)
{
    settings.inferred = tile;
    return {window, settings};
}

} // namespace

class TestTileChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tilesShareTheRasterEvenly_data()
    {
        QTest::addColumn<PixelRect>("window");
        QTest::addColumn<int>("workers");
        QTest::addColumn<Size>("tile");
        // In millions of pixels: 3 x 4 tiles of 3008 x 2304 (they grow by 64) are 6 rounds of two workers, 41.6, and
        // 3.5 for memory. 4 x 4 of 2304 x 2304 are 8 rounds, 42.5, and 2.7: as good. 5 x 4 of 1920 x 2304 would be
        // 44.2 and 2.2, which is 3 % more.
        QTest::newRow("a square") << PixelRect{0, 0, 8192, 8192} << 2 << Size{2304, 2304};
        // Begins at 8, in the same phase of 16 pixels: the lattice has its first column at 0.
        QTest::newRow("not from a multiple") << PixelRect{8, 0, 8184, 8192} << 2 << Size{2304, 2304};
    }

    void tilesShareTheRasterEvenly()
    {
        QFETCH(PixelRect, window);
        QFETCH(int, workers);
        QFETCH(Size, tile);
        QCOMPARE(chosen(window, quarterPadding, {workers, plenty}), tile);
    }

    /// Each pixel is written once, by tiles in the stride's phase, with the halo around it.
    void planOfLargerTiles()
    {
        const PixelRect window{1000, 37, 9001, 7003};
        const Size tile = chosen(window, quarterPadding, {3, plenty});
        const TilePlan plan = planWith(window, quarterPadding, tile);
        QCOMPARE(plan.halo(), 128);
        QCOMPARE(plan.tile(), tile);
        std::int64_t written = 0;
        for (int id = 0; id < plan.sectionCount(); ++id) {
            for (const TileWindow &part : plan.section(id).tiles) {
                QVERIFY((part.readX + 128) % 16 == 0 && (part.readY + 128) % 16 == 0);
                QVERIFY(part.write.x - part.readX >= 128 && part.write.y - part.readY >= 128);
                QVERIFY(part.readX + tile.width - part.write.right() >= 128);
                QVERIFY(part.readY + tile.height - part.write.bottom() >= 128);
                QVERIFY(window.contains(part.write));
                written += part.write.area();
            }
        }
        QCOMPARE(written, window.area());
        QVERIFY(pixelsOfOneWorker(plan, 3) < 0.5 * pixelsOfOneWorker(TilePlan(window, quarterPadding), 3));
    }

    void memoryIsKept()
    {
        const Size tile = chosen({0, 0, 8192, 8192}, quarterPadding, {2, 1 << 20});
        QVERIFY(tile.area() <= 1 << 20);
        QVERIFY(tile.area() > 512 * 512);
        QCOMPARE(chosen({0, 0, 8192, 8192}, quarterPadding, {2, 512 * 512}), Size());
    }

    void sidesMayBeLimited()
    {
        const Size tile = chosen({0, 0, 8192, 8192}, quarterPadding, {2, plenty, false, 1000});
        QVERIFY(tile.width <= 1000 && tile.height <= 1000);
        QVERIFY(tile.area() > 512 * 512);
    }

    void tilesThatAreTurnedAreSquare()
    {
        const Size tile = chosen({0, 0, 20000, 5000}, quarterPadding, {2, plenty, true});
        QVERIFY(tile.width > 512);
        QCOMPARE(tile.width, tile.height);
    }

    void nothingToSpare()
    {
        QCOMPARE(chosen({0, 0, 600, 600}, quarterPadding, {2, plenty}), Size()); // a few seconds as it is
        constexpr TilePlanSettings noPadding{{512, 512}, 0, 0, 16};
        QCOMPARE(chosen({0, 0, 8192, 8192}, noPadding, {2, plenty}), Size()); // no pixel is computed twice
    }

    /// One cell in 32 by 32 has data, far from each other: a larger tile would be as large for each of them.
    void scatteredDataIsWorthNoLargerTile()
    {
        const PixelRect window{0, 0, 8192, 8192};
        std::vector<std::uint8_t> hasData(32 * 32, 0);
        for (const std::size_t i : {70, 90, 500, 520, 900})
            hasData[i] = 1;
        const DataSketch sketch({window, {32, 32}}, hasData);
        QCOMPARE(chooseLargerTile(window, quarterPadding, {2, plenty}, sketch), Size());
    }

    /// Data in the left quarter alone is inferred as fast as if there were no more.
    void largerTilesWhereTheDataIs()
    {
        const PixelRect window{0, 0, 16384, 8192};
        std::vector<std::uint8_t> hasData(64 * 32, 0);
        for (std::size_t i = 0; i < hasData.size(); ++i)
            hasData[i] = i % 64 < 16;
        const DataSketch sketch({window, {64, 32}}, hasData);
        const Size tile = chooseLargerTile(window, quarterPadding, {2, plenty}, sketch);
        QVERIFY(tile.area() > 512 * 512);
        const TilePlan plan = planWith(window, quarterPadding, tile);
        QVERIFY(pixelsOfOneWorker(plan, 2, sketch) < 1.5 * 4096 * 8192 / 2);
    }

    /// A tile that stands for three of a network that crops 24 pixels itself.
    void networksWithAMarginOfTheirOwn()
    {
        constexpr TilePlanSettings cropping{{256, 256}, 0, 24, 8};
        const Size tile = chosen({0, 0, 6000, 6000}, cropping, {2, plenty});
        QVERIFY(tile.width > 256);
        const TilePlan plan = planWith({0, 0, 6000, 6000}, cropping, tile);
        QCOMPARE(plan.halo(), 24);
        QCOMPARE(plan.step().width, tile.width - 48);
    }
};

QTEST_GUILESS_MAIN(TestTileChoice)
#include "tst_tile_choice.moc"
