#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

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
    void killSomewhere(bool isWorker);
    void continues(const QString &id);

    QTemporaryDir m_inputs;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_scene;
    QMap<QString, QByteArray> m_reference;
    int m_milliseconds = 0; ///< that an undisturbed run takes
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

} // namespace

void TestCutOffRuns::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 560, 480, 6);
    init();
    QElapsedTimer clock;
    clock.start();
    const ProgramResult result = runPixelscape(classify(m_temporary->filePath(u"classes.tif"_s)));
    m_milliseconds = int(clock.elapsed());
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_reference = filesIn(m_temporary->path());
}

void TestCutOffRuns::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
}

/// The program itself, or one of its workers: then it says so, and what was done is kept.
void TestCutOffRuns::killSomewhere(bool isWorker)
{
    RunningPixelscape program(classify(m_temporary->filePath(u"classes.tif"_s)));
    QTest::qWait(m_random.bounded(20, m_milliseconds));
    const std::vector<qint64> workers = program.workers();
    if (!isWorker)
        program.sendSignal(SIGKILL);
    else if (!workers.empty())
        kill(pid_t(workers[std::size_t(m_random.bounded(int(workers.size())))]), SIGKILL);
    program.result();
    for (const qint64 worker : workers)
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker), 5000);
}

/// By the id of its job where there is one, else by the same command.
void TestCutOffRuns::continues(const QString &id)
{
    const QString output = m_temporary->filePath(u"classes.tif"_s);
    const ProgramResult result =
        runPixelscape(id.isEmpty() ? classify(output) : QStringList{u"jobs"_s, u"continue"_s, id, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QCOMPARE(filesIn(m_temporary->path()), m_reference);
}

void TestCutOffRuns::killed()
{
    int caught = 0;
    for (int i = 0; i < cuts(4); ++i) {
        init();
        const bool isWorker = i % 2 == 1;
        killSomewhere(isWorker);
        if (QFileInfo::exists(m_temporary->filePath(u"classes.tif"_s))) {
            QCOMPARE(filesIn(m_temporary->path()), m_reference); // it was too late
            continue;
        }
        const QStringList left = QDir(m_temporary->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QVERIFY2(left.isEmpty() || left == QStringList{u"classes.tif.part"_s}, qUtf8Printable(left.join(u' ')));
        const Json job = newestJob();
        const bool isOurs = outputOf(job).startsWith(m_temporary->path());
        if (isOurs) {
            ++caught;
            QCOMPARE(job["state"].get<QString>(), isWorker ? u"failed"_s : u"interrupted"_s);
            QVERIFY(!job["messages"].empty() || left.isEmpty());
        }
        continues(isOurs ? job["jobId"].get<QString>() : QString());
    }
    qInfo("%d runs were cut off with a record", caught);
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
