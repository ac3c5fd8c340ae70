#include "tests/run/tiny_run.h"
#include "tests/support/result_samples.h"

#include <QtTest>

using namespace pixelscape;

/// Runs that stop half way, and what becomes of what they left.
class TestRunnerContinue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelledKeepsTheLogOnly();
    void continuedRunMakesTheSameFile();
    void runAfterTheLastSectionOnlyFinishesTheFile();
    void startOverStartsOver();
    void anotherRequestDiscardsThePart();
    void nodataThatIsSetBesideTheRasterDiscardsThePart();
    void aRasterThatIsWrittenAgainDiscardsThePart();
    void failedRunIsContinued();
    void secondRunToOneOutputIsRefused();
    void cancelWhileTheNetworkIsTried();
    void cancelBeforeTheStartDoesNothing();
    void runnerThatIsDeletedKeepsItsLog();
};

void TestRunnerContinue::cancelledKeepsTheLogOnly()
{
    TinyRun run;
    const RunReport report = cancelledRun(run);
    QVERIFY(report.outcome == Outcome::Cancelled);
    QVERIFY(report.output.isEmpty());
    const QString output = run.request.outputClassifiedRaster;
    QVERIFY(!QFileInfo::exists(output));
    QCOMPARE(QDir(output + u".part"_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"sections.log"_s});
    QVERIFY(QFileInfo(output + u".part/sections.log"_s).size() > 0);
    for (const WorkerRecord &record : report.workerProcesses)
        QCOMPARE(record.exit, u"cancelled"_s);
    QVERIFY(std::ranges::none_of(report.messages, [](const Message &m) { return m.type == MessageType::Error; }));
}

void TestRunnerContinue::continuedRunMakesTheSameFile()
{
    TinyRun run;
    run.request.outputClassifiedRaster = run.outputIn(u"whole"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    run.request.outputClassifiedRaster = run.outputIn(u"continued"_s);
    const RunReport cancelled = cancelledRun(run);
    QVERIFY(cancelled.outcome == Outcome::Cancelled);
    int doneBefore = 0;
    for (const WorkerRecord &record : cancelled.workerProcesses)
        doneBefore += record.sections;
    QVERIFY(doneBefore > 0);
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, doneBefore);
    QVERIFY(watched.hasSaid(u"%1 of 63 sections are there already"_s.arg(doneBefore)));
    QCOMPARE(watched.progress.front().pixelsDone > 0, true);
    int doneNow = 0;
    for (const WorkerRecord &record : report.workerProcesses)
        doneNow += record.sections;
    QCOMPARE(doneBefore + doneNow, 63);
    std::int64_t counted = report.nodataPixels;
    for (const ClassShare &share : report.classes)
        counted += share.pixels;
    QCOMPARE(counted, std::int64_t(TinyRun::width * TinyRun::height)); // those of the earlier run too
    QVERIFY(filesIn(run.folder.filePath(u"continued"_s)) == filesIn(run.folder.filePath(u"whole"_s)));
    QVERIFY(!QFileInfo::exists(report.output + u".part"_s));
}

/// As after a power failure between the last section and the finished file.
void TestRunnerContinue::runAfterTheLastSectionOnlyFinishesTheFile()
{
    TinyRun run;
    run.request.outputClassifiedRaster = run.outputIn(u"whole"_s);
    // A folder in the place of a sidecar: the file cannot be put there.
    run.request.overwrite = true;
    QDir(run.folder.path()).mkpath(u"whole/classes.tif.aux.xml/in the way"_s);
    const RunReport failed = runToEnd(run);
    QVERIFY(failed.outcome == Outcome::Failed);
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
    QDir(run.folder.filePath(u"whole/classes.tif.aux.xml"_s)).removeRecursively();
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 63);
    for (const WorkerRecord &process : report.workerProcesses)
        QCOMPARE(process.sections, 0);
    run.request.outputClassifiedRaster = run.outputIn(u"undisturbed"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    QVERIFY(filesIn(run.folder.filePath(u"whole"_s)) == filesIn(run.folder.filePath(u"undisturbed"_s)));
}

void TestRunnerContinue::startOverStartsOver()
{
    TinyRun run;
    QVERIFY(cancelledRun(run).outcome == Outcome::Cancelled);
    run.request.startOver = true;
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 0);
    int sections = 0;
    for (const WorkerRecord &record : report.workerProcesses)
        sections += record.sections;
    QCOMPARE(sections, 63);
}

