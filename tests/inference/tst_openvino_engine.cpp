#include "core/inference/engine_factory.h"
#include "core/inference/opencv_engine.h"
#include "core/inference/openvino_engine.h"
#include "tests/support/broken_networks.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/engines.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/tensorflow_writer.h"

#include <QDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(pixelscape::WeightsFormat)

namespace {

using Numbers = std::vector<float>;
using Shape = std::vector<int>;

std::unique_ptr<Engine> engineOf(const QByteArray &weights, WeightsFormat format = WeightsFormat::Onnx)
{
    return makeOpenVinoEngine({format, weights, {}, {}, u"model.dlpk/net.onnx"_s}, Device::Cpu);
}

struct Answer
{
    Shape shape;
    Numbers values;
};

std::vector<Answer> ask(Engine &engine, const Shape &shape, const Numbers &picture)
{
    std::vector<Answer> answers;
    for (const TensorView &output : engine.infer({shape, picture}))
        answers.push_back({output.shape, {output.values.begin(), output.values.end()}});
    return answers;
}

void compareAnswer(Engine &engine, const Shape &shape, const Numbers &picture, const Answer &expected)
{
    const std::vector<Answer> answers = ask(engine, shape, picture);
    QCOMPARE(answers.size(), std::size_t(1));
    QCOMPARE(answers[0].shape, expected.shape);
    QCOMPARE(answers[0].values, expected.values);
}

/// 2a + 1 of each pixel.
OnnxWriter twicePlusOne(OnnxWriter::Type type = OnnxWriter::Type::Float)
{
    OnnxWriter network(1, type);
    const QByteArray floats = type == OnnxWriter::Type::Float ? "image" : "floats";
    if (type != OnnxWriter::Type::Float)
        network.node("Cast", {"image"}, floats, {{"to", std::int64_t(OnnxWriter::Type::Float)}});
    network.convolution(floats, "scores", {1, 1, 1, 1}, {2}, {1}).output("scores", 1);
    return network;
}

/// A value of -1 to 1 that looks random, the same on every machine.
float noise(std::size_t i)
{
    const std::uint32_t mixed = std::uint32_t(i) * 2654435761U;
    return float((mixed ^ mixed >> 15) % 65536) / 32768 - 1;
}

Numbers noises(std::size_t count, std::size_t first)
{
    Numbers numbers(count);
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = noise(first + i);
    return numbers;
}

/// Two convolutions of 32 channels with a rectifier between: wide enough for sums of many products.
OnnxWriter deepSums()
{
    OnnxWriter network(4);
    network.convolution("image", "wide", {32, 4, 3, 3}, noises(32UL * 4 * 9, 1), noises(32, 5000));
    network.node("Relu", {"wide"}, "positive");
    network.convolution("positive", "scores", {5, 32, 3, 3}, noises(5UL * 32 * 9, 9000), noises(5, 7000));
    return network.output("scores", 5);
}

} // namespace

class TestOpenVinoEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { PIXELSCAPE_NEEDS_OPENVINO(); }

    void convolutionOfOnePixel()
    {
        OnnxWriter network(2);
        // Channel 0: 2a + 10b + 0.5; channel 1: -a; channel 2: b - 3.
        network.convolution("image", "scores", {3, 2, 1, 1}, {2, 10, -1, 0, 0, 1}, {0.5F, 0, -3}).output("scores", 3);
        compareAnswer(
            *engineOf(network.bytes()), {1, 2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 0, 1, 1, 2, 2},
            {{1, 3, 2, 3}, {2.5F, 4.5F, 16.5F, 18.5F, 30.5F, 32.5F, -1, -2, -3, -4, -5, -6, -3, -3, -2, -2, -1, -1}});
    }

    void sizesAndBatchesMayChange()
    {
        const std::unique_ptr<Engine> engine = engineOf(twicePlusOne().bytes());
        // More shapes than are kept, and back to the first.
        for (int round = 0; round < 2; ++round) {
            compareAnswer(*engine, {1, 1, 1, 2}, {1, 2}, {{1, 1, 1, 2}, {3, 5}});
            compareAnswer(*engine, {1, 1, 2, 1}, {3, 4}, {{1, 1, 2, 1}, {7, 9}});
            compareAnswer(*engine, {1, 1, 1, 1}, {5}, {{1, 1, 1, 1}, {11}});
        }
        OnnxWriter anyBatch(1, OnnxWriter::Type::Float, -1);
        anyBatch.convolution("image", "scores", {1, 1, 1, 1}, {2}, {1}).output("scores", 1);
        compareAnswer(*engineOf(anyBatch.bytes()), {3, 1, 1, 1}, {5, 6, 7}, {{3, 1, 1, 1}, {11, 13, 15}});
    }

    void statesItsInput()
    {
        QCOMPARE(engineOf(twicePlusOne().bytes())->statedInputShape(), (Shape{1, 1, -1, -1}));
        QVERIFY(!engineOf(twicePlusOne().bytes())->settledInputLayout());
        QCOMPARE(engineOf(timesThreePlusOne(2).graph(), WeightsFormat::TensorFlowGraph)->statedInputShape(),
                 (Shape{-1, -1, -1, 2}));
    }

    void severalOutputsComeInTheirOrder()
    {
        OnnxWriter network(1);
        network.convolution("image", "two", {2, 1, 1, 1}, {1, 10}, {0, 0}).output("two", 2);
        network.convolution("image", "one", {1, 1, 1, 1}, {3}, {2}).output("one", 1);
        const std::vector<Answer> answers = ask(*engineOf(network.bytes()), {1, 1, 1, 2}, {2, 5});
        QCOMPARE(answers.size(), std::size_t(2));
        QCOMPARE(answers[0].values, (Numbers{2, 5, 20, 50}));
        QCOMPARE(answers[1].values, (Numbers{8, 17}));
    }

    void takesWholeNumbers_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("bytes") << int(OnnxWriter::Type::UInt8);
        QTest::newRow("int32") << int(OnnxWriter::Type::Int32);
        QTest::newRow("int64") << int(OnnxWriter::Type::Int64);
        QTest::newRow("float16") << int(OnnxWriter::Type::Float16);
        QTest::newRow("double") << int(OnnxWriter::Type::Double);
    }

    void takesWholeNumbers()
    {
        QFETCH(int, type);
        const std::unique_ptr<Engine> engine = engineOf(twicePlusOne(OnnxWriter::Type(type)).bytes());
        compareAnswer(*engine, {1, 1, 1, 4}, {0, 1, 200, 255}, {{1, 1, 1, 4}, {1, 3, 401, 511}});
    }

    void labelsOfInt64BecomeFloats()
    {
        OnnxWriter network(3);
        network.node("ArgMax", {"image"}, "labels", {{"axis", std::int64_t(1)}, {"keepdims", std::int64_t(0)}});
        network.output("labels", 1, OnnxWriter::Type::Int64);
        compareAnswer(*engineOf(network.bytes()), {1, 3, 1, 4}, {9, 1, 2, 3, 4, 8, 1, 2, 1, 2, 7, 6},
                      {{1, 1, 4}, {0, 1, 2, 2}});
    }

    void tensorFlowKeepsChannelsLast()
    {
        const TensorFlowWriter network = timesThreePlusOne(2);
        const Answer expected{{1, 1, 2, 2}, {4, 31, 7, 61}};
        compareAnswer(*engineOf(network.graph(), WeightsFormat::TensorFlowGraph), {1, 1, 2, 2}, {1, 10, 2, 20},
                      expected);
        compareAnswer(*engineOf(network.savedModel(), WeightsFormat::TensorFlowSavedModel), {1, 1, 2, 2},
                      {1, 10, 2, 20}, expected);
    }

    /// On CPUs with bfloat16 OpenVINO computes in it unless told otherwise, which keeps 8 bits of 24.
    void computesInFloat32()
    {
        const QByteArray network = deepSums().bytes();
        const std::unique_ptr<Engine> openVino = engineOf(network);
        const EngineDescription description = openVino->description();
        QCOMPARE(description.name, u"openvino"_s);
        QCOMPARE(description.precision, u"f32"_s);
        QCOMPARE(description.device, u"CPU"_s);
        QVERIFY2(description.version.startsWith(u"20"_s), qPrintable(description.version));
        const Shape shape{1, 4, 40, 40};
        const Numbers picture = noises(4UL * 40 * 40, 77);
        const Numbers answer = ask(*openVino, shape, picture).at(0).values;
        const std::unique_ptr<Engine> openCv =
            makeOpenCvEngine({WeightsFormat::Onnx, network, {}, {}, u"net.onnx"_s}, Device::Cpu);
        const Numbers expected = ask(*openCv, shape, picture).at(0).values;
        QCOMPARE(answer.size(), expected.size());
        float largest = 0;
        float difference = 0;
        for (std::size_t i = 0; i < answer.size(); ++i) {
            largest = std::max(largest, std::abs(expected[i]));
            difference = std::max(difference, std::abs(answer[i] - expected[i]));
        }
        QVERIFY(largest > 1);
        QVERIFY2(difference <= 1e-6F * largest, qPrintable(QString::number(double(difference / largest))));
    }

    void wrongNumberOfChannelsNamesTheNetwork()
    {
        const std::unique_ptr<Engine> engine = engineOf(twicePlusOne().bytes());
        const QString sentence = caughtSentence([&] { ask(*engine, {1, 3, 4, 5}, Numbers(60, 1.0F)); });
        QVERIFY2(sentence.contains(u"model.dlpk/net.onnx"_s), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u"src/"_s) && !sentence.contains(u'\n'), qPrintable(sentence));
        // The engine is not broken by it.
        compareAnswer(*engine, {1, 1, 1, 1}, {5}, {{1, 1, 1, 1}, {11}});
    }

    void severalInputsAreRefused()
    {
        OnnxWriter network(1);
        network.input("second", 1).node("Add", {"image", "second"}, "scores").output("scores", 1);
        const QString sentence = caughtSentence([&] { engineOf(network.bytes()); });
        QVERIFY2(sentence.contains(u"2 inputs (image, second)"_s), qPrintable(sentence));
    }

    void whatIsNoNetworkIsRefused_data()
    {
        QTest::addColumn<QByteArray>("weights");
        QTest::addColumn<WeightsFormat>("format");
        const BrokenNetworks broken(deepSums().bytes());
        for (const WeightsFormat format :
             {WeightsFormat::Onnx, WeightsFormat::TensorFlowGraph, WeightsFormat::TensorFlowSavedModel,
              WeightsFormat::TensorFlowLite, WeightsFormat::OpenVinoIr}) {
            QTest::addRow("garbage as %d", int(format)) << broken.garbage << format;
            QTest::addRow("text as %d", int(format)) << broken.text << format;
            QTest::addRow("nothing as %d", int(format)) << QByteArray() << format;
        }
        QTest::newRow("cut off by one byte") << broken.cutByOneByte << WeightsFormat::Onnx;
        QTest::newRow("half of it") << broken.half << WeightsFormat::Onnx;
    }

    void whatIsNoNetworkIsRefused()
    {
        QFETCH(QByteArray, weights);
        QFETCH(WeightsFormat, format);
        const QString sentence = caughtSentence([&] { engineOf(weights, format); });
        QVERIFY2(sentence.contains(u"OpenVINO"_s) && sentence.contains(u"model.dlpk/net.onnx"_s), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u".cpp"_s) && !sentence.contains(QDir::tempPath()) && sentence.size() < 400,
                 qPrintable(sentence));
    }

    void unknownOperationIsNamed()
    {
        OnnxWriter network(1);
        network.node("Wobble", {"image"}, "scores").output("scores", 1);
        const QString sentence = caughtSentence([&] { engineOf(network.bytes()); });
        QVERIFY2(sentence.contains(u"Wobble"_s), qPrintable(sentence));
    }

    void companionsMayNotClimb()
    {
        const QString sentence = caughtSentence([] {
            makeOpenVinoEngine(
                {WeightsFormat::Onnx, twicePlusOne().bytes(), {}, {{u"../weights.bin"_s, "1234"}}, u"net.onnx"_s},
                Device::Cpu);
        });
        QVERIFY2(sentence.contains(u"net.onnx"_s) && sentence.contains(u"../weights.bin"_s), qPrintable(sentence));
    }

    void leavesNothingInTheTemporaryFolder()
    {
        const auto ours = [] { return QDir::temp().entryList({u"tst_openvino_engine-*"_s}, QDir::Dirs).size(); };
        const qsizetype before = ours();
        engineOf(timesThreePlusOne(1).graph(), WeightsFormat::TensorFlowGraph);
        caughtSentence([] { engineOf("nonsense", WeightsFormat::TensorFlowLite); });
        QCOMPARE(ours(), before);
    }
};

QTEST_GUILESS_MAIN(TestOpenVinoEngine)
#include "tst_openvino_engine.moc"
