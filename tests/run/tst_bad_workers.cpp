#include "core/run/background_run.h"
#include "tests/run/tiny_run.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest>

using namespace pixelscape;

namespace {

/// A real process in place of the worker program.
struct BadWorker
{
    QTemporaryDir folder;
    QString program = folder.filePath(u"worker.sh"_s);

    explicit BadWorker(const QByteArray &script)
    {
        QFile file(program);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0 ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("a test program could not be written");
    }

    /// The number that the script wrote into a file; 0 where there is none yet.
    qint64 numberIn(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }
};

/// The report of a run, and how long it took; Outcome::Failed without a message where it does not end.
struct Ended
{
    RunReport report;
    qint64 milliseconds = 0;

    QString sentence() const { return report.messages.empty() ? QString() : report.messages.back().description; }
};

Ended toEnd(BackgroundRun &run)
{
    const QSignalSpy finished(&run, &BackgroundRun::finished);
    QElapsedTimer timer;
    timer.start();
    run.start();
    if (!QTest::qWaitFor([&finished] { return !finished.empty(); }, 60000))
        return {};
    return {finished[0][0].value<RunReport>(), timer.elapsed()};
}

Ended planWith(const BadWorker &worker, int deadline = 0)
{
    TinyRun run;
    run.request.sectionDeadline = deadline;
    BackgroundRun background(run.spec(), Runner::Purpose::PlanOnly, processWorkers(worker.program));
    return toEnd(background);
}

} // namespace

/// Workers that crash, flood or hang cost themselves and one sentence, and leave no process behind.
class TestBadWorkers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashesAndFloods_data();
    void crashesAndFloods();
    void hangEndsAtTheDeadlineWithItsChildren();
    void hangCanBeCancelledAtOnce();
    void floodInMidRunEndsTheRun();
};

void TestBadWorkers::crashesAndFloods_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("how");
    QTest::newRow("memory fault") << "kill -SEGV $$\n"_ba << u"(signal 11, a memory fault)"_s;
    QTest::newRow("division by zero") << "kill -FPE $$\n"_ba << u"(signal 8, a division by zero or the like)"_s;
    QTest::newRow("gives up") << "kill -ABRT $$\n"_ba << u"(signal 6, it gave up by itself)"_s;
    QTest::newRow("says why") << "echo not today >&2\nexit 3\n"_ba << u"ended unasked with exit code 3 (not today)"_s;
    QTest::newRow("endless errors") << "exec yes nonsense >&2\n"_ba << u"wrote more than 64 MB of messages"_s;
    QTest::newRow("a gigabyte of errors, then a crash")
        << "head -c 1000000000 /dev/zero >&2\nkill -SEGV $$\n"_ba << u"wrote more than 64 MB of messages"_s;
    QTest::newRow("endless output") << "exec yes nonsense\n"_ba << u"sent bytes that are not a message"_s;
}

void TestBadWorkers::crashesAndFloods()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, how);
    const Ended ended = planWith(BadWorker(script));
    QVERIFY(ended.report.outcome == Outcome::Refused);
    QCOMPARE(ended.report.problems.size(), std::size_t(1));
    const QString sentence = ended.report.problems[0].sentence;
    QVERIFY2(sentence.startsWith(u"The worker process that tried the network of "), qPrintable(sentence));
    QVERIFY2(sentence.contains(how), qPrintable(sentence));
    QVERIFY2(ended.milliseconds < 5000, qPrintable(QString::number(ended.milliseconds)));
}

void TestBadWorkers::hangEndsAtTheDeadlineWithItsChildren()
{
    // Refuses to be ended politely, and has started something itself.
    BadWorker worker("trap '' TERM INT HUP\nsleep 300 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\nsleep 300\n");
    const Ended ended = planWith(worker, 2);
    QVERIFY(ended.report.outcome == Outcome::Refused);
    const QString sentence = ended.report.problems.at(0).sentence;
    QVERIFY2(sentence.contains(u"was not loaded and tried on a tile within 2 seconds"_s), qPrintable(sentence));
    QVERIFY2(ended.milliseconds > 1900 && ended.milliseconds < 5000, qPrintable(QString::number(ended.milliseconds)));
    QVERIFY(worker.numberIn(u"child"_s) > 0);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker.numberIn(u"child"_s)), 2000);
}

void TestBadWorkers::hangCanBeCancelledAtOnce()
{
    BadWorker worker("sleep 300 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\n");
    TinyRun run;
    BackgroundRun background(run.spec(), Runner::Purpose::Classify, processWorkers(worker.program));
    const QSignalSpy finished(&background, &BackgroundRun::finished);
    background.start();
    QTRY_VERIFY(worker.numberIn(u"child"_s) > 0);
    QElapsedTimer timer;
    timer.start();
    background.cancel();
    QTRY_VERIFY(!finished.empty());
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(finished[0][0].value<RunReport>().outcome == Outcome::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker.numberIn(u"child"_s)), 2000);
}

/// The real worker, whose network begins to talk without end once it is at work.
void TestBadWorkers::floodInMidRunEndsTheRun()
{
    const QByteArray program = QByteArrayLiteral(PIXELSCAPE_PROGRAM);
    BadWorker worker("(sleep 1; exec yes nonsense >&2) &\nexec \"" + program + "\" worker\n");
    const QTemporaryDir folder;
    RunRequest request;
    request.inputRaster = writeScene(folder.filePath(u"scene.tif"_s), 1500, 1500, 6);
    request.model = demoModel();
    request.outputClassifiedRaster = folder.filePath(u"classes.tif"_s);
    request.parallelProcessingFactor = u"1"_s;
    const Resolution resolution = resolve(request);
    QVERIFY(resolution.spec.has_value());
    BackgroundRun background(*resolution.spec, Runner::Purpose::Classify, processWorkers(worker.program));
    const Ended ended = toEnd(background);
    QVERIFY(ended.report.outcome == Outcome::Failed || ended.report.outcome == Outcome::Refused);
    QStringList said;
    for (const Message &message : ended.report.messages)
        said << message.description;
    QVERIFY2(said.join(u'\n').contains(u"wrote more than 64 MB of messages without an answer and was ended"_s),
             qPrintable(said.join(u'\n')));
    QVERIFY(!QFileInfo::exists(request.outputClassifiedRaster));
}

QTEST_GUILESS_MAIN(TestBadWorkers)
#include "tst_bad_workers.moc"
