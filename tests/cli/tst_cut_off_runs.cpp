#include "core/base/json.h"
#include "core/run/job_store.h"
#include "core/run/part_folder.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// What is killed, in turn: the command line's run, one of its workers, the window with a run of its own.
enum class Victim { Program, Worker, Window };

/// Runs that are cut off at moments nobody chose, by a signal or a full disk, and continued: the file is that of a run
/// nobody disturbed. A few of them here; PIXELSCAPE_CUTS says how many.
class TestCutOffRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void killed();
    void fullDisk();

private:
    QStringList classify(const QString &output) const
    {
        return {u"classify"_s, m_scene,        demoModel(), output, u"--section-tiles"_s,
                u"1"_s,        u"--workers"_s, u"2"_s,      u"-q"_s};
    }
    QString output() const { return m_temporary->filePath(u"classes.tif"_s); }
    std::unique_ptr<RunningPixelscape> start(Victim victim) const;
    void runUndisturbed(Victim victim);
    void killSomewhere(Victim victim, bool isEarly);
    void continues(const QString &id);

    QTemporaryDir m_inputs;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_scene;
    QMap<QString, QByteArray> m_reference;
    QMap<Victim, int> m_milliseconds; ///< until an undisturbed run is done; the window's from when it is recorded
    QRandomGenerator m_random{20240131};
};

namespace {

int cuts(int few)
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("PIXELSCAPE_CUTS", &isNumber);
    return isNumber ? asked : few;
}

/// The newest job, as `pixelscape jobs show` answers it.
Json newestJob()
{
    const ProgramResult result = runPixelscape({u"jobs"_s, u"show"_s, u"last"_s, u"--format"_s, u"json"_s});
    return Json::parse(result.standardOutput.toStdString(), nullptr, false);
}

QString outputOf(const Json &job)
{
    const Json::json_pointer place("/inputs/outputClassifiedRaster/uri");
    return job.is_object() && job.contains(place) ? job[place].get<QString>() : QString();
}

bool mount(const QStringList &arguments)
{
    return QProcess::execute(u"mount"_s, arguments) == 0;
}

JobStore store()
{
    return JobStore(dataHome() + u"/pixelscape/jobs"_s);
}

/// Until the program has begun to record one more job, or is no more.
bool waitForJob(const RunningPixelscape &program, qsizetype jobsBefore)
{
    const auto isSo = [&] { return store().ids().size() > jobsBefore || !isAlive(program.processId()); };
    return QTest::qWaitFor(isSo, 100'000);
}

} // namespace

void TestCutOffRuns::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 560, 480, 6);
    runUndisturbed(Victim::Program);
    m_reference = filesIn(m_temporary->path());
    runUndisturbed(Victim::Window);
    QCOMPARE(filesIn(m_temporary->path()), m_reference);
    m_milliseconds[Victim::Worker] = m_milliseconds[Victim::Program];
}

void TestCutOffRuns::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
}

/// The same run, from the command line or from the window.
std::unique_ptr<RunningPixelscape> TestCutOffRuns::start(Victim victim) const
{
    if (victim != Victim::Window)
        return std::make_unique<RunningPixelscape>(classify(output()));
    const QString request = m_inputs.filePath(u"request.json"_s);
    runPixelscape(classify(output()) << u"--write-request"_s << request);
    return std::make_unique<RunningPixelscape>(QStringList{request},
                                               QCoreApplication::applicationDirPath() + u"/run_in_window"_s);
}

void TestCutOffRuns::runUndisturbed(Victim victim)
{
    init();
    const qsizetype jobsBefore = store().ids().size();
    QElapsedTimer clock;
    clock.start();
    const auto program = start(victim);
    if (victim == Victim::Window) {
        QVERIFY(waitForJob(*program, jobsBefore));
        clock.start();
    }
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(output()) || !isAlive(program->processId()); }, 100'000));
    m_milliseconds[victim] = int(clock.elapsed());
    const ProgramResult result = program->result();
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
}

