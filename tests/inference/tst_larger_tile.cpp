#include "core/inference/larger_tile.h"
#include "tests/inference/probe_networks.h"

#include <QTest>

using namespace pixelscape;

namespace {

/// One score a pixel: the mean of what lies up to `reach` columns to its left, zero beyond the tile.
FakeNetwork meanToTheLeft(int reach)
{
    return [reach](const TensorView &input) {
        FakeOutput output{{1, 1, input.shape[2], input.shape[3]}, {}};
        for (int y = 0; y < input.shape[2]; ++y) {
            for (int x = 0; x < input.shape[3]; ++x) {
                float sum = 0;
                for (int from = std::max(0, x - reach); from <= x; ++from)
                    sum += input.values[std::size_t(y * input.shape[3] + from)];
                output.values.push_back(sum);
            }
        }
        return output;
    };
}

/// The difference to the mean of the whole tile.
FakeOutput comparedWithAll(const TensorView &input)
{
    double sum = 0;
    for (const float value : input.values)
        sum += double(value);
    FakeOutput output{{1, 1, input.shape[2], input.shape[3]}, {input.values.begin(), input.values.end()}};
    for (float &value : output.values)
        value -= float(sum / double(input.values.size()));
    return output;
}

FakeOutput alwaysOne(const TensorView &input)
{
    return {{1, 1, input.shape[2], input.shape[3]}, std::vector<float>(input.values.size(), 1.0F)};
}

FakeOutput onlyTilesOf24(const TensorView &input)
{
    if (input.shape[2] != 24)
        throw Error(QStringLiteral("The network takes 24 rows."));
    return meanToTheLeft(0)(input);
}

LargerTile found(const FakeNetwork &network, int halo, const ProbeRegion &region)
{
    FakeEngine engine(network);
    NetworkContract contract;
    contract.tile = {40, 24};
    contract.reading = {{0, 1, {40, 24}, std::size_t(40 * 24), 1}, 0, 1};
    contract.scores = {1, false, false};
    return tryLargerTile(engine, contract, region, halo);
}

} // namespace

/// On tiles of 40x24 pixels, with as much ground around them as probe regions have.
class TestLargerTile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void farthestPixelSeen_data()
    {
        QTest::addColumn<int>("reach");
        QTest::addColumn<int>("halo");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("only itself") << 0 << 0 << true;
        QTest::newRow("the halo") << 4 << 4 << true;
        QTest::newRow("less than the halo") << 3 << 4 << true;
        QTest::newRow("one pixel beyond") << 5 << 4 << false;
        QTest::newRow("no halo at all") << 1 << 0 << false;
    }

    void farthestPixelSeen()
    {
        QFETCH(int, reach);
        QFETCH(int, halo);
        QFETCH(bool, isSame);
        QCOMPARE(found(meanToTheLeft(reach), halo, groundFor({40, 24})) == LargerTile::Same, isSame);
        QCOMPARE(found(meanToTheLeft(reach), halo, groundFor({40, 24})) == LargerTile::Different, !isSame);
    }

    /// Noise shows what ground without data does not.
    void groundWithoutData()
    {
        QCOMPARE(found(meanToTheLeft(5), 4, flatGroundFor({40, 24}, 0)), LargerTile::Different);
        QCOMPARE(found(meanToTheLeft(4), 4, flatGroundFor({40, 24}, 0)), LargerTile::Same);
    }

    void networksThatLookAtTheWholeTile()
    {
        QCOMPARE(found(comparedWithAll, 8, groundFor({40, 24})), LargerTile::Different);
    }

    void nothingIsLearnt()
    {
        QCOMPARE(found(alwaysOne, 4, groundFor({40, 24})), LargerTile::Unknown);
        QCOMPARE(found(onlyTilesOf24, 4, groundFor({40, 24})), LargerTile::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestLargerTile)
#include "tst_larger_tile.moc"
