#include "core/inference/engine_factory.h"
#include "core/inference/opencv_engine.h"
#include "core/model/weights_format.h"
#include "core/raster/edge_reflection.h"
#include "core/raster/gdal_raster_source.h"
#include "tests/support/broken_networks.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/engines.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/shared_data.h"
#include "tests/support/torch7_writer.h"

#include <opencv2/core/version.hpp>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(pixelscape::WeightsFormat)

namespace {

using Numbers = std::vector<float>;

std::unique_ptr<Engine> engineOf(const QByteArray &weights, WeightsFormat format = WeightsFormat::Onnx)
{
    return makeOpenCvEngine({format, weights, {}, {}, u"model.dlpk/net.onnx"_s}, Device::Cpu);
}

struct Answer
{
    std::vector<int> shape;
    Numbers values;
};

/// What the network answers for a picture of 1 x channels x height x width.
std::vector<Answer> ask(Engine &engine, const std::vector<int> &shape, const Numbers &picture)
{
    std::vector<Answer> answers;
    for (const TensorView &output : engine.infer({shape, picture}))
        answers.push_back({output.shape, {output.values.begin(), output.values.end()}});
    return answers;
}

Answer askOne(const OnnxWriter &network, const std::vector<int> &shape, const Numbers &picture)
{
    const std::unique_ptr<Engine> engine = engineOf(network.bytes());
    const std::vector<Answer> answers = ask(*engine, shape, picture);
    return answers.size() == 1 ? answers.front() : Answer{};
}

OnnxWriter boxSum()
{
    OnnxWriter network(1);
    network.convolution("image", "sum", {1, 1, 3, 3}, Numbers(9, 1.0F), {0}).output("sum", 1);
    return network;
}

void compareClosely(const Numbers &actual, const Numbers &expected)
{
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i)
        QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-6F,
                 qPrintable(u"value %1 is %2, not %3"_s.arg(i).arg(double(actual[i])).arg(double(expected[i]))));
}

/// The scores of a cloud model for one tile of the real scene.
Numbers cloudScores(const QString &definition)
{
    const ModelPackage package = openModelPackage(sharedData(u"models/cloud/"_s + definition));
    const std::unique_ptr<Engine> engine = makeOpenCvEngine(readNetworkFiles(package), Device::Cpu);
    GdalRasterSource scene(sharedData(u"rasters/sentinel2_cloud/sentinel2_toa_x10000_int16.tif"_s));
    constexpr int side = 256;
    Numbers pixels(std::size_t(6) * side * side);
    std::vector<std::uint8_t> valid(std::size_t(side) * side);
    readWithEdges(scene, {-24, 100, side, side}, std::vector<int>{0, 1, 2, 3, 4, 5}, EdgeRule::Reflect, pixels, valid);
    for (float &pixel : pixels)
        pixel /= 10000;
    const std::vector<Answer> answers = ask(*engine, {1, 6, side, side}, pixels);
    return answers.at(0).values;
}

} // namespace

class TestOpenCvEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// It would otherwise compute with whatever lies in memory.
    void numbersInOtherFilesAreRefused()
    {
        OnnxWriter network(1);
        network.convolution("image", "sum", {1, 1, 1, 1}, {1}, {0}).output("sum", 1);
        NetworkFiles files{WeightsFormat::Onnx, network.bytes(), {}, {}, u"net.onnx"_s};
        files.companions[u"net.onnx.data"_s] = "1234";
        const QString sentence = caughtSentence([&files] { makeOpenCvEngine(files, Device::Cpu); });
        QVERIFY2(sentence.contains(u"net.onnx.data"_s), qPrintable(sentence));
    }

    void convolutionOfOnePixel()
    {
        OnnxWriter network(2);
        // Channel 0: 2a + 10b + 0.5; channel 1: -a; channel 2: b - 3.
        network.convolution("image", "scores", {3, 2, 1, 1}, {2, 10, -1, 0, 0, 1}, {0.5F, 0, -3}).output("scores", 3);
        const Answer answer = askOne(network, {1, 2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 0, 1, 1, 2, 2});
        QCOMPARE(answer.shape, (std::vector<int>{1, 3, 2, 3}));
        QCOMPARE(answer.values,
                 (Numbers{2.5F, 4.5F, 16.5F, 18.5F, 30.5F, 32.5F, -1, -2, -3, -4, -5, -6, -3, -3, -2, -2, -1, -1}));
    }

    void zerosLieAroundTheTile()
    {
        const Answer ones = askOne(boxSum(), {1, 1, 3, 4}, Numbers(12, 1.0F));
        QCOMPARE(ones.shape, (std::vector<int>{1, 1, 3, 4}));
        QCOMPARE(ones.values, (Numbers{4, 6, 6, 4, 6, 9, 9, 6, 4, 6, 6, 4}));
        // 1 2 3 / 4 5 6: all columns but the last, all, all but the first; both rows each time.
        QCOMPARE(askOne(boxSum(), {1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}).values, (Numbers{12, 21, 16, 12, 21, 16}));
    }

    void pointSpreadKeepsUpAndLeft()
    {
        OnnxWriter network(1);
        network.convolution("image", "scores", {1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {0}).output("scores", 1);
        // One bright pixel at column 1, row 1: every weight is seen from the other side.
        QCOMPARE(askOne(network, {1, 1, 3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0}).values,
                 (Numbers{9, 8, 7, 6, 5, 4, 3, 2, 1}));
    }

    void poolingAndEnlarging()
    {
        OnnxWriter network(1);
        network
            .node("MaxPool", {"image"}, "small",
                  {{"kernel_shape", std::vector<std::int64_t>{2, 2}}, {"strides", std::vector<std::int64_t>{2, 2}}})
            .constant("roi", {0}, {})
            .constant("scales", {4}, {1, 1, 2, 2})
            .node("Resize", {"small", "roi", "scales"}, "scores",
                  {{"mode", QByteArray("nearest")},
                   {"coordinate_transformation_mode", QByteArray("asymmetric")},
                   {"nearest_mode", QByteArray("floor")}})
            .output("scores", 1);
        const Numbers picture{1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8};
        const Answer answer = askOne(network, {1, 1, 4, 4}, picture);
        QCOMPARE(answer.shape, (std::vector<int>{1, 1, 4, 4}));
        QCOMPARE(answer.values, (Numbers{6, 6, 8, 8, 6, 6, 8, 8, -1, -1, -3, -3, -1, -1, -3, -3}));
        // An odd side is rounded down without a word.
        QCOMPARE(askOne(network, {1, 1, 5, 5}, Numbers(25, 1.0F)).shape, (std::vector<int>{1, 1, 4, 4}));
    }

    void transposedConvolution()
    {
        OnnxWriter network(1);
        network.constant("weights", {1, 1, 2, 2}, {1, 2, 3, 4})
            .node("ConvTranspose", {"image", "weights"}, "scores",
                  {{"kernel_shape", std::vector<std::int64_t>{2, 2}}, {"strides", std::vector<std::int64_t>{2, 2}}})
            .output("scores", 1);
        const Answer answer = askOne(network, {1, 1, 1, 2}, {10, 100});
        QCOMPARE(answer.shape, (std::vector<int>{1, 1, 2, 4}));
        QCOMPARE(answer.values, (Numbers{10, 20, 100, 200, 30, 40, 300, 400}));
    }

    void activations()
    {
        OnnxWriter network(2);
        network.node("Relu", {"image"}, "positive")
            .node("Sigmoid", {"image"}, "chance")
            .node("Softmax", {"image"}, "share", {{"axis", std::int64_t(1)}})
            .node("Concat", {"positive", "chance", "share"}, "scores", {{"axis", std::int64_t(1)}})
            .output("scores", 6);
        const float third = std::log(3.0F);
        const Answer answer = askOne(network, {1, 2, 1, 2}, {third, -third, 0, 0});
        QCOMPARE(answer.shape, (std::vector<int>{1, 6, 1, 2}));
        compareClosely(answer.values, {third, 0, 0, 0, 0.75F, 0.25F, 0.5F, 0.5F, 0.75F, 0.25F, 0.25F, 0.75F});
    }

    void oneNetworkTakesTilesOfManySizes()
    {
        const std::unique_ptr<Engine> engine = engineOf(boxSum().bytes());
        for (const int side : {3, 7, 3, 32}) {
            const auto area = std::size_t(side) * std::size_t(side);
            const std::vector<Answer> answers = ask(*engine, {1, 1, side, side}, Numbers(area, 1.0F));
            QCOMPARE(answers.at(0).shape, (std::vector<int>{1, 1, side, side}));
            QCOMPARE(answers[0].values.front(), 4.0F);
            QCOMPARE(answers[0].values[std::size_t(side / 2 * side + side / 2)], 9.0F);
            QCOMPARE(answers[0].values.back(), 4.0F);
        }
    }

    void twoOutputs()
    {
        OnnxWriter network(1);
        network.convolution("image", "doubled", {2, 1, 1, 1}, {2, 3}, {0, 0})
            .convolution("image", "moved", {1, 1, 1, 1}, {1}, {7})
            .output("doubled", 2)
            .output("moved", 1);
        const std::unique_ptr<Engine> engine = engineOf(network.bytes());
        const std::vector<Answer> answers = ask(*engine, {1, 1, 1, 2}, {1, 10});
        QCOMPARE(answers.size(), std::size_t(2));
        QCOMPARE(answers[0].values, (Numbers{2, 20, 3, 30}));
        QCOMPARE(answers[1].values, (Numbers{8, 17}));
    }

    void wrongNumberOfChannelsNamesTheNetwork()
    {
        const std::unique_ptr<Engine> engine = engineOf(boxSum().bytes());
        const QString sentence = caughtSentence([&] { ask(*engine, {1, 3, 4, 5}, Numbers(60, 1.0F)); });
        QVERIFY2(sentence.contains(u"model.dlpk/net.onnx"_s), qPrintable(sentence));
        // The engine is not broken by it.
        QCOMPARE(ask(*engine, {1, 1, 1, 1}, {5}).at(0).values, Numbers{5});
    }

    void darknet()
    {
        const QByteArray configuration = "[net]\nwidth=3\nheight=2\nchannels=2\n\n"
                                         "[convolutional]\nfilters=3\nsize=1\nstride=1\npad=0\nactivation=linear\n";
        // Version 0.2.0, the number of pictures seen (eight bytes), the biases, the weights.
        const std::vector<std::int32_t> head{0, 2, 0, 0, 0};
        const Numbers numbers{0.5F, 0, -3, 2, 10, -1, 0, 0, 1};
        QByteArray weights(reinterpret_cast<const char *>(head.data()), qsizetype(head.size() * 4));
        weights += QByteArray(reinterpret_cast<const char *>(numbers.data()), qsizetype(numbers.size() * 4));
        QCOMPARE(recogniseWeights(weights, u"net.weights"_s), WeightsFormat::Darknet);
        const std::unique_ptr<Engine> engine =
            makeOpenCvEngine({WeightsFormat::Darknet, weights, configuration, {}, u"net.weights"_s}, Device::Cpu);
        QCOMPARE(ask(*engine, {1, 2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 0, 1, 1, 2, 2}).at(0).values, m_mixed);
        // Another size than the file's own.
        QCOMPARE(ask(*engine, {1, 2, 1, 1}, {3, 4}).at(0).values, (Numbers{46.5F, -3, 1}));
    }

    void torch7()
    {
        const QByteArray weights = torch7Convolution({2, 10, -1, 0, 0, 1}, {0.5F, 0, -3});
        QCOMPARE(recogniseWeights(weights, u"net.t7"_s), WeightsFormat::Torch7);
        QVERIFY(openCvReads(WeightsFormat::Torch7));
        const std::unique_ptr<Engine> engine = engineOf(weights, WeightsFormat::Torch7);
        QCOMPARE(ask(*engine, {1, 2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 0, 1, 1, 2, 2}).at(0).values, m_mixed);
    }

    void whatIsNoNetworkIsRefused_data()
    {
        QTest::addColumn<QByteArray>("weights");
        QTest::addColumn<WeightsFormat>("format");
        const BrokenNetworks broken(boxSum().bytes());
        QTest::newRow("garbage as ONNX") << broken.garbage << WeightsFormat::Onnx;
        QTest::newRow("garbage as a TensorFlow graph") << broken.garbage << WeightsFormat::TensorFlowGraph;
        QTest::newRow("garbage as Caffe") << broken.garbage << WeightsFormat::Caffe;
        QTest::newRow("garbage as Torch7") << broken.garbage << WeightsFormat::Torch7;
        QTest::newRow("cut off Torch7") << torch7Convolution({1}, {0}).chopped(1) << WeightsFormat::Torch7;
        QTest::newRow("text") << broken.text << WeightsFormat::Onnx;
        QTest::newRow("nothing") << QByteArray() << WeightsFormat::Onnx;
        QTest::newRow("cut off by one byte") << broken.cutByOneByte << WeightsFormat::Onnx;
        QTest::newRow("half of it") << broken.half << WeightsFormat::Onnx;
    }

    void whatIsNoNetworkIsRefused()
    {
        QFETCH(QByteArray, weights);
        QFETCH(WeightsFormat, format);
        const QString sentence = caughtSentence([&] { engineOf(weights, format); });
        QVERIFY2(sentence.contains(u"model.dlpk/net.onnx"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"OpenCV"_s) || sentence.contains(u"no network"_s), qPrintable(sentence));
    }

    void unknownOperationIsNamed()
    {
        OnnxWriter network(1);
        network.node("Wobble", {"image"}, "scores").output("scores", 1);
        const QString sentence = caughtSentence([&] { engineOf(network.bytes()); });
        QVERIFY2(sentence.contains(u"Wobble"_s), qPrintable(sentence));
    }

    void formatsThatOpenCvDoesNotReadComeWithAdvice()
    {
        const QString sentence = caughtSentence([] { engineOf("PK\3\4 archive/data.pkl", WeightsFormat::PyTorch); });
        QVERIFY2(sentence.contains(u"model.dlpk/net.onnx holds PyTorch weights"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"torch.onnx.export"_s), qPrintable(sentence));
        QVERIFY(!openCvReads(WeightsFormat::PyTorch));
        QVERIFY(!openCvReads(WeightsFormat::Unknown));
        QVERIFY(openCvReads(WeightsFormat::Onnx));
    }

    void describesWhatRuns()
    {
        const EngineDescription description = engineOf(boxSum().bytes())->description();
        QCOMPARE(description, (EngineDescription{u"opencv"_s, QLatin1StringView(CV_VERSION), u"CPU"_s, u"f32"_s}));
        QVERIFY(!engineOf(boxSum().bytes())->settledInputLayout());
    }

    void theOtherEngineInTheSameProcessDisturbsNothing()
    {
        PIXELSCAPE_NEEDS_OPENVINO();
        const NetworkFiles files{WeightsFormat::Onnx, boxSum().bytes(), {}, {}, u"net.onnx"_s};
        const Numbers expected{12, 21, 16, 12, 21, 16};
        const std::unique_ptr<Engine> first = makeEngine(u"opencv"_s, Device::Cpu, files);
        QCOMPARE(ask(*first, {1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}).at(0).values, expected);
        const std::unique_ptr<Engine> second = makeEngine(u"openvino"_s, Device::Cpu, files);
        QCOMPARE(ask(*second, {1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}).at(0).values, expected);
        QCOMPARE(ask(*first, {1, 1, 1, 2}, {1, 2}).at(0).values, (Numbers{3, 3}));
    }

    void threeFormatsOfARealNetworkAgree()
    {
        PIXELSCAPE_NEEDS_SHARED(u"models/cloud/cloud_rgbiswir.emd"_s);
        const Numbers onnx = cloudScores(u"cloud_rgbiswir.emd"_s);
        QCOMPARE(onnx.size(), std::size_t(256 * 256));
        const auto clouds = std::ranges::count_if(onnx, [](float score) { return score > 0.5F; });
        QVERIFY(clouds > 1000 && clouds < 64000);
        QVERIFY(cloudScores(u"cloud_rgbiswir_tf.emd"_s) == onnx);
        QVERIFY(cloudScores(u"cloud_rgbiswir_caffe.emd"_s) == onnx);
    }

private:
    /// 2a + 10b + 0.5, -a and b - 3 of the two channels 1 2 3 4 5 6 and 0 0 1 1 2 2.
    const Numbers m_mixed{2.5F, 4.5F, 16.5F, 18.5F, 30.5F, 32.5F, -1, -2, -3, -4, -5, -6, -3, -3, -2, -2, -1, -1};
};

QTEST_GUILESS_MAIN(TestOpenCvEngine)
#include "tst_opencv_engine.moc"