/// At any moment of the run, which the window begins late: an early moment may be before it. The program whose worker
/// is killed ends by itself.
void TestCutOffRuns::killSomewhere(Victim victim, bool isEarly)
{
    const qsizetype jobsBefore = store().ids().size();
    const auto program = start(victim);
    if (victim == Victim::Window && !isEarly)
        QVERIFY(waitForJob(*program, jobsBefore));
    QTest::qWait(m_random.bounded(20, m_milliseconds[victim]));
    const std::vector<qint64> workers = program->workers();
    if (victim != Victim::Worker)
        program->sendSignal(SIGKILL);
    else if (!workers.empty())
        kill(pid_t(workers[std::size_t(m_random.bounded(int(workers.size())))]), SIGKILL);
    program->result();
    for (const qint64 worker : workers)
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker), 5000);
}

/// By the id of its job where there is one, else by the same command.
void TestCutOffRuns::continues(const QString &id)
{
    const ProgramResult result =
        runPixelscape(id.isEmpty() ? classify(output()) : QStringList{u"jobs"_s, u"continue"_s, id, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QCOMPARE(filesIn(m_temporary->path()), m_reference);
}

void TestCutOffRuns::killed()
{
    QMap<Victim, int> caught;
    for (int i = 0; i < cuts(6); ++i) {
        init();
        const auto victim = Victim(i % 3);
        killSomewhere(victim, i % 15 == 14);
        if (QTest::currentTestFailed())
            return;
        if (QFileInfo::exists(output())) {
            QCOMPARE(filesIn(m_temporary->path()), m_reference); // it was too late
            continue;
        }
        const QStringList left = QDir(m_temporary->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        // Where it was killed while it moved its files, the lesser ones may be in place: the class map comes last.
        QVERIFY2(left.isEmpty() || left == QStringList{u"classes.tif.part"_s} || isHalfMoved(output()),
                 qUtf8Printable(left.join(u' ')));
        const Json job = newestJob();
        const bool isOurs = outputOf(job).startsWith(m_temporary->path());
        if (isOurs) {
            ++caught[victim];
            QCOMPARE(job["state"].get<QString>(), victim == Victim::Worker ? u"failed"_s : u"interrupted"_s);
            // The record follows the run at its own pace, but in order: what tells of progress has told of the network.
            const bool hasTold = victim == Victim::Worker || job["progress"]["pixelsTotal"].get<qint64>() > 0;
            QVERIFY(!job["messages"].empty() || !hasTold);
        }
        continues(isOurs ? job["jobId"].get<QString>() : QString());
    }
    qInfo("cut off with a record: %d runs of the program, %d by a worker, %d of the window", caught[Victim::Program],
          caught[Victim::Worker], caught[Victim::Window]);
}

void TestCutOffRuns::fullDisk()
{
    const QString disk = m_temporary->filePath(u"disk"_s);
    QVERIFY(QDir().mkpath(disk));
    if (!mount({u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=4k"_s, u"tmpfs"_s, disk}))
        QSKIP("a small disk cannot be mounted by this user");
    const auto unmount = qScopeGuard([&disk] { QProcess::execute(u"umount"_s, {disk}); });
    const QString output = disk + u"/classes.tif"_s;
    for (int i = 0; i < cuts(3); ++i) {
        const int kilobytes = m_random.bounded(8, 400);
        QVERIFY(mount({u"-o"_s, u"remount,size=%1k"_s.arg(kilobytes), disk}));
        const ProgramResult full = runPixelscape(classify(output));
        if (full.exitCode != 0) {
            QVERIFY2(full.exitCode == 1 || full.exitCode == 2, full.standardError.constData());
            QVERIFY(!QFileInfo::exists(output));
            if (full.exitCode == 1)
                QCOMPARE(full.errors().size(), 1);
            QVERIFY(mount({u"-o"_s, u"remount,size=64m"_s, disk}));
            const ProgramResult result = runPixelscape(classify(output));
            QVERIFY2(result.exitCode == 0, result.standardError.constData());
        }
        QCOMPARE(filesIn(disk), m_reference);
        const QStringList files = QDir(disk).entryList(QDir::Files);
        for (const QString &file : files)
            QFile::remove(disk + u'/' + file);
    }
}

QTEST_GUILESS_MAIN(TestCutOffRuns)
#include "tst_cut_off_runs.moc"
