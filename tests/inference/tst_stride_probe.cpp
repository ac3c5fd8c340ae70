#include "core/inference/stride_probe.h"
#include "tests/inference/probe_networks.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace pixelscape;

namespace {

constexpr Size largeTile{256, 256};

/// The map that the network answers for a whole tile.
MapReading readingOf(const FakeNetwork &network, const ProbeRegion &region, int margin, TensorLayout layout)
{
    const TileBatch batch{region.tile, region.channels, layout, 1};
    const std::vector<float> tensor = region.cut(region.tile, 0, 0, layout);
    const FakeOutput output = network({batch.tensorShape(), tensor});
    const Size map{region.tile.width - 2 * margin, region.tile.height - 2 * margin};
    const auto area = std::size_t(map.area());
    const int channels = int(output.values.size() / area);
    if (layout == TensorLayout::ChannelsLast)
        return {{0, channels, map, 1, std::size_t(channels)}, margin, 1};
    return {{0, channels, map, area, 1}, margin, 1};
}

int strideOf(const FakeNetwork &network, const ProbeRegion &region, int margin = 0,
             TensorLayout layout = TensorLayout::ChannelsFirst)
{
    FakeEngine engine(network);
    return StrideProbe(engine, layout, 1, readingOf(network, region, margin, layout), region).find().stride;
}

/// Adds a little of the whole tile's mean to every score, as a network with a global pooling does.
FakeNetwork withGlobalPart(float share, FakeNetwork network)
{
    return [share, network = std::move(network)](const TensorView &input) {
        double sum = 0;
        for (const float value : input.values)
            sum += double(value);
        FakeOutput output = network(input);
        for (float &score : output.values)
            score += share * float(sum / double(input.values.size()));
        return output;
    };
}

/// Adds a weak wave of 34 columns that stays with the tile, as what a network sees of the tile's edge does.
FakeNetwork withWave(float height, FakeNetwork network)
{
    return [height, network = std::move(network)](const TensorView &input) {
        FakeOutput output = network(input);
        const auto width = std::size_t(output.shape.at(3));
        for (std::size_t i = 0; i < output.values.size(); ++i)
            output.values[i] += height * std::sin(float(i % width) * (2 * std::numbers::pi_v<float> / 34));
        return output;
    };
}

float sigmoid(float score)
{
    return 1 / (1 + std::exp(-score));
}

} // namespace

class TestStrideProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheStride_data()
    {
        QTest::addColumn<int>("stride");
        for (const int stride : {1, 2, 4, 8, 16, 32, 64})
            QTest::addRow("%d", stride) << stride;
    }

    void findsTheStride()
    {
        QFETCH(int, stride);
        QCOMPARE(strideOf(blockMeans(stride, 40), groundFor(largeTile)), stride);
    }

    void seesTheStrideThroughASigmoid()
    {
        const FakeNetwork network = withScores(secondScore(blockMeans(8, 50)), sigmoid);
        QCOMPARE(strideOf(network, groundFor(largeTile)), 8);
    }

    void channelsLastHasTheSameStride()
    {
        const FakeNetwork network = channelsLast(3, blockMeans(4, 40));
        QCOMPARE(strideOf(network, groundFor(largeTile, 3), 0, TensorLayout::ChannelsLast), 4);
    }

    void mapSmallerThanTheTile()
    {
        // A margin that is no multiple of the stride.
        QCOMPARE(strideOf(croppedBy(6, blockMeans(4, 40)), groundFor(largeTile), 6), 4);
        QCOMPARE(strideOf(croppedNeighbourSumNetwork(), groundFor(largeTile), 1), 1);
        QCOMPARE(strideOf(croppedBy(40, blockMeans(16, 40)), groundFor(largeTile), 40), 16);
    }

    void networkOfAFixedSizeIsAskedWithIt()
    {
        QCOMPARE(strideOf(onlyFor({512, 512}, blockMeans(8, 40)), groundFor({512, 512})), 8);
    }

    void smallTiles()
    {
        QCOMPARE(strideOf(blockMeans(4, 40), groundFor({32, 32})), 4);
        QCOMPARE(strideOf(blockMeans(2, 40), groundFor({64, 16})), 2);
        // Nowhere to shift to.
        QCOMPARE(strideOf(thresholdNetwork(40), groundFor({1, 1})), 1);
        QCOMPARE(strideOf(thresholdNetwork(40), groundFor({3, 2})), 1);
    }

    void sameAnswerEverywhereIsShownStrongerNoise()
    {
        // Blocks of 4x4 reach 1000.6 with noise four times as strong, and never with the first noise of 1: the mean of
        // 16 values spread over -1..1 deviates by 0.14.
        const FakeNetwork network =
            withScores(secondScore(blockMeans(4, 1000.6F)), [](float score) { return std::max(score, 0.0F); });
        QCOMPARE(strideOf(network, flatGroundFor(largeTile, 1000)), 4);
    }

    void saturatedWhateverItIsShown()
    {
        const FakeNetwork network = withScores(secondScore(blockMeans(8, 0)), sigmoid);
        QCOMPARE(strideOf(network, flatGroundFor(largeTile, 1000)), 1);
    }

    void networkThatLooksAtItsWholeTile()
    {
        // Nothing but the tile's mean and the pixel: no shift is better than another.
        QCOMPARE(strideOf(withGlobalPart(5, thresholdNetwork(40)), groundFor(largeTile)), 1);
        // Blocks show through a small part of the whole tile.
        QCOMPARE(strideOf(withGlobalPart(0.01F, blockMeans(8, 40)), groundFor(largeTile)), 8);
    }

    void seesBeyondWhatItWasShown()
    {
        const auto seesBeyond = [](const FakeNetwork &network) {
            const ProbeRegion region = groundFor(largeTile);
            FakeEngine engine(network);
            const MapReading reading = readingOf(network, region, 0, TensorLayout::ChannelsFirst);
            return StrideProbe(engine, TensorLayout::ChannelsFirst, 1, reading, region).find().seesBeyond;
        };
        QCOMPARE(seesBeyond(blockMeans(8, 40)), 0);
        // The window of 16 pixels ends 80 from the edge of a tile of 192.
        QCOMPARE(seesBeyond(withGlobalPart(0.01F, blockMeans(8, 40))), 80);
        QCOMPARE(seesBeyond(withGlobalPart(0.01F, blockMeans(32, 40))), 64);
        // Where no shift is worse than another, the stride may be what makes the difference.
        QCOMPARE(seesBeyond(withGlobalPart(5, thresholdNetwork(40))), 0);
    }

    void smallestOfTheShiftsThatAreAboutAsGood()
    {
        // Shifted by 8 the wave differs by 2 sin(8 pi / 34) = 1.35 of its height, by 32 only by 0.37.
        QCOMPARE(strideOf(withWave(0.05F, blockMeans(8, 40)), groundFor(largeTile)), 8);
    }

    void networkThatStopsAnswering()
    {
        const MapReading reading{{0, 2, largeTile, std::size_t(largeTile.area()), 1}, 0, 1};
        const ProbeRegion region = groundFor(largeTile);
        for (const int calls : {0, 1}) {
            FakeEngine engine(throwingNetwork(blockMeans(8, 40), calls, QStringLiteral("no")));
            QCOMPARE(StrideProbe(engine, TensorLayout::ChannelsFirst, 1, reading, region).find().stride, 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestStrideProbe)
#include "tst_stride_probe.moc"
