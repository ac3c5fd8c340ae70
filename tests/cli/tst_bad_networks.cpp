#include "tests/cli/bad_graphs.h"
#include "tests/support/classified_scene.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

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

/// Networks that an engine does not survive: one sentence, soon, and nothing is left behind.
class TestBadNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneSentenceInFiveSeconds_data();
    void oneSentenceInFiveSeconds();
    void slowLoadIsSaidAndCancelled();

private:
    QStringList command(const QString &face, const QString &network, const QByteArray &content) const;

    QTemporaryDir m_folder;
    QString m_scene;
    QString m_output = m_folder.filePath(u"classes.tif"_s);
};

void TestBadNetworks::initTestCase()
{
    m_scene = writeScene(m_folder.filePath(u"scene.tif"_s), 100, 80, 1);
}

QStringList TestBadNetworks::command(const QString &face, const QString &network, const QByteArray &content) const
{
    const auto write = [this](const QString &name, const QByteArray &bytes) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a test file could not be written");
    };
    write(network, content);
    write(u"model.emd"_s, "{\"ModelFile\": \"" + network.toUtf8() +
                              "\", \"ImageHeight\": 32, \"ImageWidth\": 32, \"Classes\": [{\"Value\": 1, \"Name\": "
                              "\"A\"}, {\"Value\": 2, \"Name\": \"B\"}]}");
    return {face, m_scene, m_folder.filePath(u"model.emd"_s), m_output, u"--engine"_s, u"opencv"_s};
}

void TestBadNetworks::oneSentenceInFiveSeconds_data()
{
    QTest::addColumn<QString>("face");
    QTest::addColumn<QString>("network");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("ONNX, division by zero, plan") << u"plan"_s << u"groups.onnx"_s << convolutionInNoGroups();
    QTest::newRow("ONNX, division by zero") << u"classify"_s << u"groups.onnx"_s << convolutionInNoGroups();
    QTest::newRow("TensorFlow, division by zero") << u"classify"_s << u"steps.pb"_s << graphs::withoutSteps();
    QTest::newRow("TensorFlow, memory fault") << u"classify"_s << u"split.pb"_s << graphs::splitNowhere();
    QTest::newRow("TensorFlow, hangs") << u"classify"_s << u"snake.pb"_s << graphs::snake();
}

/// Whether a network crashes its engine, hangs or is refused is the engine's affair: it may be mended in another
/// version.
void TestBadNetworks::oneSentenceInFiveSeconds()
{
    QFETCH(QString, face);
    QFETCH(QString, network);
    QFETCH(QByteArray, content);
    QElapsedTimer timer;
    timer.start();
    const ProgramResult result =
        runPixelscape(command(face, network, content) + QStringList{u"--section-deadline"_s, u"2"_s});
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(result.exitCode == 2, result.standardError.constData());
    const QStringList errors = result.errorLines().filter(QRegularExpression(u"^model: "_s));
    QVERIFY2(errors.size() == 1 && result.errorLines().size() == 1, result.standardError.constData());
    QVERIFY2(errors[0].contains(network) || errors[0].contains(u"model.emd"_s), qPrintable(errors[0]));
    QVERIFY(!QFile::exists(m_output));
}

void TestBadNetworks::slowLoadIsSaidAndCancelled()
{
    RunningPixelscape program(command(u"classify"_s, u"snake.pb"_s, graphs::snake()));
    QTest::qWait(9000);
    const std::vector<qint64> workers = program.workers();
    if (workers.empty())
        QSKIP("This OpenCV does not hang on a node that is its own input.");
    QElapsedTimer timer;
    timer.start();
    program.sendSignal(SIGINT);
    const ProgramResult result = program.result();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result.exitCode, 130);
    QCOMPARE(result.errorLines().size(), 1);
    QVERIFY2(result.errorLines()[0].startsWith(u"Loading the network of model.emd ("_s),
             result.standardError.constData());
    for (const qint64 worker : workers)
        QVERIFY(!isAlive(worker));
}

QTEST_GUILESS_MAIN(TestBadNetworks)
#include "tst_bad_networks.moc"
