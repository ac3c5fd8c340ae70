#include "tests/support/classified_scene.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// OpenCV 4.6 divides by the number of groups without looking at it.
QByteArray convolutionInNoGroups()
{
    OnnxWriter network(1);
    network.constant("weights", {2, 1, 1, 1}, {1, -1});
    network.node("Conv", {"image", "weights"}, "scores",
                 {{"group", std::int64_t(0)}, {"kernel_shape", std::vector<std::int64_t>{1, 1}}});
    return network.output("scores", 2).bytes();
}

} // namespace

/// Networks that an engine cannot survive.
class TestBadNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashOfTheEngineIsOneSentence_data();
    void crashOfTheEngineIsOneSentence();
};

void TestBadNetworks::crashOfTheEngineIsOneSentence_data()
{
    QTest::addColumn<QString>("face");
    QTest::newRow("plan") << u"plan"_s;
    QTest::newRow("classify") << u"classify"_s;
}

/// Whether it crashes or is refused is the engine's affair; it may be mended in another version.
void TestBadNetworks::crashOfTheEngineIsOneSentence()
{
    QFETCH(QString, face);
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(write(u"network.onnx"_s, convolutionInNoGroups()));
    QVERIFY(write(u"model.emd"_s,
                  "{\"ModelFile\": \"network.onnx\", \"ImageHeight\": 32, \"ImageWidth\": 32, \"Classes\": ["
                  "{\"Value\": 1, \"Name\": \"A\"}, {\"Value\": 2, \"Name\": \"B\"}]}"));
    const QString scene = writeScene(folder.filePath(u"scene.tif"_s), 100, 80, 1);
    QElapsedTimer timer;
    timer.start();
    const ProgramResult result = runPixelscape(
        {face, scene, folder.filePath(u"model.emd"_s), folder.filePath(u"classes.tif"_s), u"--engine"_s, u"opencv"_s});
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(result.exitCode == 2, result.standardError.constData());
    QCOMPARE(result.errorLines().filter(QRegularExpression(u"^model: .*model\\.emd.*"_s)).size(), 1);
    QVERIFY(!QFile::exists(folder.filePath(u"classes.tif"_s)));
}

QTEST_GUILESS_MAIN(TestBadNetworks)
#include "tst_bad_networks.moc"
