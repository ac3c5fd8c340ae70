#include "core/inference/decide.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

using Numbers = std::vector<float>;
using Classes = std::vector<std::int64_t>;

/// Without its scores.
ScoreMap channelsFirst(int channels, Size size)
{
    return {{}, channels, size, std::size_t(size.area()), 1};
}

ScoreMap channelsLast(int channels, Size size)
{
    return {{}, channels, size, 1, std::size_t(channels)};
}

ChannelRule highest(const Classes &values, std::vector<bool> neverWins = {})
{
    ChannelRule rule;
    rule.valueOfChannel = values;
    rule.neverWins = std::move(neverWins);
    rule.neverWins.resize(values.size(), false);
    return rule;
}

ChannelRule threshold(float limit, bool isLogit)
{
    ChannelRule rule;
    rule.decision = ChannelRule::Decision::Threshold;
    rule.threshold = limit;
    rule.scoreIsLogit = isLogit;
    rule.valueBelow = 3;
    rule.valueAbove = 80;
    return rule;
}

ChannelRule labelled(const Classes &values)
{
    ChannelRule rule;
    rule.decision = ChannelRule::Decision::Label;
    for (const std::int64_t value : values)
        rule.legend.push_back({value, {}, {}});
    return rule;
}

Classes decided(const Numbers &scores, ScoreMap map, const ChannelRule &rule, const PixelRect &window)
{
    Classes classes(std::size_t(window.area()), -99);
    map.values = scores;
    decideClasses(map, rule, window, {classes});
    return classes;
}

/// Of the winning class, for all pixels of one row, channels first.
Numbers probabilitiesOf(const Numbers &scores, int channels, const ChannelRule &rule)
{
    const int width = int(scores.size()) / channels;
    ScoreMap map = channelsFirst(channels, {width, 1});
    map.values = scores;
    Classes classes(std::size_t(width), -99);
    Numbers probabilities(std::size_t(width), -99);
    decideClasses(map, rule, {0, 0, width, 1}, {classes, probabilities});
    return probabilities;
}

bool areNear(const Numbers &a, const Numbers &b)
{
    return std::ranges::equal(a, b, [](float x, float y) { return std::abs(x - y) < 1e-5F; });
}

/// All pixels of one row.
Classes decidedRow(const Numbers &scores, int channels, const ChannelRule &rule)
{
    const int width = int(scores.size()) / channels;
    return decided(scores, channelsFirst(channels, {width, 1}), rule, {0, 0, width, 1});
}

/// The score whose sigmoid is the probability.
float logit(double probability)
{
    return float(std::log(probability / (1 - probability)));
}

} // namespace

