#include "core/model/onnx_signature.h"

#include <QFile>
#include <QTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

QByteArray networkOf(const QString &testCase)
{
    QFile file(QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/data/") + testCase + u"/network.onnx"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestOnnxSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchThatIsFixed()
    {
        const OnnxSignature signature = readOnnxSignature(networkOf(u"batch_fixed_and_demanded"_s));
        QCOMPARE(signature.inputs.size(), 1);
        QCOMPARE(signature.inputShape, (std::vector<int>{4, 2, 16, 16}));
        QCOMPARE(signature.outputs.size(), std::size_t(1));
    }

    void severalInputs() { QCOMPARE(readOnnxSignature(networkOf(u"refused_two_inputs"_s)).inputs.size(), 2); }

    void severalOutputs()
    {
        QCOMPARE(readOnnxSignature(networkOf(u"two_outputs_two_maps"_s)).outputs.size(), std::size_t(2));
    }

    void whatIsNoNetwork()
    {
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("\x08"), QByteArray(100, '\xff'), QByteArray(100, ':')}) {
            const OnnxSignature signature = readOnnxSignature(bytes);
            QVERIFY(signature.inputs.isEmpty());
            QVERIFY(signature.inputShape.empty());
            QVERIFY(signature.outputs.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestOnnxSignature)
#include "tst_onnx_signature.moc"
