#include "core/run/tile_plan.h"

#include <QtTest>

#include <map>

using namespace pixelscape;

namespace {

struct PlanCase
{
    PixelRect window;
    TilePlanSettings settings;

    QByteArray name() const
    {
        return QByteArray("window ") + QByteArray::number(window.x) + ',' + QByteArray::number(window.y) + ' ' +
               QByteArray::number(window.width) + 'x' + QByteArray::number(window.height) + ", tile " +
               QByteArray::number(settings.tile.width) + 'x' + QByteArray::number(settings.tile.height) + ", padding " +
               QByteArray::number(settings.padding) + ", margin " + QByteArray::number(settings.margin) + ", stride " +
               QByteArray::number(settings.stride) + ", section " + QByteArray::number(settings.tilesPerSection);
    }
};

/// Single pixels, rows and columns, windows away from the origin, tiles that are larger than the window, paddings that
/// are no multiple of the stride, networks that crop by themselves.
std::vector<PlanCase> manyCases()
{
    std::vector<PlanCase> cases;
    const std::vector<PixelRect> windows{{0, 0, 1, 1},    {0, 0, 97, 61},   {0, 0, 64, 64}, {5, 3, 1, 1},
                                         {17, 40, 70, 9}, {64, 32, 32, 64}, {0, 0, 130, 1}, {31, 0, 1, 77}};
    struct Cut
    {
        Size tile;
        int padding;
        int margin;
        int stride;
    };
    const std::vector<Cut> cuts{{{16, 16}, 0, 0, 1},     {{16, 16}, 4, 0, 1}, {{16, 16}, 3, 0, 4},
                                {{32, 32}, 8, 0, 8},     {{32, 32}, 5, 0, 8}, {{32, 32}, 15, 0, 8},
                                {{256, 256}, 64, 0, 32}, {{24, 40}, 5, 0, 2}, {{30, 30}, 0, 7, 4},
                                {{5, 5}, 2, 0, 1},       {{4, 4}, 1, 0, 8},   {{21, 21}, 3, 0, 4}};
    for (const PixelRect &window : windows)
        for (const Cut &cut : cuts)
            for (const int tilesPerSection : {0, 1, 3})
                cases.push_back({window, {cut.tile, cut.padding, cut.margin, cut.stride, tilesPerSection}});
    return cases;
}

std::vector<TileWindow> tilesOf(const TilePlan &plan)
{
    std::vector<TileWindow> tiles;
    for (int id = 0; id < plan.sectionCount(); ++id)
        for (const TileWindow &tile : plan.section(id).tiles)
            tiles.push_back(tile);
    return tiles;
}

int phase(int value, int stride)
{
    return ((value % stride) + stride) % stride;
}

} // namespace

Q_DECLARE_METATYPE(PlanCase)

class TestTilePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void haloAndStep_data();
    void haloAndStep();
    void everyPixelIsWrittenOnce_data() { addManyCases(); }
    void everyPixelIsWrittenOnce();
    void whatIsWrittenLiesWithinTheHalo_data() { addManyCases(); }
    void whatIsWrittenLiesWithinTheHalo();
    void tilesLieOnTheLatticeOfTheInput_data();
    void tilesLieOnTheLatticeOfTheInput();
    void sectionsAreInRasterOrder_data() { addManyCases(); }
    void sectionsAreInRasterOrder();
    void tilesOfAWindowAreCropsOfThoseOfTheWhole_data() { addManyCases(); }
    void tilesOfAWindowAreCropsOfThoseOfTheWhole();
    void columnsReadAreThoseOfTheWidestSection_data() { addManyCases(); }
    void columnsReadAreThoseOfTheWidestSection();
    void tilesWithDataAreThoseThatWriteThere_data() { addManyCases(); }
    void tilesWithDataAreThoseThatWriteThere();
    void sectionsAreWholeBatches();
    void aSmallPlanTileByTile();
    void sectionSizeIsChosenByTheNumberOfTiles();
    void blendedSectionsSeeEveryTileThatTouchesThem();
    void blendedTilesDoNotDependOnTheWindow();

private:
    static void addManyCases();
};

void TestTilePlan::addManyCases()
{
    QTest::addColumn<PlanCase>("planCase");
    for (const PlanCase &planCase : manyCases())
        QTest::newRow(planCase.name().constData()) << planCase;
}

