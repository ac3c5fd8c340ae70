#include "core/inference/engine_factory.h"
#include "core/inference/opencv_engine.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/engines.h"
#include "tests/support/onnx_writer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

NetworkFiles onnxFiles()
{
    OnnxWriter network(1);
    network.convolution("image", "scores", {1, 1, 1, 1}, {2}, {1}).output("scores", 1);
    return {WeightsFormat::Onnx, network.bytes(), {}, {}, u"net.onnx"_s};
}

const NetworkFiles pyTorch{WeightsFormat::PyTorch, "PK\3\4 archive/data.pkl", {}, {}, u"model.pth"_s};

void verifyProblem(const std::optional<Problem> &problem, const QString &field, const QStringList &words)
{
    QVERIFY(problem);
    QCOMPARE(problem->field, field);
    QCOMPARE(problem->severity, Severity::Error);
    for (const QString &word : words)
        QVERIFY2(problem->sentence.contains(word), qPrintable(problem->sentence));
}

} // namespace

class TestEngineFactory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBeginWithAuto()
    {
        QCOMPARE(engineNames().front(), u"auto"_s);
        QVERIFY(engineNames().contains(u"opencv"_s));
    }

    void makesAnEngineThatAnswers()
    {
        QVERIFY(!engineProblem(u"auto"_s, Device::Cpu, onnxFiles()));
        for (const QString &name : engineNames().sliced(1)) {
            QVERIFY(!engineProblem(name, Device::Cpu, onnxFiles()));
            QCOMPARE(engineCandidates(name, Device::Cpu, onnxFiles()), QStringList{name});
            const std::unique_ptr<Engine> engine = makeEngine(name, Device::Cpu, onnxFiles());
            QCOMPARE(engine->description().name, name);
            const std::vector<float> picture{3, 4};
            const std::vector<TensorView> outputs = engine->infer({{1, 1, 1, 2}, picture});
            QCOMPARE(outputs.size(), std::size_t(1));
            QCOMPARE(outputs[0].values[0], 7.0F);
            QCOMPARE(outputs[0].values[1], 9.0F);
        }
    }

    void automaticPrefersOpenVino()
    {
        PIXELSCAPE_NEEDS_OPENVINO();
        const auto candidates = [](WeightsFormat format) {
            return engineCandidates(u"auto"_s, Device::Cpu, {format, {}, {}, {}, u"net"_s});
        };
        const QStringList both{u"openvino"_s, u"opencv"_s};
        QCOMPARE(candidates(WeightsFormat::Onnx), both);
        QCOMPARE(candidates(WeightsFormat::TensorFlowGraph), both);
        QCOMPARE(candidates(WeightsFormat::TensorFlowSavedModel), QStringList{u"openvino"_s});
        QCOMPARE(candidates(WeightsFormat::TensorFlowLite), QStringList{u"openvino"_s});
        QCOMPARE(candidates(WeightsFormat::OpenVinoIr), QStringList{u"openvino"_s});
        QCOMPARE(candidates(WeightsFormat::Caffe), QStringList{u"opencv"_s});
        QCOMPARE(candidates(WeightsFormat::Torch7), QStringList{u"opencv"_s});
        QCOMPARE(candidates(WeightsFormat::PyTorch), QStringList());
    }

    void unknownEngineListsTheKnownOnes()
    {
        verifyProblem(engineProblem(u"caffeine"_s, Device::Cpu, onnxFiles()), u"engine"_s,
                      {u"caffeine"_s, u"auto, "_s, u"opencv"_s});
    }

    void weightsThatNoEngineReadsComeWithAdvice()
    {
        verifyProblem(engineProblem(u"auto"_s, Device::Cpu, pyTorch), u"model"_s,
                      {u"model.pth"_s, u"PyTorch"_s, u"torch.onnx.export"_s});
        const QString sentence = caughtSentence([] { makeEngine(u"auto"_s, Device::Cpu, pyTorch); });
        QVERIFY2(sentence.contains(u"model.pth"_s), qPrintable(sentence));
    }

    void weightsOfAnotherEngineSayThatThereIsOne()
    {
        const NetworkFiles caffe{WeightsFormat::Caffe, {}, {}, {}, u"net.caffemodel"_s};
        QVERIFY(!engineProblem(u"auto"_s, Device::Cpu, caffe));
        PIXELSCAPE_NEEDS_OPENVINO();
        verifyProblem(engineProblem(u"openvino"_s, Device::Cpu, caffe), u"engine"_s,
                      {u"net.caffemodel"_s, u"Caffe"_s, u"openvino does not read"_s, u"choose the engine auto"_s});
        QCOMPARE(engineProblem(u"openvino"_s, Device::Cpu, caffe)->remedies,
                 (std::vector<Remedy>{{u"Choose automatically"_s, u"engine"_s, u"auto"_s}}));
    }

    void missingGpuIsAProblemBeforeTheRun()
    {
        if (openCvHasGpu())
            QSKIP("this OpenCV has CUDA");
        verifyProblem(engineProblem(u"opencv"_s, Device::Gpu, onnxFiles()), u"context.processorType"_s,
                      {u"GPU"_s, u"choose the CPU"_s});
        QCOMPARE(engineProblem(u"opencv"_s, Device::Gpu, onnxFiles())->remedies,
                 (std::vector<Remedy>{{u"Use the CPU"_s, u"context.processorType"_s, u"cpu"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestEngineFactory)
#include "tst_engine_factory.moc"
