#include "core/model/channel_rule.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;
using Decision = ChannelRule::Decision;

namespace {

using Values = std::vector<std::int64_t>;
using Flags = std::vector<bool>;

const ClassEntry water{20, u"Water"_s, {0, 0, 255}};
const ClassEntry forest{7, u"Forest"_s, {0, 255, 0}};
const ClassEntry town{-3, u"Town"_s, {255, 0, 0}};
const ClassEntry other{0, u"Other"_s, {9, 9, 9}};

ModelDefinition model(const ClassLegend &classes, const QString &framework = u"TensorFlow"_s)
{
    ModelDefinition definition;
    definition.modelName = u"Land cover"_s;
    definition.modelFile = u"land_cover.onnx"_s;
    definition.framework = framework;
    definition.classes = classes;
    return definition;
}

ModelDefinition learned(const ClassLegend &classes)
{
    return model(classes, u"arcgis.learn.models._inferencing"_s);
}

ScoreKind probabilities(int channels)
{
    return {channels, true, false};
}

ScoreKind logits(int channels)
{
    return {channels, false, false};
}

constexpr ScoreKind labels{1, false, true};

Values valuesOf(const ClassLegend &legend)
{
    Values values;
    for (const ClassEntry &entry : legend)
        values.push_back(entry.value);
    return values;
}

void verifyWords(const QString &sentence, const QStringList &words)
{
    QVERIFY(!sentence.isEmpty());
    for (const QString &word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
}

} // namespace

class TestChannelRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneChannelMoreThanClassesIsTheBackground()
    {
        const ChannelRule rule = makeChannelRule(model({water, forest, town}), logits(4), {});
        QCOMPARE(rule.decision, Decision::HighestScore);
        QCOMPARE(rule.valueOfChannel, (Values{0, 20, 7, -3}));
        QCOMPARE(rule.neverWins, Flags(4, false));
        QCOMPARE(valuesOf(rule.legend), (Values{0, 20, 7, -3}));
        QCOMPARE(rule.legend[0].name, u"Background"_s);
        QCOMPARE(rule.legend[1], water);
        QCOMPARE(rule.legend[3], town);
    }

    void backgroundThatIsAClassKeepsItsRow()
    {
        const ChannelRule rule = makeChannelRule(model({water, other}), logits(3), {});
        QCOMPARE(rule.valueOfChannel, (Values{0, 20, 0}));
        QCOMPARE(rule.legend, (ClassLegend{water, other}));
    }

    void asManyChannelsAsClasses()
    {
        const ChannelRule rule = makeChannelRule(model({water, forest, town}), logits(3), {});
        QCOMPARE(rule.decision, Decision::HighestScore);
        QCOMPARE(rule.valueOfChannel, (Values{20, 7, -3}));
        QCOMPARE(rule.neverWins, Flags(3, false));
        QCOMPARE(rule.legend, (ClassLegend{water, forest, town}));
    }

    void otherCountsAreRefusedWithBothNumbers_data()
    {
        QTest::addColumn<int>("channels");
        for (const int channels : {2, 5, 1000})
            QTest::addRow("%d channels", channels) << channels;
    }

    void otherCountsAreRefusedWithBothNumbers()
    {
        QFETCH(int, channels);
        const ModelDefinition definition = model({water, forest, town});
        verifyWords(caughtSentence([&] { makeChannelRule(definition, logits(channels), {}); }),
                    {u"land_cover.onnx"_s, u"%1 channels"_s.arg(channels), u"3 classes"_s});
    }

    void oneScoreOfTwoClasses()
    {
        const ChannelRule rule = makeChannelRule(model({water, forest}), probabilities(1), {});
        QCOMPARE(rule.decision, Decision::Threshold);
        QCOMPARE(rule.threshold, 0.5F);
        QVERIFY(!rule.scoreIsLogit);
        QCOMPARE(rule.valueAbove, 7);
        QCOMPARE(rule.valueBelow, 20);
        QCOMPARE(rule.legend, (ClassLegend{water, forest}));
        QVERIFY(makeChannelRule(model({water, forest}), logits(1), {}).scoreIsLogit);
    }

