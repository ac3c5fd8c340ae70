#include "core/inference/network_probe.h"
#include "tests/inference/probe_networks.h"
#include "tests/model/caught_sentence.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr Size tile{96, 64};

ModelDefinition twoClasses()
{
    ModelDefinition definition;
    definition.modelFile = u"net.onnx"_s;
    definition.classes = {{0, u"Land"_s, {}}, {1, u"Water"_s, {}}};
    return definition;
}

NetworkContract probe(const FakeNetwork &network, const ModelDefinition &definition = twoClasses(),
                      const ProbeRegion &region = groundFor(tile))
{
    FakeEngine engine(network);
    return probeNetwork(engine, definition, region);
}

QString refusalOf(const FakeNetwork &network, const ModelDefinition &definition = twoClasses())
{
    return caughtSentence([&] { probe(network, definition); });
}

FakeNetwork answering(const std::vector<int> &shape)
{
    std::size_t count = 1;
    for (const int extent : shape)
        count *= std::size_t(extent);
    return [shape, count](const TensorView &) { return FakeOutput{shape, std::vector<float>(count, 0.25F)}; };
}

FakeNetwork answeringOnce(float special)
{
    return [special](const TensorView &input) {
        FakeOutput output = thresholdNetwork(50)(input);
        output.values.back() = special;
        return output;
    };
}

/// The tile itself where values lie within 0..100, as scores within 0..1.
FakeNetwork hundredth()
{
    return withScores(identityNetwork(), [](float value) { return value / 100; });
}

void verifyWords(const QString &sentence, const QStringList &words)
{
    for (const QString &word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
}

} // namespace

class TestNetworkProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contractOfAPlainNetwork()
    {
        const NetworkContract contract = probe(thresholdNetwork(50));
        QCOMPARE(contract.inputLayout, TensorLayout::ChannelsFirst);
        QCOMPARE(contract.output, (OutputMap{0, 2, tile, 96 * 64, 1}));
        QCOMPARE(contract.margin, 0);
        QCOMPARE(contract.stride, 1);
        QCOMPARE(contract.scores.channels, 2);
        QVERIFY(!contract.scores.probabilities);
        QVERIFY(!contract.scores.integral);
        QVERIFY(contract.tileSeconds > 0);
    }

    void stride_data()
    {
        QTest::addColumn<int>("stride");
        for (const int stride : {1, 2, 4, 8, 16})
            QTest::addRow("%d", stride) << stride;
    }

    void stride()
    {
        QFETCH(int, stride);
        QCOMPARE(probe(blockMeans(stride, 50)).stride, stride);
    }

    void modelPaddingIsTheMargin()
    {
        ModelDefinition definition = twoClasses();
        definition.modelPadding = 10;
        const NetworkContract contract = probe(croppedBy(10, blockMeans(4, 50)), definition);
        QCOMPARE(contract.margin, 10);
        QCOMPARE(contract.output, (OutputMap{0, 2, {76, 44}, 76 * 44, 1}));
        QCOMPARE(contract.stride, 4);
    }

    void layoutIsTriedWhereNobodyNamesIt()
    {
        const NetworkContract contract = probe(channelsLast(3, blockMeans(4, 50)), twoClasses(), groundFor(tile, 3));
        QCOMPARE(contract.inputLayout, TensorLayout::ChannelsLast);
        QCOMPARE(contract.output, (OutputMap{0, 2, tile, 1, 2}));
        QCOMPARE(contract.stride, 4);
    }

    void layoutOfTheDefinitionIsNotDoubted()
    {
        ModelDefinition definition = twoClasses();
        definition.layout = TensorLayout::ChannelsFirst;
        const QString sentence =
            caughtSentence([&] { probe(channelsLast(3, blockMeans(4, 50)), definition, groundFor(tile, 3)); });
        QVERIFY2(sentence.endsWith(u"The network takes channels last."_s), qPrintable(sentence));
        definition.layout = TensorLayout::ChannelsLast;
        QCOMPARE(probe(channelsLast(3, thresholdNetwork(50)), definition, groundFor(tile, 3)).inputLayout,
                 TensorLayout::ChannelsLast);
    }

    void layoutThatTheEngineSettledComesFirst()
    {
        ModelDefinition definition = twoClasses();
        definition.layout = TensorLayout::ChannelsLast;
        ScriptedEngine engine([](const TensorView &input) { return std::vector{thresholdNetwork(50)(input)}; },
                              TensorLayout::ChannelsFirst);
        QCOMPARE(probeNetwork(engine, definition, groundFor(tile, 3)).inputLayout, TensorLayout::ChannelsFirst);
    }

    void firstRefusalIsTold()
    {
        const QString sentence = refusalOf(throwingNetwork(thresholdNetwork(50), 0, u"Out of memory."_s));
        QVERIFY2(sentence.endsWith(u"Out of memory."_s), qPrintable(sentence));
        // Channels first is refused for its size, channels last for something else.
        const QString size = refusalOf(onlyFor({1, 96}, thresholdNetwork(50)));
        QVERIFY2(size.endsWith(u"The network refuses this size."_s), qPrintable(size));
    }

    void mapAmongSeveralOutputs()
    {
        ScriptedEngine engine([](const TensorView &input) {
            return std::vector{FakeOutput{{1, 5}, {1, 2, 3, 4, 5}}, blockMeans(8, 50)(input)};
        });
        const NetworkContract contract = probeNetwork(engine, twoClasses(), groundFor(tile));
        QCOMPARE(contract.output.outputIndex, 1);
        QCOMPARE(contract.scores.channels, 2);
        QCOMPARE(contract.stride, 8);
    }

    void whatIsNoMapIsRefused()
    {
        verifyWords(refusalOf(answering({1, 10})), {u"net.onnx"_s, u"1x10"_s, u"96x64"_s, u"not a map"_s});
        verifyWords(refusalOf(answering({1, 8400, 85})), {u"1x8400x85"_s, u"not a map"_s});
    }

    void smallerMapIsRefusedWithBothSizes()
    {
        verifyWords(refusalOf(croppedBy(2, thresholdNetwork(50))),
                    {u"net.onnx"_s, u"answers 92x60"_s, u"96x64"_s, u"ModelPadding"_s, u"tile_size"_s});
        // Half a map, channels last.
        verifyWords(refusalOf(answering({1, 32, 48, 3})), {u"answers 48x32 pixels"_s});
    }

    void wrongModelPaddingIsNamed()
    {
        ModelDefinition definition = twoClasses();
        definition.modelPadding = 5;
        verifyWords(refusalOf(croppedBy(2, thresholdNetwork(50)), definition),
                    {u"ModelPadding 5"_s, u"net.onnx"_s, u"92x60"_s, u"96x64"_s});
        verifyWords(refusalOf(thresholdNetwork(50), definition), {u"ModelPadding 5"_s, u"answers 96x64"_s});
    }

    void numbersThatAreNotFinite()
    {
        const QStringList words{u"net.onnx"_s, u"not finite"_s};
        verifyWords(refusalOf(notANumberNetwork()), words);
        verifyWords(refusalOf(answeringOnce(std::numeric_limits<float>::quiet_NaN())), words);
        verifyWords(refusalOf(answeringOnce(-std::numeric_limits<float>::infinity())), words);
    }

    void anotherAnswerForTheSameTile()
    {
        std::mt19937 random(3);
        const FakeNetwork dropout =
            withScores(thresholdNetwork(50), [&random](float score) { return random() % 2 ? score : 0.0F; });
        verifyWords(refusalOf(dropout), {u"net.onnx"_s, u"different answers"_s, u"dropout"_s});
    }

    void probabilitiesStayWithinOne()
    {
        const FakeNetwork sigmoid =
            withScores(thresholdNetwork(50), [](float score) { return 1 / (1 + std::exp(-score)); });
        QVERIFY(probe(sigmoid).scores.probabilities);
    }

    /// The scene's own scores lie within 0..1; beyond the scene they do not, so they are no probabilities.
    void scoresThatHappenToLieWithinOneAreNoProbabilities()
    {
        const NetworkContract contract = probe(hundredth());
        QCOMPARE(contract.scores.channels, 1);
        QVERIFY(!contract.scores.probabilities);
        QVERIFY(!contract.scores.integral);
    }

    void wholeNumbersAreLabels()
    {
        const FakeNetwork rounded = withScores(hundredth(), [](float value) { return std::round(value * 9); });
        const NetworkContract contract = probe(rounded);
        QVERIFY(contract.scores.integral);
        QVERIFY(!contract.scores.probabilities);
        // Of several channels they are scores.
        const FakeNetwork twoChannels = withScores(thresholdNetwork(50), [](float value) { return std::round(value); });
        QVERIFY(!probe(twoChannels).scores.integral);
    }

    void zerosAndOnesAreScores()
    {
        const FakeNetwork binary = withScores(hundredth(), [](float value) { return value > 0.5F ? 1.0F : 0.0F; });
        const NetworkContract contract = probe(binary);
        QVERIFY(!contract.scores.integral);
        QVERIFY(contract.scores.probabilities);
    }

    void contractSurvivesJson()
    {
        NetworkContract contract;
        contract.inputLayout = TensorLayout::ChannelsLast;
        contract.output = {2, 7, {300, 200}, 1, 7};
        contract.margin = 12;
        contract.stride = 16;
        contract.scores = {7, true, false};
        contract.tileSeconds = 0.125;
        const NetworkContract read = contractFromJson(Json::parse(toJson(contract).dump()));
        QCOMPARE(read.inputLayout, TensorLayout::ChannelsLast);
        QCOMPARE(read.output, contract.output);
        QCOMPARE(read.margin, 12);
        QCOMPARE(read.stride, 16);
        QCOMPARE(read.scores.channels, 7);
        QCOMPARE(read.scores.probabilities, true);
        QCOMPARE(read.scores.integral, false);
        QCOMPARE(read.tileSeconds, 0.125);
        contract.inputLayout = TensorLayout::ChannelsFirst;
        contract.scores = {1, false, true};
        contract.output.channels = 1;
        const NetworkContract label = contractFromJson(toJson(contract));
        QCOMPARE(label.inputLayout, TensorLayout::ChannelsFirst);
        QCOMPARE(label.scores.probabilities, false);
        QCOMPARE(label.scores.integral, true);
    }
};

QTEST_GUILESS_MAIN(TestNetworkProbe)
#include "tst_network_probe.moc"
