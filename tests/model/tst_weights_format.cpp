#include "core/model/weights_format.h"
#include "tests/support/shared_data.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;
using Format = WeightsFormat;

Q_DECLARE_METATYPE(pixelscape::WeightsFormat)

namespace {

/// A protobuf field of bytes, shorter than 128 of them, with a number below 16.
QByteArray bytesField(int number, const QByteArray &content)
{
    return char(number << 3 | 2) + QByteArray(1, char(content.size())) + content;
}

QByteArray onnxModel()
{
    return "\x08\x07" + bytesField(2, "pytorch") + bytesField(3, "2.1") + bytesField(7, bytesField(2, "graph")) +
           bytesField(8, QByteArray("\x10\x0c", 2));
}

QByteArray graphNode()
{
    return bytesField(1, "data") + bytesField(2, "Placeholder") + bytesField(5, "dtype");
}

} // namespace

class TestWeightsFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognisesContent_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("name");
        QTest::addColumn<Format>("format");
        const auto row = [](const char *what, const QByteArray &content, const QString &name, Format format) {
            QTest::newRow(what) << content << name << format;
        };
        row("ONNX", onnxModel(), u"m.onnx"_s, Format::Onnx);
        row("ONNX under another name", onnxModel(), u"m.pth"_s, Format::Onnx);
        row("ONNX cut off in its graph", onnxModel().left(20), u"m.onnx"_s, Format::Onnx);
        row("graph", bytesField(1, graphNode()), u"m.pb"_s, Format::TensorFlowGraph);
        row("graph under another name", bytesField(1, graphNode()), u"m.onnx"_s, Format::TensorFlowGraph);
        const QByteArray layer = bytesField(1, "conv") + bytesField(2, "Convolution");
        row("Caffe", bytesField(1, "net") + "\xa2\x06" + char(layer.size()) + layer, u"m.caffemodel"_s, Format::Caffe);
        row("Caffe without name", "\xa2\x06" + QByteArray(1, char(layer.size())) + layer, u"m.bin"_s, Format::Caffe);
        row("old Caffe", bytesField(1, "net") + bytesField(2, layer), u"m.caffemodel"_s, Format::Caffe);
        row("SavedModel", "\x08\x01" + bytesField(2, bytesField(1, bytesField(4, "serve"))), u"saved_model.pb"_s,
            Format::TensorFlowSavedModel);
        row("CNTK", "\x08\x01" + bytesField(2, bytesField(1, "uid") + bytesField(2, "x")), u"trained.model"_s,
            Format::Cntk);
        row("old CNTK", QByteArray("B\0C\0N\0\0\0", 8), u"trained.model"_s, Format::Cntk);
        row("Darknet", QByteArray("\0\0\0\0\2\0\0\0\5\0\0\0\1\2\3\4\0\0\0\0abcd", 24), u"y.weights"_s, Format::Darknet);
        row("Torch7", QByteArray("\4\0\0\0\1\0\0\0\3\0\0\0V 1\15\0\0\0nn.Sequential", 32), u"m.t7"_s, Format::Torch7);
        row("Torch7 in digits", "4\n1\n3\nV 1\n13\nnn.Sequential\n", u"m.net"_s, Format::Torch7);
        row("PyTorch", QByteArray("PK\3\4\0\0\0\0") + "archive/data.pkl", u"m.pth"_s, Format::PyTorch);
        row("PyTorch called ONNX", "PK\3\4" + QByteArray(3000000, 'x') + "m/data.pkl", u"m.onnx"_s, Format::PyTorch);
        row("TorchScript", QByteArray("PK\3\4") + "m/code/a.py m/constants.pkl", u"m.pt"_s, Format::TorchScript);
        row("old PyTorch", QByteArray("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15), u"m.bin"_s,
            Format::PyTorch);
        row("pickle", QByteArray("\x80\x02}q\0.", 6), u"m.pth"_s, Format::PyTorch);
        row("another pickle", QByteArray("\x80\x04\x95\x02\0\0\0\0\0\0\0}\x94.", 14), u"forest.bin"_s, Format::Pickle);
        row("safetensors", QByteArray("\x02\0\0\0\0\0\0\0{}", 10), u"m.safetensors"_s, Format::Safetensors);
        row("GGUF", QByteArray("GGUF\3\0\0\0", 8), u"m.gguf"_s, Format::Gguf);
        row("OpenVINO IR", "<?xml version=\"1.0\"?>\n<net name=\"n\" version=\"11\">\n<layers>", u"m.xml"_s,
            Format::OpenVinoIr);
        row("OpenVINO IR with a mark", "\xEF\xBB\xBF<net name=\"n\"><layers>", u"m"_s, Format::OpenVinoIr);
        row("other XML", "<?xml version=\"1.0\"?><network><layers/></network>", u"m.xml"_s, Format::Unknown);
        row("Keras HDF5", "\x89HDF\r\n\x1a\n????", u"m.h5"_s, Format::Keras);
        row("Keras zip", QByteArray("PK\3\4") + "config.json model.weights.h5", u"m.zip"_s, Format::Keras);
        row("TensorFlow Lite", QByteArray("\x1c\0\0\0TFL3\0\0", 10), u"m.tflite"_s, Format::TensorFlowLite);
        row("SavedModel in zip", QByteArray("PK\3\4") + "m/saved_model.pb", u"m.zip"_s, Format::TensorFlowSavedModel);
        row("Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", u"m.onnx"_s,
            Format::GitLfsPointer);
        row("nothing", {}, u"m.onnx"_s, Format::Unknown);
        row("a web page", "<!DOCTYPE html><html>Not found</html>", u"m.onnx"_s, Format::Unknown);
        row("text", "name: \"net\"\nlayer { name: \"data\" }", u"m.onnx"_s, Format::Unknown);
        row("text after a line break", "\n   name: \"net\" layer { type: \"Input\" } and more of the same", u"m.pb"_s,
            Format::Unknown);
        row("zeros", QByteArray(100, '\0'), u"m.onnx"_s, Format::Unknown);
        row("another zip", QByteArray("PK\3\4") + "word/document.xml", u"m.onnx"_s, Format::Unknown);
        row("version only", "\x08\x07", u"m.onnx"_s, Format::Unknown);
        row("endless number", QByteArray(50, '\xff'), u"m.onnx"_s, Format::Unknown);
    }
    void recognisesContent()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, name);
        QFETCH(Format, format);
        QCOMPARE(weightsFormatName(recogniseWeights(content, name)), weightsFormatName(format));
    }

    /// A GraphDef of one node and a NetParameter of an old layer can read the same; then the suffix decides.
    void suffixDecidesWhereContentDoesNot()
    {
        const QByteArray both = bytesField(1, graphNode()) + bytesField(2, bytesField(1, "x"));
        QCOMPARE(weightsFormatName(recogniseWeights(both, u"m.pb"_s)), u"TensorFlow frozen graph"_s);
    }

    void recognisesRealWeights_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<Format>("format");
        const auto row = [](const char *file, Format format) {
            QTest::newRow(file) << QString::fromUtf8(file) << format;
        };
        row("models/cloud/cloud_rgbiswir.onnx", Format::Onnx);
        row("models/cloud/cloud_rgbiswir.pb", Format::TensorFlowGraph);
        row("models/cloud/cloud_rgbiswir.caffemodel", Format::Caffe);
        row("models/cloud/cloud_rgbiswir.prototxt", Format::Unknown);
        row("models/dynamicworld/dynamicworld_dn_probs.onnx", Format::Onnx);
        row("models/odd/azure_landcover/trained.onnx", Format::Onnx);
        row("models/odd/dummy_segmentation_models__one_output_sigmoid_bsx512x512.onnx", Format::Onnx);
        row("models/odd/dummy_segmentation_models__one_output_softmax_bsx2x512x512.onnx", Format::Onnx);
        row("models/odd/dummy_segmentation_models__two_outputs_softmax_bsx2x512x512.onnx", Format::Onnx);
        row("models/odd/selfie_segmentation_clip11.onnx", Format::Onnx);
        row("models/odd/tf_fc_layers_frozen.pb", Format::TensorFlowGraph);
        row("models/odd/git_lfs_pointer_shadow.onnx", Format::GitLfsPointer);
    }
    void recognisesRealWeights()
    {
        QFETCH(QString, file);
        QFETCH(Format, format);
        PIXELSCAPE_NEEDS_SHARED(file);
        QFile real(sharedData(file));
        QVERIFY(real.open(QIODevice::ReadOnly));
        const QByteArray content = real.readAll();
        QCOMPARE(weightsFormatName(recogniseWeights(content, file)), weightsFormatName(format));
        // A name without suffix says nothing: the content alone must do.
        QCOMPARE(weightsFormatName(recogniseWeights(content, u"weights"_s)), weightsFormatName(format));
    }

    void everyForeignFormatHasOneLineOfAdvice()
    {
        QVERIFY(exportAdvice(Format::Onnx).isEmpty());
        for (int format = int(Format::Onnx) + 1; format <= int(Format::Unknown); ++format) {
            const QString advice = exportAdvice(Format(format));
            QVERIFY2(!advice.isEmpty() && !advice.contains(u'\n'), qPrintable(weightsFormatName(Format(format))));
        }
        QVERIFY(exportAdvice(Format::PyTorch).contains(u"torch.onnx.export("_s));
        QVERIFY(exportAdvice(Format::TorchScript).contains(u"torch.jit.load("_s));
        QVERIFY(exportAdvice(Format::Keras).contains(u"format=\"onnx\""_s));
        QVERIFY(exportAdvice(Format::TensorFlowLite).contains(u"--tflite"_s));
        QVERIFY(exportAdvice(Format::TensorFlowSavedModel).contains(u"--saved-model"_s));
        QVERIFY(exportAdvice(Format::Cntk).contains(u"ModelFormat.ONNX"_s));
        QVERIFY(exportAdvice(Format::GitLfsPointer).contains(u"git lfs pull"_s));
    }
};

QTEST_GUILESS_MAIN(TestWeightsFormat)
#include "tst_weights_format.moc"