    void oneScoreOfOneClass()
    {
        const ChannelRule rule = makeChannelRule(model({water}), logits(1), {});
        QCOMPARE(rule.decision, Decision::Threshold);
        QVERIFY(rule.scoreIsLogit);
        QCOMPARE(rule.valueAbove, 20);
        QCOMPARE(rule.valueBelow, 0);
        QCOMPARE(valuesOf(rule.legend), (Values{0, 20}));
    }

    void oneScoreOfManyClassesTellsTheLastFromTheFirst()
    {
        const ChannelRule rule = makeChannelRule(model({water, forest, town}), probabilities(1), {});
        QCOMPARE(rule.decision, Decision::Threshold);
        QCOMPARE(rule.valueAbove, -3);
        QCOMPARE(rule.valueBelow, 20);
    }

    void wholeNumbersAreClassValues()
    {
        const ChannelRule rule = makeChannelRule(model({water, forest}), labels, {});
        QCOMPARE(rule.decision, Decision::Label);
        QCOMPARE(valuesOf(rule.legend), (Values{0, 20, 7}));
        QCOMPARE(makeChannelRule(model({other, forest}), labels, {}).legend, (ClassLegend{other, forest}));
    }

    void thresholdOfTheUserThenOfTheModelThenOneHalf()
    {
        ModelDefinition definition = model({water});
        QCOMPARE(makeChannelRule(definition, probabilities(1), {}).threshold, 0.5F);
        definition.threshold = 0.25;
        QCOMPARE(makeChannelRule(definition, probabilities(1), {}).threshold, 0.25F);
        QCOMPARE(makeChannelRule(definition, probabilities(1), {{}, 0.75}).threshold, 0.75F);
        QCOMPARE(makeChannelRule(definition, probabilities(1), {{}, 0.0}).threshold, 0.0F);
    }

    void thresholdOfTwoChannels()
    {
        const ChannelRule two = makeChannelRule(model({water, forest}), logits(2), {{}, 0.3});
        QCOMPARE(two.decision, Decision::Threshold);
        QCOMPARE(two.threshold, 0.3F);
        QVERIFY(two.scoreIsLogit);
        QCOMPARE(two.valueBelow, 20);
        QCOMPARE(two.valueAbove, 7);
        QCOMPARE(two.legend, (ClassLegend{water, forest}));
        const ChannelRule one = makeChannelRule(model({water}), probabilities(2), {{}, 0.3});
        QCOMPARE(one.decision, Decision::Threshold);
        QVERIFY(!one.scoreIsLogit);
        QCOMPARE(one.valueBelow, 0);
        QCOMPARE(one.valueAbove, 20);
        QCOMPARE(valuesOf(one.legend), (Values{0, 20}));
    }

    void thresholdOfOneHalfIsTheHigherOfTwo()
    {
        QCOMPARE(makeChannelRule(model({water, forest}), logits(2), {}).decision, Decision::HighestScore);
        QCOMPARE(makeChannelRule(model({water, forest}), logits(2), {{}, 0.5}).decision, Decision::HighestScore);
    }

    void thresholdDoesNotTouchThreeChannelsNorOneThatIsAlone()
    {
        const ChannelRule three = makeChannelRule(model({water, forest, town}), probabilities(3), {{}, 0.9});
        QCOMPARE(three.decision, Decision::HighestScore);
        const ChannelRule alone = makeChannelRule(model({water}), probabilities(2), {false, 0.9});
        QCOMPARE(alone.decision, Decision::HighestScore);
        QCOMPARE(alone.neverWins, (Flags{true, false}));
    }

    void ignoredChannelsNeverWin()
    {
        ModelDefinition definition = model({water, forest, town});
        definition.ignoredChannels = {2, 99, -1};
        const ChannelRule withBackground = makeChannelRule(definition, logits(4), {});
        QCOMPARE(withBackground.neverWins, (Flags{false, false, true, false}));
        QCOMPARE(withBackground.valueOfChannel, (Values{0, 20, 7, -3}));
        QCOMPARE(makeChannelRule(definition, logits(3), {}).neverWins, (Flags{false, false, true}));
    }

