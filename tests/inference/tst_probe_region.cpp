#include "core/inference/probe_region.h"

#include <QTest>

#include <cmath>

using namespace pixelscape;

namespace {

using Numbers = std::vector<float>;

/// Two channels of a region for tiles of 40x30: its pixel in column x and row y holds x + 1000 y, plus half a million
/// in the second channel.
ProbeRegion countedRegion()
{
    ProbeRegion region{{40, 30}, 2, {}};
    for (const int channel : {0, 1})
        for (int y = 0; y < 30 + ProbeRegion::extra; ++y)
            for (int x = 0; x < 40 + ProbeRegion::extra; ++x)
                region.pixels.push_back(float(x + 1000 * y + 500000 * channel));
    return region;
}

ProbeRegion regionOf(const std::function<float(int)> &value)
{
    ProbeRegion region{{40, 30}, 1, {}};
    const int count = (40 + ProbeRegion::extra) * (30 + ProbeRegion::extra);
    for (int i = 0; i < count; ++i)
        region.pixels.push_back(value(i));
    return region;
}

Numbers differences(const Numbers &a, const Numbers &b)
{
    Numbers result;
    for (std::size_t i = 0; i < a.size(); ++i)
        result.push_back(a[i] - b[i]);
    return result;
}

float largest(const Numbers &values)
{
    float result = 0;
    for (const float value : values)
        result = std::max(result, std::abs(value));
    return result;
}

} // namespace

class TestProbeRegion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsTheGround()
    {
        const ProbeRegion region = countedRegion();
        QCOMPARE(region.cut({2, 3}, 0, 0, TensorLayout::ChannelsFirst),
                 (Numbers{0, 1, 1000, 1001, 2000, 2001, 500000, 500001, 501000, 501001, 502000, 502001}));
        QCOMPARE(region.cut({3, 1}, 5, 0, TensorLayout::ChannelsFirst),
                 (Numbers{5005, 5006, 5007, 505005, 505006, 505007}));
        QCOMPARE(region.cut({3, 1}, 5, 0, TensorLayout::ChannelsLast),
                 (Numbers{5005, 505005, 5006, 505006, 5007, 505007}));
    }

    void reachesTheLastPixelOfTheRegion()
    {
        const ProbeRegion region = countedRegion();
        const Numbers tile = region.cut(region.tile, ProbeRegion::extra, 0, TensorLayout::ChannelsFirst);
        QCOMPARE(tile.size(), std::size_t(2 * 40 * 30));
        QCOMPARE(tile.front(), 64064.0F);
        QCOMPARE(tile.back(), 500000.0F + 93 * 1000 + 103);
    }

    void sameNoiseStaysWithTheSameGround()
    {
        const ProbeRegion region = countedRegion();
        const Numbers unshifted = region.cut({40, 30}, 0, 0.5F, TensorLayout::ChannelsFirst);
        const Numbers shifted = region.cut({33, 23}, 7, 0.5F, TensorLayout::ChannelsFirst);
        for (std::size_t channel = 0; channel < 2; ++channel)
            for (std::size_t y = 0; y < 23; ++y)
                for (std::size_t x = 0; x < 33; ++x)
                    QCOMPARE(shifted[(channel * 23 + y) * 33 + x], unshifted[(channel * 30 + y + 7) * 40 + x + 7]);
        QCOMPARE(region.cut({40, 30}, 0, 0.5F, TensorLayout::ChannelsFirst), unshifted);
    }

    void layoutsShowTheSameNoise()
    {
        const ProbeRegion region = countedRegion();
        const Numbers first = region.cut({40, 30}, 3, 2, TensorLayout::ChannelsFirst);
        const Numbers last = region.cut({40, 30}, 3, 2, TensorLayout::ChannelsLast);
        for (std::size_t i = 0; i < 1200; ++i) {
            QCOMPARE(last[2 * i], first[i]);
            QCOMPARE(last[2 * i + 1], first[1200 + i]);
        }
    }

    /// Values of 80 and 120 in equal parts: the deviation is 20.
    void noiseIsAsStrongAsTheGroundVaries()
    {
        const ProbeRegion region = regionOf([](int i) { return i % 2 ? 80.0F : 120.0F; });
        const Numbers plain = region.cut({40, 30}, 0, 0, TensorLayout::ChannelsFirst);
        const Numbers noise = differences(region.cut({40, 30}, 0, 0.5F, TensorLayout::ChannelsFirst), plain);
        // Evenly spread over -10..10: of 1,200 values some are near the ends, and the mean is near 0.
        QVERIFY(largest(noise) <= 10.001F);
        QVERIFY(largest(noise) > 9.5F);
        double sum = 0;
        for (const float value : noise)
            sum += double(value);
        QVERIFY(std::abs(sum / 1200) < 1);
        const Numbers strong = differences(region.cut({40, 30}, 0, 4, TensorLayout::ChannelsFirst), plain);
        QVERIFY(std::abs(largest(strong) / largest(noise) - 8) < 0.01F);
    }

    void flatGroundGetsNoiseOfOne()
    {
        const ProbeRegion region = regionOf([](int) { return 7.0F; });
        Numbers noise = region.cut({40, 30}, 0, 1, TensorLayout::ChannelsFirst);
        for (float &value : noise)
            value -= 7;
        QVERIFY(largest(noise) <= 1);
        QVERIFY(largest(noise) > 0.95F);
    }

    void channelsGetNoiseOfTheirOwn()
    {
        ProbeRegion region = regionOf([](int) { return 0.0F; });
        region.pixels.resize(region.pixels.size() * 2, 0.0F);
        region.channels = 2;
        const Numbers tensor = region.cut({40, 30}, 0, 1, TensorLayout::ChannelsFirst);
        QVERIFY(largest(differences({tensor.begin(), tensor.begin() + 1200}, {tensor.begin() + 1200, tensor.end()})) >
                0.5F);
    }
};

QTEST_GUILESS_MAIN(TestProbeRegion)
#include "tst_probe_region.moc"
