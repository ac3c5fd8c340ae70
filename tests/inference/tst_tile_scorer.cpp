#include "core/inference/tile_scorer.h"
#include "tests/inference/probe_networks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// A network that answers what it is given, one channel, whatever the batch.
NetworkContract contractFor(Size tile, int batch = 1, int scale = 1)
{
    NetworkContract contract;
    contract.tile = tile;
    contract.batch = batch;
    const Size map{tile.width / scale, tile.height / scale};
    contract.reading = {{0, 1, map, std::size_t(map.area()), 1}, 0, scale};
    contract.scores = {1, false, false};
    return contract;
}

/// Each pixel gets its column number in the tile as it was given: what is turned back shows where it had been.
FakeOutput columnNumbers(const TensorView &input)
{
    FakeOutput output{{1, 1, input.shape[2], input.shape[3]}, {}};
    for (int y = 0; y < input.shape[2]; ++y)
        for (int x = 0; x < input.shape[3]; ++x)
            output.values.push_back(float(x));
    return output;
}

std::vector<float> scored(const FakeNetwork &network, const NetworkContract &contract, const Augmentation &augmentation)
{
    FakeEngine engine(network);
    TileScorer scorer(engine, contract, 1, augmentation);
    const std::vector<float> tensor(std::size_t(contract.tile.area()));
    const std::span<const float> tiles[]{tensor};
    const std::vector<ScoreMap> maps = scorer.score(tiles);
    return {maps.front().values.begin(), maps.front().values.end()};
}

} // namespace

class TestTileScorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTileAlone()
    {
        QCOMPARE(scored(columnNumbers, contractFor({3, 2}), {}), (std::vector<float>{0, 1, 2, 0, 1, 2}));
    }

    /// Over all eight ways a pixel of a square of three is at columns x, 2-x, y and 2-y, each twice.
    void allEightWays_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<std::vector<float>>("expected");
        QTest::newRow("mean") << int(MergePolicy::Mean) << std::vector<float>(9, 1);
        QTest::newRow("maximum") << int(MergePolicy::Maximum) << std::vector<float>{2, 2, 2, 2, 1, 2, 2, 2, 2};
        QTest::newRow("minimum") << int(MergePolicy::Minimum) << std::vector<float>{0, 0, 0, 0, 1, 0, 0, 0, 0};
    }

    void allEightWays()
    {
        QFETCH(int, policy);
        QFETCH(std::vector<float>, expected);
        QCOMPARE(scored(columnNumbers, contractFor({3, 3}), {true, MergePolicy(policy), ImageSpace::Map}), expected);
    }

    void photographsAreMirroredOnly()
    {
        // Columns 0 1 2 4 and mirrored 4 ... : the network answers the column, squared to tell the two apart.
        const auto squares = withScores(columnNumbers, [](float column) { return column * column; });
        QCOMPARE(scored(squares, contractFor({4, 1}), {true, MergePolicy::Mean, ImageSpace::Pixel}),
                 (std::vector<float>{4.5F, 2.5F, 2.5F, 4.5F}));
    }

    void oblongTilesAreNotTurned()
    {
        QCOMPARE(variantsOf({true, MergePolicy::Mean, ImageSpace::Map}, {4, 2}).size(), std::size_t(4));
        QCOMPARE(scored(columnNumbers, contractFor({4, 2}), {true, MergePolicy::Maximum, ImageSpace::Map}),
                 (std::vector<float>{3, 2, 2, 3, 3, 2, 2, 3}));
    }

    void turningAndTurningBack()
    {
        const std::vector<float> picture{1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19};
        const PictureLayout layout{{3, 3}, 2, 9, 1};
        std::vector<std::vector<float>> seen;
        for (const Dihedral &way : variantsOf({true, MergePolicy::Mean, ImageSpace::Map}, {3, 3})) {
            std::vector<float> turned(18);
            std::vector<float> back(18);
            turn(picture, layout, way, turned);
            turnBack(turned, layout, way, back);
            QCOMPARE(back, picture);
            QVERIFY(std::ranges::find(seen, turned) == seen.end());
            seen.push_back(turned);
        }
        QCOMPARE(seen.size(), std::size_t(8));
        std::vector<float> turned(18);
        turn(picture, layout, {true, true, false}, turned); // a quarter to the right
        QCOMPARE(turned, (std::vector<float>{7, 4, 1, 8, 5, 2, 9, 6, 3, 17, 14, 11, 18, 15, 12, 19, 16, 13}));
    }

    void coarseMapsAreInterpolated()
    {
        // Pixel centres at 0.25 and 0.75 between two scores.
        const FakeNetwork two = [](const TensorView &) { return FakeOutput{{1, 1, 1, 2}, {0, 8}}; };
        QCOMPARE(scored(two, contractFor({4, 2}, 1, 2), {}), (std::vector<float>{0, 2, 6, 8, 0, 2, 6, 8}));
        NetworkContract labels = contractFor({4, 2}, 1, 2);
        labels.scores.integral = true;
        QCOMPARE(scored(two, labels, {}), (std::vector<float>{0, 0, 8, 8, 0, 0, 8, 8}));
    }

    void aBatchThatIsNotFull()
    {
        FakeEngine engine(batched(3, identityNetwork()));
        TileScorer scorer(engine, contractFor({2, 1}, 3), 1, {});
        const std::vector<float> first{1, 2};
        const std::vector<float> second{3, 4};
        const std::span<const float> tiles[]{first, second};
        const std::vector<ScoreMap> maps = scorer.score(tiles);
        QCOMPARE(maps.size(), std::size_t(2));
        QCOMPARE(maps[0].values.back(), 2.0F);
        QCOMPARE(maps[1].values.front(), 3.0F);
    }
};

QTEST_GUILESS_MAIN(TestTileScorer)
#include "tst_tile_scorer.moc"