    void ignoredBackgroundHasNoRow()
    {
        ModelDefinition definition = model({water, forest});
        definition.ignoredChannels = {0};
        const ChannelRule rule = makeChannelRule(definition, logits(3), {true, {}});
        QCOMPARE(rule.neverWins, (Flags{true, false, false}));
        QCOMPARE(rule.legend, (ClassLegend{water, forest}));
    }

    void predictBackground_data()
    {
        QTest::addColumn<bool>("arcgisLearn");
        QTest::addColumn<bool>("hasClassOfValue0");
        QTest::addColumn<int>("asked");
        QTest::addColumn<bool>("canWin");
        // What is asked: 1 true, 0 false, -1 nothing.
        QTest::newRow("not asked") << false << false << -1 << true;
        QTest::newRow("true") << false << false << 1 << true;
        QTest::newRow("false") << false << false << 0 << false;
        QTest::newRow("arcgis.learn, not asked") << true << false << -1 << false;
        QTest::newRow("arcgis.learn, true") << true << false << 1 << true;
        QTest::newRow("arcgis.learn, false") << true << false << 0 << false;
        QTest::newRow("arcgis.learn with class 0, not asked") << true << true << -1 << true;
        QTest::newRow("arcgis.learn with class 0, false") << true << true << 0 << false;
    }

    void predictBackground()
    {
        QFETCH(bool, arcgisLearn);
        QFETCH(bool, hasClassOfValue0);
        QFETCH(int, asked);
        QFETCH(bool, canWin);
        const ClassLegend classes = hasClassOfValue0 ? ClassLegend{water, other} : ClassLegend{water, forest};
        DecisionArguments arguments;
        if (asked >= 0)
            arguments.predictBackground = asked == 1;
        const ChannelRule rule = makeChannelRule(arcgisLearn ? learned(classes) : model(classes), logits(3), arguments);
        QCOMPARE(rule.neverWins, (Flags{!canWin, false, false}));
        const bool hasRow = canWin || hasClassOfValue0;
        QCOMPARE(std::ranges::count(valuesOf(rule.legend), 0), std::ptrdiff_t(hasRow ? 1 : 0));
        QCOMPARE(rule.legend.size(), std::size_t(canWin && !hasClassOfValue0 ? 3 : 2));
    }

    void arcgisLearnsSingleClassKeepsItsBackground()
    {
        const ChannelRule rule = makeChannelRule(learned({water}), logits(2), {});
        QCOMPARE(rule.neverWins, Flags(2, false));
        QCOMPARE(valuesOf(rule.legend), (Values{0, 20}));
    }

    void predictBackgroundFalseWouldDeleteAClass()
    {
        const QStringList words{u"land_cover.onnx"_s, u"predict_background"_s, u"Water"_s};
        const ModelDefinition two = model({water, forest});
        verifyWords(caughtSentence([&] { makeChannelRule(two, logits(2), {false, {}}); }), words);
        verifyWords(caughtSentence([&] { makeChannelRule(two, logits(1), {false, {}}); }), words);
        verifyWords(caughtSentence([&] { makeChannelRule(two, labels, {false, {}}); }), words);
        verifyWords(caughtSentence([&] { makeChannelRule(model({water}), logits(1), {false, {}}); }), words);
        QCOMPARE(makeChannelRule(two, logits(2), {true, {}}).neverWins, Flags(2, false));
    }

    void somethingMustBeLeftToWin()
    {
        ModelDefinition definition = model({water, forest});
        definition.ignoredChannels = {1, 2};
        verifyWords(caughtSentence([&] {
                        makeChannelRule(definition, logits(3), {false, {}});
                    }),
                    {u"land_cover.onnx"_s, u"ignore_mapped_class"_s, u"predict_background"_s});
        QCOMPARE(makeChannelRule(definition, logits(3), {}).neverWins, (Flags{false, true, true}));
    }

    void legendThatCanBeForeseen()
    {
        QCOMPARE(valuesOf(legendWithBackground({water, town})), (Values{0, 20, -3}));
        QCOMPARE(legendWithBackground({water, other}), (ClassLegend{water, other}));
    }
};

QTEST_GUILESS_MAIN(TestChannelRule)
#include "tst_channel_rule.moc"