void TestTilePlan::haloAndStep_data()
{
    QTest::addColumn<TilePlanSettings>("settings");
    QTest::addColumn<int>("halo");
    QTest::addColumn<Size>("step");
    using S = TilePlanSettings;
    QTest::newRow("as asked") << S{{256, 256}, 64, 0, 1} << 64 << Size{128, 128};
    QTest::newRow("padding is a multiple of the stride") << S{{256, 256}, 64, 0, 32} << 64 << Size{128, 128};
    QTest::newRow("padding is rounded up") << S{{256, 256}, 24, 0, 32} << 32 << Size{192, 192};
    QTest::newRow("rounded up as far as a stride of room is left") << S{{96, 96}, 30, 0, 32} << 32 << Size{32, 32};
    QTest::newRow("rounded down where up leaves no room") << S{{32, 32}, 15, 0, 8} << 8 << Size{16, 16};
    QTest::newRow("the step is rounded down") << S{{100, 100}, 30, 0, 16} << 32 << Size{32, 32};
    QTest::newRow("the tile is no multiple of the stride") << S{{21, 21}, 3, 0, 4} << 4 << Size{12, 12};
    QTest::newRow("the tile is smaller than the stride") << S{{4, 4}, 1, 0, 8} << 0 << Size{4, 4};
    QTest::newRow("wide tile") << S{{64, 32}, 8, 0, 8} << 8 << Size{48, 16};
    QTest::newRow("the network crops by itself") << S{{572, 572}, 0, 92, 16} << 92 << Size{384, 384};
    QTest::newRow("no padding") << S{{512, 512}, 0, 0, 32} << 0 << Size{512, 512};
}

void TestTilePlan::haloAndStep()
{
    QFETCH(TilePlanSettings, settings);
    QFETCH(int, halo);
    QFETCH(Size, step);
    const TilePlan plan({0, 0, 1000, 1000}, settings);
    QCOMPARE(plan.halo(), halo);
    QCOMPARE(plan.step().width, step.width);
    QCOMPARE(plan.step().height, step.height);
}

void TestTilePlan::everyPixelIsWrittenOnce()
{
    QFETCH(PlanCase, planCase);
    const PixelRect &window = planCase.window;
    const TilePlan plan(window, planCase.settings);
    const std::vector<TileWindow> tiles = tilesOf(plan);
    QCOMPARE(std::int64_t(tiles.size()), plan.tileCount());
    std::vector<int> writes(std::size_t(window.area()));
    for (const TileWindow &tile : tiles) {
        QVERIFY(!tile.write.isEmpty());
        QVERIFY(window.contains(tile.write));
        for (int y = tile.write.y; y < tile.write.bottom(); ++y)
            for (int x = tile.write.x; x < tile.write.right(); ++x)
                ++writes[std::size_t(y - window.y) * std::size_t(window.width) + std::size_t(x - window.x)];
    }
    QCOMPARE(std::ranges::count(writes, 1), std::ptrdiff_t(writes.size()));
}

void TestTilePlan::whatIsWrittenLiesWithinTheHalo()
{
    QFETCH(PlanCase, planCase);
    const TilePlan plan(planCase.window, planCase.settings);
    const Size tile = planCase.settings.tile;
    QVERIFY(plan.halo() >= planCase.settings.margin);
    for (const TileWindow &t : tilesOf(plan)) {
        const PixelRect inner = PixelRect{t.readX, t.readY, tile.width, tile.height}.grownBy(-plan.halo());
        QVERIFY(inner.contains(t.write));
    }
}

/// A tile that is smaller than the stride has no lattice to lie on.
void TestTilePlan::tilesLieOnTheLatticeOfTheInput_data()
{
    QTest::addColumn<PlanCase>("planCase");
    for (const PlanCase &planCase : manyCases())
        if (planCase.settings.stride <= planCase.settings.tile.width)
            QTest::newRow(planCase.name().constData()) << planCase;
}

void TestTilePlan::tilesLieOnTheLatticeOfTheInput()
{
    QFETCH(PlanCase, planCase);
    const int stride = planCase.settings.stride;
    const TilePlan plan(planCase.window, planCase.settings);
    for (const TileWindow &tile : tilesOf(plan)) {
        // What the network sees at the input's (0,0) is the first pixel of a cell of its own grid; a network that
        // crops starts its grid that much earlier.
        QCOMPARE(phase(tile.readX + planCase.settings.margin, stride), 0);
        QCOMPARE(phase(tile.readY + planCase.settings.margin, stride), 0);
    }
}

