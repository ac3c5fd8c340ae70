#include "core/run/background_run.h"
#include "tests/run/tiny_run.h"

#include <QSignalSpy>
#include <QtTest>

using namespace pixelscape;

namespace {

/// The report of a watched run; one of Outcome::Failed without a message where it does not end.
RunReport toEnd(BackgroundRun &run)
{
    const QSignalSpy finished(&run, &BackgroundRun::finished);
    run.setWatched(true);
    run.start();
    if (!QTest::qWaitFor([&finished] { return !finished.empty(); }, 60000))
        return {};
    return finished[0][0].value<RunReport>();
}

} // namespace

/// A model or a raster that fails a run which was found good: one sentence names it, and nothing else comes to harm.
class TestRunTroubles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelThatCrashesItsLoader_data();
    void modelThatCrashesItsLoader();
    void rasterThatDisappears();
    void workersThatHaveTheRasterOpenGoOn();
};

void TestRunTroubles::modelThatCrashesItsLoader_data()
{
    QTest::addColumn<bool>("planOnly");
    QTest::newRow("plan") << true;
    QTest::newRow("run") << false;
}

/// A real process that crashes in place of the worker program.
void TestRunTroubles::modelThatCrashesItsLoader()
{
    QFETCH(bool, planOnly);
    TinyRun run;
    const QString program = run.write(u"crash.sh"_s, "#!/bin/sh\nkill -SEGV $$\n");
    QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    BackgroundRun background(run.spec(), planOnly ? Runner::Purpose::PlanOnly : Runner::Purpose::Classify,
                             processWorkers(program));
    const QSignalSpy began(&background, &BackgroundRun::began);
    const RunReport report = toEnd(background);
    QVERIFY(report.outcome == Outcome::Refused);
    QCOMPARE(report.messages.size(), std::size_t(1));
    QCOMPARE(report.problems.size(), std::size_t(1));
    QCOMPARE(report.problems[0].field, u"model"_s);
    QVERIFY2(report.problems[0].sentence.contains(run.request.model), qPrintable(report.problems[0].sentence));
    QVERIFY2(report.problems[0].sentence.contains(u"crashed"_s), qPrintable(report.problems[0].sentence));
    QVERIFY(began.empty());
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster + u".part"_s));
}

/// A worker that takes over from another one has to open the raster anew.
void TestRunTroubles::rasterThatDisappears()
{
    TinyRun run;
    run.request.parallelProcessingFactor = u"1"_s;
    run.request.recycleProcessingWorker = 10;
    const WorkerFactory workers = run.workers();
    const WorkerFactory withoutRaster = [&run, workers] {
        if (run.workersMade == 1)
            QFile::remove(run.request.inputRaster);
        return workers();
    };
    BackgroundRun background(run.spec(), Runner::Purpose::Classify, withoutRaster);
    const QSignalSpy painted(&background, &BackgroundRun::painted);
    const RunReport report = toEnd(background);
    QVERIFY(report.outcome == Outcome::Failed);
    QStringList errors;
    for (const Message &message : report.messages)
        if (message.type == MessageType::Error)
            errors << message.description;
    QCOMPARE(errors.size(), qsizetype(1));
    QVERIFY2(errors[0].startsWith(run.request.inputRaster + u" does not exist; "_s), qPrintable(errors[0]));
    QVERIFY(!painted.empty()); // what was finished until then
}

void TestRunTroubles::workersThatHaveTheRasterOpenGoOn()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(10)); };
    BackgroundRun background(run.spec(), Runner::Purpose::Classify, run.workers());
    connect(&background, &BackgroundRun::progressed, this, [&run](const Progress &progress) {
        if (progress.share() > 0.1)
            QFile::remove(run.request.inputRaster);
    });
    QVERIFY(toEnd(background).outcome == Outcome::Finished);
    QVERIFY(!QFileInfo::exists(run.request.inputRaster));
}

QTEST_GUILESS_MAIN(TestRunTroubles)
#include "tst_run_troubles.moc"