/// As programs do that may not write the raster itself.
void TestRunnerContinue::nodataThatIsSetBesideTheRasterDiscardsThePart()
{
    TinyRun run;
    QVERIFY(cancelledRun(run).outcome == Outcome::Cancelled);
    {
        const GDALDatasetUniquePtr scene(GDALDataset::Open(run.request.inputRaster.toUtf8().constData()));
        scene->GetRasterBand(1)->SetNoDataValue(7);
    }
    QVERIFY(QFileInfo::exists(run.request.inputRaster + u".aux.xml"_s));
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 0);
}

/// Of a large raster only pieces are compared.
void TestRunnerContinue::aRasterThatIsWrittenAgainDiscardsThePart()
{
    TinyRun run;
    QVERIFY(cancelledRun(run).outcome == Outcome::Cancelled);
    QFile scene(run.request.inputRaster);
    QVERIFY(scene.open(QIODevice::ReadWrite));
    QVERIFY(scene.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
    scene.close();
    QCOMPARE(runToEnd(run).tiling.sectionsContinued, 0);
}

void TestRunnerContinue::anotherRequestDiscardsThePart()
{
    TinyRun run;
    QVERIFY(cancelledRun(run).outcome == Outcome::Cancelled);
    run.request.modelArguments[u"padding"_s] = u"4"_s;
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 0);
    QVERIFY(watched.hasSaid(u"it was discarded"_s));
}

void TestRunnerContinue::failedRunIsContinued()
{
    TinyRun run;
    run.request.parallelProcessingFactor = u"1"_s;
    run.fault = [](int) { return WorkerFault{WorkerFault::Kind::Dies, 10}; };
    WatchedRun failing(run.spec(), run.workers());
    const RunReport failed = failing.toEnd();
    QVERIFY(failed.outcome == Outcome::Failed);
    QCOMPARE(std::ranges::count(failing.messages, MessageType::Error, &Message::type), std::ptrdiff_t(1));
    QVERIFY(failing.hasSaid(u"is kept in %1.part"_s.arg(run.request.outputClassifiedRaster)));
    run.fault = [](int) { return WorkerFault(); };
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 10);
}

void TestRunnerContinue::secondRunToOneOutputIsRefused()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    const RunSpec spec = run.spec();
    WatchedRun first(spec, run.workers());
    run.network = [] { return thresholdNetwork(50); };
    std::unique_ptr<WatchedRun> second;
    first.onProgress = [&](const Progress &) {
        if (second)
            return;
        second = std::make_unique<WatchedRun>(spec, run.workers());
        second->runner.start();
    };
    QVERIFY(first.toEnd().outcome == Outcome::Finished);
    QVERIFY(second && second->isOver());
    const RunReport &refused = second->reports.front();
    QVERIFY(refused.outcome == Outcome::Refused);
    QCOMPARE(refused.problems.at(0).field, u"outputClassifiedRaster"_s);
    QVERIFY(refused.problems[0].sentence.contains(u"Another run is writing"_s));
    QCOMPARE(valuesOf(spec.request.outputClassifiedRaster).size(),
             std::size_t(TinyRun::width) * std::size_t(TinyRun::height));
    QVERIFY(!QFileInfo::exists(spec.request.outputClassifiedRaster + u".part"_s));
}

void TestRunnerContinue::cancelWhileTheNetworkIsTried()
{
    TinyRun run;
    const QStringList before = QDir(run.folder.path()).entryList();
    WatchedRun watched(run.spec(), run.workers());
    QTimer::singleShot(0, &watched.runner, &Runner::cancel);
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Cancelled);
    QVERIFY(watched.progress.empty());
    QCOMPARE(QDir(run.folder.path()).entryList(), before);
}

void TestRunnerContinue::cancelBeforeTheStartDoesNothing()
{
    TinyRun run;
    WatchedRun watched(run.spec(), run.workers());
    watched.runner.cancel();
    QVERIFY(!watched.isOver());
    QVERIFY(watched.toEnd().outcome == Outcome::Finished);
}

void TestRunnerContinue::runnerThatIsDeletedKeepsItsLog()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(10)); };
    {
        WatchedRun watched(run.spec(), run.workers());
        watched.runner.start();
        QTRY_VERIFY(watched.progress.size() > 1);
    }
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(report.tiling.sectionsContinued > 0);
}

QTEST_GUILESS_MAIN(TestRunnerContinue)
#include "tst_runner_continue.moc"