class TestDecide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void highestScoreOfEitherLayout()
    {
        const ChannelRule rule = highest({0, 11, -5});
        // Four pixels, three channels; every channel wins somewhere, all scores below 0 once.
        const Numbers first{9, 1, -3, 0.1F, 2, 8, -2, 0.2F, 3, 7, -9, 0.3F};
        const Numbers last{9, 2, 3, 1, 8, 7, -3, -2, -9, 0.1F, 0.2F, 0.3F};
        const Classes expected{0, 11, 11, -5};
        QCOMPARE(decided(first, channelsFirst(3, {2, 2}), rule, {0, 0, 2, 2}), expected);
        QCOMPARE(decided(last, channelsLast(3, {2, 2}), rule, {0, 0, 2, 2}), expected);
    }

    void ofEqualScoresTheLowerChannelWins()
    {
        const Numbers scores{5, 1, 0, 5, 4, 0, 5, 4, 0};
        QCOMPARE(decidedRow(scores, 3, highest({7, 8, 9})), (Classes{7, 8, 7}));
        QCOMPARE(decidedRow(scores, 3, highest({7, 8, 9}, {true, false, false})), (Classes{8, 8, 8}));
    }

    void channelsLeftOutNeverWin()
    {
        const Numbers scores{100, 100, 1, -2, 0, -1};
        QCOMPARE(decidedRow(scores, 3, highest({0, 1, 2}, {true, false, false})), (Classes{1, 2}));
        QCOMPARE(decidedRow(scores, 3, highest({0, 1, 2}, {true, true, false})), (Classes{2, 2}));
        QCOMPARE(decidedRow(scores, 3, highest({0, 1, 2}, {false, true, true})), (Classes{0, 0}));
    }

    void windowOfTheMap()
    {
        // Channel 1 wins by the pixel's number being odd, the map is 4 wide and 3 high.
        Numbers scores(24, 0.5F);
        for (std::size_t i = 0; i < 12; ++i)
            scores[12 + i] = i == 6 || i == 9 || i == 3 ? 1.0F : 0.0F;
        const ChannelRule rule = highest({0, 1});
        QCOMPARE(decided(scores, channelsFirst(2, {4, 3}), rule, {1, 1, 2, 2}), (Classes{0, 1, 1, 0}));
        QCOMPARE(decided(scores, channelsFirst(2, {4, 3}), rule, {3, 0, 1, 3}), (Classes{1, 0, 0}));
        Numbers interleaved;
        for (std::size_t i = 0; i < 12; ++i)
            interleaved.insert(interleaved.end(), {scores[i], scores[12 + i]});
        QCOMPARE(decided(interleaved, channelsLast(2, {4, 3}), rule, {1, 1, 2, 2}), (Classes{0, 1, 1, 0}));
        QCOMPARE(decided(interleaved, channelsLast(2, {4, 3}), rule, {3, 0, 1, 3}), (Classes{1, 0, 0}));
    }

    void windowsOfDifferentWidthsFollowEachOther()
    {
        const ChannelRule rule = highest({1, 2});
        QCOMPARE(decidedRow({9, 9, 9, 0, 0, 0}, 2, rule), (Classes{1, 1, 1}));
        QCOMPARE(decidedRow({-9, -8, -7, -6, -5, -10, -9, -9, -9, -9}, 2, rule), (Classes{1, 1, 1, 1, 1}));
        QCOMPARE(decidedRow({-9, -8}, 2, rule), (Classes{2}));
    }

    void probabilityAgainstTheThreshold()
    {
        // Only above the threshold, not at it.
        QCOMPARE(decidedRow({0, 0.5F, 0.5001F, 1}, 1, threshold(0.5F, false)), (Classes{3, 3, 80, 80}));
        QCOMPARE(decidedRow({0.2F, 0.3F, 0.25F}, 1, threshold(0.25F, false)), (Classes{3, 80, 3}));
    }

    void logitAgainstTheThreshold()
    {
        QCOMPARE(decidedRow({-100, -0.001F, 0, 0.001F, 100}, 1, threshold(0.5F, true)), (Classes{3, 3, 3, 80, 80}));
        const Numbers scores{logit(0.79), logit(0.81), logit(0.1)};
        QCOMPARE(decidedRow(scores, 1, threshold(0.8F, true)), (Classes{3, 80, 3}));
        // Far from 0 the sigmoid neither overflows nor answers NaN.
        QCOMPARE(decidedRow({-1e30F, 1e30F}, 1, threshold(0.5F, true)), (Classes{3, 80}));
    }

    void secondOfTwoProbabilities()
    {
        const Numbers first{0.9F, 0.6F, 0.65F, 0.1F, 0.4F, 0.35F};
        const Numbers last{0.9F, 0.1F, 0.6F, 0.4F, 0.65F, 0.35F};
        const Classes expected{3, 80, 3};
        QCOMPARE(decidedRow(first, 2, threshold(0.38F, false)), expected);
        QCOMPARE(decided(last, channelsLast(2, {3, 1}), threshold(0.38F, false), {0, 0, 3, 1}), expected);
    }

    void secondOfTwoLogitsIsTheSoftmax()
    {
        // softmax(a, a + ln 3) = (1/4, 3/4), whatever a.
        const auto three = float(std::log(3.0));
        const Numbers scores{0, 100, -50, three, 100 + three, -50 + three};
        QCOMPARE(decidedRow(scores, 2, threshold(0.74F, true)), (Classes{80, 80, 80}));
        QCOMPARE(decidedRow(scores, 2, threshold(0.76F, true)), (Classes{3, 3, 3}));
        QCOMPARE(decidedRow({-1e30F, 1e30F, 1e30F, -1e30F}, 2, threshold(0.3F, true)), (Classes{80, 3}));
    }

    void probabilityOfTheWinner()
    {
        const auto two = float(std::log(2.0));
        const auto five = float(std::log(5.0));
        // exp: 1, 2, 5 of 8; and 5, 5, 5 of 15.
        const Numbers logits{0, five, two, five, five, five};
        ChannelRule rule = highest({0, 1, 2});
        rule.scoreIsLogit = true;
        QVERIFY(areNear(probabilitiesOf(logits, 3, rule), {5.0F / 8, 1.0F / 3}));
        // A channel that cannot win keeps its share.
        rule.neverWins = {false, false, true};
        QVERIFY(areNear(probabilitiesOf(logits, 3, rule), {2.0F / 8, 1.0F / 3}));
        rule.scoreIsLogit = false;
        QVERIFY(areNear(probabilitiesOf({0.1F, 0.6F, 0.3F}, 3, rule), {0.6F}));
        // Far apart, nothing overflows.
        rule = highest({0, 1});
        rule.scoreIsLogit = true;
        QVERIFY(areNear(probabilitiesOf({-1e30F, 1e30F}, 2, rule), {1}));
    }

    void probabilityOnEitherSideOfTheThreshold()
    {
        QVERIFY(areNear(probabilitiesOf({0.2F, 0.9F, 0.5F}, 1, threshold(0.5F, false)), {0.8F, 0.9F, 0.5F}));
        QVERIFY(areNear(probabilitiesOf({logit(0.7), logit(0.4)}, 1, threshold(0.8F, true)), {0.3F, 0.6F}));
    }

    void labelsAreTheClasses()
    {
        const ChannelRule rule = labelled({4, 0, 200, -1});
        QCOMPARE(decidedRow({4, 0, 200, -1, 4}, 1, rule), (Classes{4, 0, 200, -1, 4}));
        QCOMPARE(decided({4, 0, 200, -1}, channelsLast(1, {2, 2}), rule, {1, 0, 1, 2}), (Classes{0, -1}));
    }

    void labelThatIsNoClassIsNamed_data()
    {
        QTest::addColumn<float>("label");
        QTest::addColumn<QString>("text");
        QTest::newRow("unknown") << 9.0F << u"9"_s;
        QTest::newRow("not a number") << std::numeric_limits<float>::quiet_NaN() << u"nan"_s;
        QTest::newRow("infinite") << std::numeric_limits<float>::infinity() << u"inf"_s;
    }

    void labelThatIsNoClassIsNamed()
    {
        QFETCH(float, label);
        QFETCH(QString, text);
        const QString sentence = caughtSentence([&] { decidedRow({4, label, 4}, 1, labelled({0, 4})); });
        QVERIFY2(sentence.contains(u"class value "_s + text), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestDecide)
#include "tst_decide.moc"
