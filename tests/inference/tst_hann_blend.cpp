#include "core/inference/hann_blend.h"

#include <QTest>

#include <cmath>

using namespace pixelscape;

namespace {

ScoreMap mapOf(const std::vector<float> &values, int channels, Size size)
{
    return {values, channels, size, std::size_t(size.area()), 1};
}

} // namespace

class TestHannBlend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTileIsItself()
    {
        HannBlend blend({10, 20, 2, 1}, 2);
        const std::vector<float> scores{9, 1, 2, 9, 9, 3, 4, 9};
        blend.add(mapOf(scores, 2, {4, 1}), 9, 20);
        const ScoreMap means = blend.means();
        QCOMPARE(means.channels, 2);
        const std::vector<float> found(means.values.begin(), means.values.end());
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(found[i] - std::vector<float>{1, 2, 3, 4}[i]) < 1e-6F);
    }

    void overlappingTilesByTheirWeights()
    {
        // Two tiles of four columns, two apart. sin^2 at 1/8, 3/8, 5/8, 7/8 of half a turn: 0.1464, 0.8536, 0.8536,
        // 0.1464.
        HannBlend blend({0, 0, 6, 1}, 1);
        const std::vector<float> zeros(4, 0);
        const std::vector<float> ones(4, 1);
        blend.add(mapOf(zeros, 1, {4, 1}), 0, 0);
        blend.add(mapOf(ones, 1, {4, 1}), 2, 0);
        const ScoreMap means = blend.means();
        const std::vector<float> expected{0, 0, 0.14645F, 0.85355F, 1, 1};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(means.values[i] - expected[i]) < 1e-4F, qPrintable(QString::number(i)));
    }

    void channelsLast()
    {
        HannBlend blend({0, 0, 2, 1}, 2);
        const std::vector<float> scores{1, 10, 2, 20};
        blend.add({scores, 2, {2, 1}, 1, 2}, 0, 0);
        const ScoreMap means = blend.means();
        QCOMPARE((std::vector<float>(means.values.begin(), means.values.end())), (std::vector<float>{1, 2, 10, 20}));
    }
};

QTEST_GUILESS_MAIN(TestHannBlend)
#include "tst_hann_blend.moc"