void TestTilePlan::sectionsAreInRasterOrder()
{
    QFETCH(PlanCase, planCase);
    const PixelRect &window = planCase.window;
    const TilePlan plan(window, planCase.settings);
    QCOMPARE(plan.sectionCount(), plan.sectionRows() * plan.sectionsInRow());
    PixelRect before{window.x, window.y, 0, 0};
    for (int id = 0; id < plan.sectionCount(); ++id) {
        const Section section = plan.section(id);
        QCOMPARE(section.id, id);
        const bool startsRow = id % plan.sectionsInRow() == 0;
        QCOMPARE(section.write.x, startsRow ? window.x : before.right());
        QCOMPARE(section.write.y, startsRow ? before.bottom() : before.y);
        const PixelRect rows = plan.rowWindow(id / plan.sectionsInRow());
        QCOMPARE(rows.x, window.x);
        QCOMPARE(rows.width, window.width);
        QCOMPARE(section.write.y, rows.y);
        QCOMPARE(section.write.height, rows.height);
        std::int64_t area = 0;
        for (const TileWindow &tile : section.tiles) {
            QVERIFY(section.write.contains(tile.write));
            area += tile.write.area();
        }
        QCOMPARE(section.write.area(), area);
        if (planCase.settings.tilesPerSection > 0)
            QVERIFY(int(section.tiles.size()) <= planCase.settings.tilesPerSection);
        before = section.write;
    }
    QCOMPARE(before.right(), window.right());
    QCOMPARE(before.bottom(), window.bottom());
}

void TestTilePlan::tilesOfAWindowAreCropsOfThoseOfTheWhole()
{
    QFETCH(PlanCase, planCase);
    const PixelRect whole{0, 0, planCase.window.right() + 13, planCase.window.bottom() + 29};
    std::map<std::pair<int, int>, PixelRect> writeOfRead;
    for (const TileWindow &tile : tilesOf(TilePlan(whole, planCase.settings)))
        writeOfRead[{tile.readX, tile.readY}] = tile.write;
    for (const TileWindow &tile : tilesOf(TilePlan(planCase.window, planCase.settings))) {
        const auto found = writeOfRead.find({tile.readX, tile.readY});
        QVERIFY(found != writeOfRead.end());
        QVERIFY(found->second.intersected(planCase.window) == tile.write);
    }
}

void TestTilePlan::tilesWithDataAreThoseThatWriteThere()
{
    QFETCH(PlanCase, planCase);
    const PixelRect &window = planCase.window;
    const TilePlan plan(window, planCase.settings);
    QCOMPARE(plan.tilesWithData({}), plan.tileCount());
    const CellGrid grid{window, {std::min(5, window.width), std::min(3, window.height)}};
    std::vector<std::uint8_t> hasData(std::size_t(grid.cells.area()), 0);
    hasData[hasData.size() / 2] = 1;
    const PixelRect cell =
        grid.cell(int(hasData.size() / 2) % grid.cells.width, int(hasData.size() / 2) / grid.cells.width);
    std::int64_t touching = 0;
    for (const TileWindow &tile : tilesOf(plan))
        touching += tile.write.intersected(cell).area() > 0 ? 1 : 0;
    QCOMPARE(plan.tilesWithData({grid, hasData}), touching);
}

/// The network takes as long for a part of a batch.
void TestTilePlan::sectionsAreWholeBatches()
{
    TilePlanSettings settings{{256, 256}, 64};
    settings.batch = 8;
    QCOMPARE(TilePlan({0, 0, 2560, 2560}, settings).cellsPerSection(), (Size{8, 1}));
    QCOMPARE(TilePlan({0, 0, 25600, 25600}, settings).cellsPerSection(), (Size{8, 1}));
    settings.batch = 5;
    QCOMPARE(TilePlan({0, 0, 25600, 25600}, settings).cellsPerSection(), (Size{10, 1}));
    settings.tilesPerSection = 3;
    QCOMPARE(TilePlan({0, 0, 25600, 25600}, settings).cellsPerSection(), (Size{3, 1}));
}

void TestTilePlan::columnsReadAreThoseOfTheWidestSection()
{
    QFETCH(PlanCase, planCase);
    const TilePlan plan(planCase.window, planCase.settings);
    int widest = 0;
    for (int id = 0; id < plan.sectionCount(); ++id) {
        const std::vector<TileWindow> tiles = plan.section(id).tiles;
        const auto [left, right] = std::ranges::minmax(tiles, {}, &TileWindow::readX);
        widest = std::max(widest, right.readX + plan.tile().width - left.readX);
    }
    QCOMPARE(plan.columnsRead(), widest);
}

