#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Runs that are cancelled, killed, out of room, or given a broken raster: nothing that looks finished is left, and
/// what was done is not done again. The network is the demo's, so that there is time to disturb it.
class TestDisturbed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aSignalCancelsAndTheNextRunContinues_data();
    void aSignalCancelsAndTheNextRunContinues();
    void aKilledProgramIsContinued();
    void anotherRequestDoesNotContinue();
    void startingOverDiscardsThePart();
    void aKilledWorkerCostsARetry();
    void aKilledWorkerWithoutRetriesEndsTheRun();
    void twoRunsCannotWriteOneOutput();

private:
    QStringList classify(const QStringList &options = {}) const
    {
        return QStringList{u"classify"_s,        m_scene, demoModel(),    m_output,
                           u"--section-tiles"_s, u"1"_s,  u"--workers"_s, u"2"_s} +
               options;
    }
    QStringList names() const { return m_outputs.entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }
    void finishesWithTheReference(const QStringList &options = {}, const QString &said = {});
    void leftOnlyThePart();

    QTemporaryDir m_inputs;
    QTemporaryDir m_temporary;
    QDir m_outputs{m_temporary.filePath(u"outputs"_s)}; ///< empty at the start of each test
    QString m_scene;
    QString m_output = m_outputs.filePath(u"classes.tif"_s);
    QMap<QString, QByteArray> m_reference;
};

void TestDisturbed::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 1120, 960, 6);
    init();
    const ProgramResult result = runPixelscape(classify());
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_reference = filesIn(m_outputs.path());
    QCOMPARE(m_reference.size(), 5);
}

void TestDisturbed::init()
{
    QVERIFY(m_outputs.removeRecursively());
    QVERIFY(m_outputs.mkpath(u"."_s));
}

void TestDisturbed::finishesWithTheReference(const QStringList &options, const QString &said)
{
    const ProgramResult result = runPixelscape(classify(options));
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.errorText().contains(said), result.standardError.constData());
    QCOMPARE(names(), QStringList(m_reference.keys()));
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestDisturbed::leftOnlyThePart()
{
    QCOMPARE(names(), QStringList{u"classes.tif.part"_s});
    QCOMPARE(QDir(m_output + u".part"_s).entryList(QDir::Files), QStringList{u"sections.log"_s});
}

void TestDisturbed::aSignalCancelsAndTheNextRunContinues_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestDisturbed::aSignalCancelsAndTheNextRunContinues()
{
    QFETCH(int, signal);
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(20));
    const std::vector<qint64> workers = program.workers();
    QCOMPARE(workers.size(), 2UL);
    QElapsedTimer timer;
    timer.start();
    program.sendSignal(signal);
    const ProgramResult result = program.result();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result.exitCode, 130);
    QVERIFY2(result.errors().isEmpty(), result.standardError.constData());
    for (const qint64 worker : workers)
        QVERIFY(!isAlive(worker));
    leftOnlyThePart();
    finishesWithTheReference({}, u"An earlier run of this request is continued"_s);
}

void TestDisturbed::aKilledProgramIsContinued()
{
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(20));
    const std::vector<qint64> workers = program.workers();
    program.sendSignal(SIGKILL);
    QCOMPARE(program.result().exitCode, -1);
    for (const qint64 worker : workers)
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker), 2000);
    QCOMPARE(names(), QStringList{u"classes.tif.part"_s});
    finishesWithTheReference({}, u"An earlier run of this request is continued"_s);
}

void TestDisturbed::anotherRequestDoesNotContinue()
{
    {
        RunningPixelscape program(classify({u"--arg"_s, u"padding=32"_s}));
        QVERIFY(program.waitForPercent(10));
        program.sendSignal(SIGINT);
        QCOMPARE(program.result().exitCode, 130);
    }
    finishesWithTheReference({}, u"belongs to another request"_s);
}

void TestDisturbed::startingOverDiscardsThePart()
{
    {
        RunningPixelscape program(classify());
        QVERIFY(program.waitForPercent(10));
        program.sendSignal(SIGINT);
        QCOMPARE(program.result().exitCode, 130);
    }
    const ProgramResult result = runPixelscape(classify({u"--start-over"_s, u"--report"_s, u"-"_s}));
    QCOMPARE(Json::parse(result.standardOutput.toStdString())["tiling"]["sectionsContinued"], 0);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestDisturbed::aKilledWorkerCostsARetry()
{
    RunningPixelscape program(classify({u"--retries"_s, u"1"_s, u"--report"_s, u"-"_s}));
    QVERIFY(program.waitForPercent(20));
    const std::vector<qint64> workers = program.workers();
    QCOMPARE(workers.size(), 2UL);
    const qint64 first = std::ranges::min(workers); // the one of the probe: it has a section in hand for certain
    kill(pid_t(first), SIGKILL);
    const ProgramResult result = program.result();
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.errorText().contains(u"is tried again (1 of 1)"_s), result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
    const Json report = Json::parse(result.standardOutput.toStdString());
    QCOMPARE(report["tiling"]["sectionsRetried"], 1);
    QCOMPARE(report["workerProcesses"].size(), 3UL);
    for (const Json &worker : report["workerProcesses"])
        QCOMPARE(worker["exit"] == "failed", worker["pid"] == first);
}

void TestDisturbed::aKilledWorkerWithoutRetriesEndsTheRun()
{
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(20));
    const std::vector<qint64> workers = program.workers();
    QCOMPARE(workers.size(), 2UL);
    QElapsedTimer timer;
    timer.start();
    kill(pid_t(workers.front()), SIGKILL);
    const ProgramResult result = program.result();
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors().size() == 1, result.standardError.constData());
    QVERIFY(result.errors().first().contains(u"signal 9"_s));
    QVERIFY(!isAlive(workers.back()));
    leftOnlyThePart();
    finishesWithTheReference({}, u"An earlier run of this request is continued"_s);
}

void TestDisturbed::twoRunsCannotWriteOneOutput()
{
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(10));
    program.sendSignal(SIGSTOP); // or it might be finished before the second comes so far
    const ProgramResult second = runPixelscape(classify({u"-q"_s}));
    QCOMPARE(second.exitCode, 2);
    QVERIFY2(second.errorLines().last().contains(u"Another run is writing"_s), second.standardError.constData());
    program.sendSignal(SIGCONT);
    QCOMPARE(program.result().exitCode, 0);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

QTEST_GUILESS_MAIN(TestDisturbed)
#include "tst_disturbed.moc"
