#include "core/inference/network_probe.h"
#include "tests/inference/probe_networks.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

#include <algorithm>
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
    return probeNetwork(engine, definition, region, 1).contract;
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

bool isSaid(const ProbeFindings &findings, const QString &words)
{
    return std::ranges::any_of(findings.remarks,
                               [&](const Message &remark) { return remark.description.contains(words); });
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
        QCOMPARE(contract.reading.map, (OutputMap{0, 2, tile, 96 * 64, 1}));
        QCOMPARE(contract.margin(), 0);
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
        QCOMPARE(contract.margin(), 10);
        QCOMPARE(contract.reading.map, (OutputMap{0, 2, {76, 44}, 76 * 44, 1}));
        QCOMPARE(contract.stride, 4);
    }

    void layoutIsTriedWhereNobodyNamesIt()
    {
        const NetworkContract contract = probe(channelsLast(3, blockMeans(4, 50)), twoClasses(), groundFor(tile, 3));
        QCOMPARE(contract.inputLayout, TensorLayout::ChannelsLast);
        QCOMPARE(contract.reading.map, (OutputMap{0, 2, tile, 1, 2}));
        QCOMPARE(contract.stride, 4);
    }

    void layoutOfTheDefinitionIsTriedFirst()
    {
        ModelDefinition definition = twoClasses();
        definition.layout = TensorLayout::ChannelsLast;
        QCOMPARE(probe(channelsLast(3, thresholdNetwork(50)), definition, groundFor(tile, 3)).inputLayout,
                 TensorLayout::ChannelsLast);
        // The network knows better than the definition; the log says so.
        definition.layout = TensorLayout::ChannelsFirst;
        FakeEngine engine(channelsLast(3, blockMeans(4, 50)));
        const ProbeFindings findings = probeNetwork(engine, definition, groundFor(tile, 3), 1);
        QCOMPARE(findings.contract.inputLayout, TensorLayout::ChannelsLast);
        QVERIFY(isSaid(findings, u"ModelFormat"_s));
    }

    void layoutThatTheEngineSettledComesFirst()
    {
        ModelDefinition definition = twoClasses();
        definition.layout = TensorLayout::ChannelsLast;
        ScriptedEngine engine([](const TensorView &input) { return std::vector{thresholdNetwork(50)(input)}; },
                              TensorLayout::ChannelsFirst);
        QCOMPARE(probeNetwork(engine, definition, groundFor(tile, 3), 1).contract.inputLayout,
                 TensorLayout::ChannelsFirst);
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
        const NetworkContract contract = probeNetwork(engine, twoClasses(), groundFor(tile), 1).contract;
        QCOMPARE(contract.reading.map.outputIndex, 1);
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
        // Eights of pixels in 100 that come back as 96 may have lost their rows at one side.
        FakeEngine engine(croppedBy(2, blockMeans(8, 50)));
        verifyWords(caughtSentence([&] {
                        probeNetwork(engine, twoClasses(), groundFor({100, 100}), 1);
                    }),
                    {u"net.onnx"_s, u"answers 96x96"_s, u"100x100"_s, u"ModelPadding"_s, u"tile_size"_s});
        verifyWords(refusalOf(answering({1, 63, 96, 3})), {u"answers 96x63 pixels"_s});
    }

    void marginThatNobodyStatesIsFound()
    {
        FakeEngine engine(croppedBy(2, blockMeans(4, 50)));
        const ProbeFindings findings = probeNetwork(engine, twoClasses(), groundFor(tile), 1);
        QCOMPARE(findings.contract.reading, (MapReading{{0, 2, {92, 60}, 92 * 60, 1}, 2, 1}));
        QCOMPARE(findings.contract.stride, 4);
        QVERIFY(isSaid(findings, u"lacks 2 pixels"_s));
    }

    void coarseMapIsFound_data()
    {
        QTest::addColumn<int>("scale");
        for (const int scale : {2, 4, 8})
            QTest::addRow("%d", scale) << scale;
    }

    void coarseMapIsFound()
    {
        QFETCH(int, scale);
        FakeEngine engine(coarse(scale, blockMeans(scale, 50)));
        const ProbeFindings findings = probeNetwork(engine, twoClasses(), groundFor({128, 128}), 1);
        QCOMPARE(findings.contract.reading.scale, scale);
        QCOMPARE(findings.contract.margin(), 0);
        QCOMPARE(findings.contract.stride, scale);
        QVERIFY(isSaid(findings, u"1/%1 as fine"_s.arg(scale)));
    }

    /// Half the tile's size may be a coarse map or the tile's inner half: moving the ground tells.
    void innerHalfIsNotTakenForACoarseMap()
    {
        const NetworkContract contract = probe(croppedBy(32, blockMeans(2, 50)), twoClasses(), groundFor({128, 128}));
        QCOMPARE(contract.margin(), 32);
        QCOMPARE(contract.reading.scale, 1);
        QCOMPARE(contract.stride, 2);
    }

    void marginOfATileThatIsNoWholeStrides()
    {
        // No stride: nothing can get lost by halving. Nor can more than a stride.
        QCOMPARE(probe(croppedBy(1, thresholdNetwork(50)), twoClasses(), groundFor({101, 99})).margin(), 1);
        QCOMPARE(probe(croppedBy(10, blockMeans(8, 50)), twoClasses(), groundFor({100, 100})).margin(), 10);
    }

    void severalMapsAreSaid()
    {
        ScriptedEngine engine([](const TensorView &input) {
            const FakeOutput map = thresholdNetwork(50)(input);
            return std::vector{map, map};
        });
        QVERIFY(isSaid(probeNetwork(engine, twoClasses(), groundFor(tile), 1), u"2 of the network's outputs"_s));
    }

    void batchIsWhatTheNetworkTakes()
    {
        FakeEngine any(batched(0, thresholdNetwork(50)));
        QCOMPARE(probeNetwork(any, twoClasses(), groundFor(tile), 3).contract.batch, 3);
        FakeEngine single(thresholdNetwork(50)); // answers one tile, whatever it is given
        QCOMPARE(probeNetwork(single, twoClasses(), groundFor(tile), 3).contract.batch, 1);
        ModelDefinition definition = twoClasses();
        definition.batchSize = 4;
        FakeEngine four(batched(4, thresholdNetwork(50)));
        const NetworkContract contract = probeNetwork(four, definition, groundFor(tile), 1).contract;
        QCOMPARE(contract.batch, 4);
        QCOMPARE(contract.reading.map, (OutputMap{0, 2, tile, 96 * 64, 1}));
        QCOMPARE(contract.stride, 1);
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

    void anotherAnswerForTheSameTile_data()
    {
        QTest::addColumn<bool>("isShortRun");
        QTest::addColumn<bool>("overflows");
        QTest::newRow("long") << false << false;
        QTest::newRow("short") << true << false;
        QTest::newRow("short, NaN where it is shown noise") << true << true;
    }

    void anotherAnswerForTheSameTile()
    {
        QFETCH(bool, isShortRun);
        QFETCH(bool, overflows);
        std::mt19937 random(3);
        const FakeNetwork dropout = withScores(thresholdNetwork(50), [&](float score) {
            if (overflows && std::abs(score) > 60)
                return std::numeric_limits<float>::quiet_NaN();
            return random() % 2 ? score : 0.0F;
        });
        FakeEngine engine(dropout);
        const ProbeRegion region = groundFor(tile);
        const QString sentence = caughtSentence([&] { probeNetwork(engine, twoClasses(), region, 1, isShortRun); });
        verifyWords(sentence, {u"net.onnx"_s, u"different answers"_s, u"dropout"_s});
    }

    /// Noise alone makes it answer NaN, and always the same.
    void overflowOfNoiseIsNoReasonToRefuse()
    {
        FakeEngine engine(withScores(thresholdNetwork(50), [](float score) {
            return std::abs(score) > 60 ? std::numeric_limits<float>::quiet_NaN() : score;
        }));
        QCOMPARE(probeNetwork(engine, twoClasses(), groundFor(tile), 1, true).contract.scores.channels, 2);
    }

    void probabilitiesStayWithinOne()
    {
        const FakeNetwork sigmoid =
            withScores(thresholdNetwork(50), [](float score) { return 1 / (1 + std::exp(-score)); });
        QVERIFY(probe(sigmoid).scores.probabilities);
    }

    /// Strong noise is beyond what some networks can calculate with; that tells nothing about their scores.
    void probabilitiesThatOverflowBeyondTheScene()
    {
        const FakeNetwork network = withScores(identityNetwork(), [](float value) {
            return value >= 0 && value <= 100 ? value / 100 : std::numeric_limits<float>::quiet_NaN();
        });
        QVERIFY(probe(network).scores.probabilities);
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
        ModelDefinition definition = twoClasses();
        for (int value = 2; value <= 9; ++value)
            definition.classes.push_back({value, QString::number(value), {}});
        const NetworkContract contract = probe(rounded, definition);
        QVERIFY(contract.scores.integral);
        QVERIFY(!contract.scores.probabilities);
        definition.classes.erase(definition.classes.begin() + 5);
        const QString sentence = caughtSentence([&] { probe(rounded, definition); });
        QVERIFY2(sentence.contains(u"class values, among them 5, which the model's Classes do not list"_s),
                 qPrintable(sentence));
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
        ModelDefinition definition = twoClasses();
        definition.classes.push_back({2, u"Forest"_s, {}});
        QVERIFY(probe(binary, definition).scores.integral);
    }

    void contractSurvivesJson()
    {
        NetworkContract contract;
        contract.tile = {320, 224};
        contract.inputLayout = TensorLayout::ChannelsLast;
        contract.reading.map = {2, 7, {300, 200}, 1, 7};
        contract.reading.margin = 12;
        contract.reading.scale = 4;
        contract.batch = 8;
        contract.stride = 16;
        contract.scores = {7, true, false};
        contract.tileSeconds = 0.125;
        contract.workerBytes = std::int64_t(3) << 31;
        const NetworkContract read = contractFromJson(Json::parse(toJson(contract).dump()));
        QCOMPARE(read.tile, (Size{320, 224}));
        QCOMPARE(read.inputLayout, TensorLayout::ChannelsLast);
        QCOMPARE(read.reading.map, contract.reading.map);
        QCOMPARE(read.margin(), 12);
        QCOMPARE(read.reading.scale, 4);
        QCOMPARE(read.batch, 8);
        QCOMPARE(read.stride, 16);
        QCOMPARE(read.scores.channels, 7);
        QCOMPARE(read.scores.probabilities, true);
        QCOMPARE(read.scores.integral, false);
        QCOMPARE(read.tileSeconds, 0.125);
        QCOMPARE(read.workerBytes, std::int64_t(3) << 31);
        contract.inputLayout = TensorLayout::ChannelsFirst;
        contract.scores = {1, false, true};
        contract.reading.map.channels = 1;
        const NetworkContract label = contractFromJson(toJson(contract));
        QCOMPARE(label.inputLayout, TensorLayout::ChannelsFirst);
        QCOMPARE(label.scores.probabilities, false);
        QCOMPARE(label.scores.integral, true);
    }
};

QTEST_GUILESS_MAIN(TestNetworkProbe)
#include "tst_network_probe.moc"