/// Tile 8, padding 2: a step of 4. The window starts in the second column and the first row of the lattice.
void TestTilePlan::aSmallPlanTileByTile()
{
    const TilePlan plan({5, 2, 6, 4}, {{8, 8}, 2, 0, 1, 1});
    QCOMPARE(plan.sectionCount(), 4);
    const std::vector<TileWindow> tiles = tilesOf(plan);
    const std::vector<TileWindow> expected{
        {2, -2, {5, 2, 3, 2}}, {6, -2, {8, 2, 3, 2}}, {2, 2, {5, 4, 3, 2}}, {6, 2, {8, 4, 3, 2}}};
    QCOMPARE(tiles.size(), expected.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        QCOMPARE(tiles[i].readX, expected[i].readX);
        QCOMPARE(tiles[i].readY, expected[i].readY);
        QVERIFY(tiles[i].write == expected[i].write);
    }
}

void TestTilePlan::sectionSizeIsChosenByTheNumberOfTiles()
{
    const TilePlanSettings settings{{10, 10}, 0, 0, 1, 0};
    QCOMPARE(TilePlan({0, 0, 30, 30}, settings).cellsPerSection().width, 1);
    QCOMPARE(TilePlan({0, 0, 200, 200}, settings).cellsPerSection().width, 2);      // 400 tiles
    QCOMPARE(TilePlan({0, 0, 10000, 10000}, settings).cellsPerSection().width, 12); // a million tiles
    const auto widthOfLarge = [](int side) {
        return TilePlan({0, 0, 100000, 100000}, {{side, side}, 0, 0, 1, 0}).cellsPerSection().width;
    };
    QCOMPARE(widthOfLarge(256), 8); // 2^19 pixels
    QCOMPARE(widthOfLarge(512), 2);
    QCOMPARE(widthOfLarge(3000), 1);
}

/// Every tile of the lattice, worked out by trying them all: those whose own cell begins in the raster.
void TestTilePlan::blendedSectionsSeeEveryTileThatTouchesThem()
{
    TilePlanSettings settings{{32, 24}, 6, 0, 2, 2};
    settings.isBlended = true;
    settings.raster = {101, 77};
    const TilePlan plan({0, 0, 101, 77}, settings);
    QCOMPARE(plan.step(), (Size{20, 12}));
    std::int64_t covered = 0;
    std::int64_t tiles = 0;
    for (int id = 0; id < plan.sectionCount(); ++id) {
        const Section section = plan.section(id);
        covered += section.write.area();
        tiles += std::int64_t(section.tiles.size());
        std::vector<TileWindow> expected;
        for (int y = -6; y + 6 < 77; y += 12)
            for (int x = -6; x + 6 < 101; x += 20)
                if (const PixelRect part = PixelRect{x, y, 32, 24}.intersected(section.write); !part.isEmpty())
                    expected.push_back({x, y, part});
        QCOMPARE(section.tiles.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(section.tiles[i].readX, expected[i].readX);
            QCOMPARE(section.tiles[i].readY, expected[i].readY);
            QVERIFY(section.tiles[i].write == expected[i].write);
        }
        QVERIFY(int(section.tiles.size()) <= plan.tilesOfLargestSection());
    }
    QCOMPARE(plan.columnsRead(), 3 * 20 + 32); // the second section shows four of them
    QCOMPARE(covered, std::int64_t(101 * 77));
    QCOMPARE(plan.tileCount(), tiles);
}

void TestTilePlan::blendedTilesDoNotDependOnTheWindow()
{
    TilePlanSettings settings{{32, 32}, 8, 0, 1, 1};
    settings.isBlended = true;
    settings.raster = {200, 200};
    // One pixel of a small window gets the same tiles, in the same order, as in the whole raster.
    const auto seeing = [](const TilePlan &plan, int x, int y) {
        std::vector<std::pair<int, int>> tiles;
        for (int id = 0; id < plan.sectionCount(); ++id) {
            const Section section = plan.section(id);
            if (section.write.contains({x, y, 1, 1}))
                for (const TileWindow &tile : section.tiles)
                    if (tile.write.contains({x, y, 1, 1}))
                        tiles.emplace_back(tile.readX, tile.readY);
        }
        return tiles;
    };
    const TilePlan whole({0, 0, 200, 200}, settings);
    const TilePlan part({73, 81, 60, 50}, settings);
    for (int y = 81; y < 131; y += 7)
        for (int x = 73; x < 133; x += 7)
            QCOMPARE(seeing(part, x, y), seeing(whole, x, y));
    // Tiles begin at -8, 8, 24, 40, ... and are 32 long.
    QCOMPARE(seeing(whole, 40, 50), (std::vector<std::pair<int, int>>{{24, 24}, {40, 24}, {24, 40}, {40, 40}}));
}

QTEST_GUILESS_MAIN(TestTilePlan)
#include "tst_tile_plan.moc"
