#include "core/base/error.h"
#include "tests/run/tiny_run.h"
#include "tests/support/result_samples.h"

#include <QtTest>

using namespace pixelscape;

namespace {

std::vector<std::uint8_t> expectedClasses()
{
    std::vector<std::uint8_t> classes;
    for (int y = 0; y < TinyRun::height; ++y) {
        for (int x = 0; x < TinyRun::width; ++x) {
            const int value = sceneValue(x, y);
            classes.push_back(value == 99 ? 255 : value > 50 ? 2 : 1);
        }
    }
    return classes;
}

} // namespace

/// Whole runs, from the request to the file, with workers in memory.
class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifiesTheScene();
    void reportsWhatItDid();
    void fileDoesNotDependOnWorkersOrSections_data();
    void fileDoesNotDependOnWorkersOrSections();
    void windowIsACropOfTheWhole();
    void planWritesNothing();
    void paddingThatWasRoundedIsTold();
    void progressIsSparseAndNeverGoesBack();
    void deathOfAWorkerDoesNotShowInTheFile();
    void recyclingDoesNotShowInTheFile();
    void networkThatDoesNotFitIsRefused();
    void networkThatBreaksFailsTheRun();
    void nothingIsWrittenWhereTheOutputCannotBe();
};

void TestRunner::classifiesTheScene()
{
    TinyRun run;
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.output, run.request.outputClassifiedRaster);
    QVERIFY(valuesOf(report.output) == expectedClasses());
    QVERIFY(!QFileInfo::exists(report.output + u".part"_s));
}

void TestRunner::reportsWhatItDid()
{
    TinyRun run;
    run.request.tilesPerSection = 4;
    const RunReport report = runToEnd(run);
    const std::vector<std::uint8_t> expected = expectedClasses();
    QCOMPARE(report.classes.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE(report.classes[i].entry.value, std::int64_t(i + 1));
        QCOMPARE(report.classes[i].pixels, std::int64_t(std::ranges::count(expected, std::uint8_t(i + 1))));
        QVERIFY(!report.classes[i].squareMetres); // the scene lies nowhere on Earth
    }
    QCOMPARE(report.classes[1].entry.name, u"High"_s);
    QCOMPARE(report.nodataPixels, std::int64_t(std::ranges::count(expected, std::uint8_t(255))));
    QVERIFY(report.nodataPixels > 0);
    const TilingSummary &tiling = report.tiling;
    QVERIFY(tiling.tile == (Size{16, 16}));
    QCOMPARE(tiling.halo, 2);
    QCOMPARE(tiling.stride, 1);
    QCOMPARE(tiling.tiles, std::int64_t(9 * 7)); // in steps of 12
    QCOMPARE(tiling.sections, 3 * 7);
    QCOMPARE(tiling.sectionsRetried, 0);
    QCOMPARE(tiling.sectionsContinued, 0);
    QCOMPARE(report.workers, 2);
    QCOMPARE(report.engine.name, u"fake"_s);
    QCOMPARE(report.workerProcesses.size(), std::size_t(2));
    int sections = 0;
    for (const WorkerRecord &record : report.workerProcesses) {
        QCOMPARE(record.exit, u"finished"_s);
        sections += record.sections;
    }
    QCOMPARE(sections, 3 * 7);
    QVERIFY(report.wallSeconds > 0);
    QVERIFY(report.startupSeconds > 0 && report.startupSeconds < report.wallSeconds);
    QVERIFY(report.work.inference > 0);
    QVERIFY(report.peakMemoryBytes > 1 << 20);
    QVERIFY(report.jobId.startsWith(u'j'));
}

void TestRunner::fileDoesNotDependOnWorkersOrSections_data()
{
    QTest::addColumn<QString>("workers");
    QTest::addColumn<int>("tilesPerSection");
    QTest::newRow("one worker") << u"0"_s << 1;
    QTest::newRow("four workers") << u"4"_s << 1;
    QTest::newRow("whole rows") << u"2"_s << 9;
    QTest::newRow("five tiles a section") << u"4"_s << 5;
    QTest::newRow("chosen by itself") << u"2"_s << 0;
}

void TestRunner::fileDoesNotDependOnWorkersOrSections()
{
    QFETCH(QString, workers);
    QFETCH(int, tilesPerSection);
    TinyRun run;
    run.request.outputClassifiedRaster = run.outputIn(u"a"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    run.request.outputClassifiedRaster = run.outputIn(u"b"_s);
    run.request.parallelProcessingFactor = workers;
    run.request.tilesPerSection = tilesPerSection;
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    const QMap<QString, QByteArray> files = filesIn(run.folder.filePath(u"b"_s));
    QVERIFY(files.contains(u"classes.tif"_s));
    QVERIFY(files == filesIn(run.folder.filePath(u"a"_s)));
}

/// With a network that sees the ground in blocks of two, a window that starts at odd pixels must not shift its blocks.
void TestRunner::windowIsACropOfTheWhole()
{
    TinyRun run;
    run.write(u"model.emd"_s, TinyRun::definition(48));
    run.network = [] { return blockMeanNetwork(2, 50); };
    run.request.outputClassifiedRaster = run.outputIn(u"whole"_s);
    const RunReport whole = runToEnd(run);
    QVERIFY(whole.outcome == Outcome::Finished);
    QCOMPARE(whole.tiling.stride, 2);
    const PixelRect window{13, 7, 58, 59};
    run.request.extent = GroundBox{13, 7, 71, 66};
    run.request.outputClassifiedRaster = run.outputIn(u"window"_s);
    const RunReport part = runToEnd(run);
    QVERIFY(part.grid.window == window);
    const std::vector<std::uint8_t> all = valuesOf(whole.output);
    std::vector<std::uint8_t> crop;
    for (int y = window.y; y < window.bottom(); ++y)
        crop.insert(crop.end(), all.begin() + y * TinyRun::width + window.x,
                    all.begin() + y * TinyRun::width + window.right());
    QVERIFY(valuesOf(part.output) == crop);
}

void TestRunner::planWritesNothing()
{
    TinyRun run;
    const QStringList before = QDir(run.folder.path()).entryList();
    const RunReport report = WatchedRun(run.spec(), run.workers(), Runner::Purpose::PlanOnly).toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.tiles, std::int64_t(63));
    QCOMPARE(report.tiling.sections, 63);
    QVERIFY(report.tileSeconds > 0);
    QVERIFY(report.output.isEmpty());
    QCOMPARE(QDir(run.folder.path()).entryList(), before);
}

void TestRunner::paddingThatWasRoundedIsTold()
{
    TinyRun run;
    run.write(u"model.emd"_s, TinyRun::definition(48));
    run.network = [] { return blockMeanNetwork(4, 50); };
    run.request.modelArguments[u"padding"_s] = u"5"_s;
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QCOMPARE(report.tiling.stride, 4);
    QCOMPARE(report.tiling.halo, 8);
    QVERIFY(watched.hasSaid(u"padding of 5 pixels was changed to 8"_s));
}

void TestRunner::progressIsSparseAndNeverGoesBack()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    WatchedRun watched(run.spec(), run.workers());
    QVERIFY(watched.toEnd().outcome == Outcome::Finished);
    // 63 sections in two workers at 20 ms: more than six tenths of a second.
    QVERIFY(watched.progress.size() >= 4);
    QCOMPARE(watched.progress.front().pixelsDone, std::int64_t(0));
    QVERIFY(watched.progress.front().secondsLeft < 0); // nobody can tell
    QCOMPARE(watched.progress.back().pixelsDone, std::int64_t(TinyRun::width * TinyRun::height));
    QCOMPARE(watched.progress.back().share(), 1.0);
    for (std::size_t i = 1; i < watched.progress.size(); ++i) {
        QVERIFY(watched.progress[i].pixelsDone > watched.progress[i - 1].pixelsDone);
        QCOMPARE(watched.progress[i].pixelsTotal, std::int64_t(TinyRun::width * TinyRun::height));
        QVERIFY(watched.progress[i].pixelsPerSecond > 0);
        // The end is told at once; all before it keep their distance.
        if (i + 1 < watched.progress.size())
            QVERIFY(watched.secondsOfProgress[i] - watched.secondsOfProgress[i - 1] > 0.095);
    }
}

void TestRunner::deathOfAWorkerDoesNotShowInTheFile()
{
    TinyRun run;
    run.request.outputClassifiedRaster = run.outputIn(u"undisturbed"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    run.workersMade = 0;
    run.request.outputClassifiedRaster = run.outputIn(u"disturbed"_s);
    run.request.retryOnFailures = 2; // the two may lose the same section
    run.fault = [](int worker) {
        return worker == 0   ? WorkerFault{WorkerFault::Kind::Dies, 3}
               : worker == 1 ? WorkerFault{WorkerFault::Kind::TalksNonsense, 5}
                             : WorkerFault();
    };
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsRetried, 2);
    QVERIFY(watched.hasSaid(u"is tried again (1 of 2)"_s));
    QCOMPARE(report.workerProcesses.size(), std::size_t(4));
    QCOMPARE(report.workerProcesses[0].exit, u"failed"_s);
    QCOMPARE(report.workerProcesses[0].sections, 3);
    QCOMPARE(report.workerProcesses[1].exit, u"failed"_s);
    QVERIFY(filesIn(run.folder.filePath(u"disturbed"_s)) == filesIn(run.folder.filePath(u"undisturbed"_s)));
}

void TestRunner::recyclingDoesNotShowInTheFile()
{
    TinyRun run;
    run.request.parallelProcessingFactor = u"1"_s;
    run.request.recycleProcessingWorker = 20;
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(valuesOf(report.output) == expectedClasses());
    std::vector<int> sections;
    QStringList exits;
    for (const WorkerRecord &record : report.workerProcesses) {
        sections.push_back(record.sections);
        exits << record.exit;
    }
    QVERIFY((sections == std::vector<int>{20, 20, 20, 3}));
    QCOMPARE(exits, (QStringList{u"recycled"_s, u"recycled"_s, u"recycled"_s, u"finished"_s}));
}

void TestRunner::networkThatDoesNotFitIsRefused()
{
    TinyRun run;
    run.network = [] {
        return [](const TensorView &input) {
            FakeOutput output = thresholdNetwork(50)(input);
            output.shape[1] = 5;
            output.values.resize(5 * 16 * 16, 0.25F);
            return output;
        };
    };
    const QStringList before = QDir(run.folder.path()).entryList();
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Refused);
    QCOMPARE(report.problems.size(), std::size_t(1));
    QCOMPARE(report.problems[0].field, u"model"_s);
    QVERIFY(report.problems[0].sentence.contains(u"5 channels"_s));
    QCOMPARE(QDir(run.folder.path()).entryList(), before);
}

void TestRunner::networkThatBreaksFailsTheRun()
{
    TinyRun run;
    run.network = [] {
        return [](const TensorView &input) {
            // The corner of the third tile of the fourth row; the probe's tile has another.
            if (input.values.front() == float(sceneValue(22, 34)))
                throw Error(u"The engine broke on that tile."_s);
            return thresholdNetwork(50)(input);
        };
    };
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Failed);
    QCOMPARE(std::ranges::count(watched.messages, MessageType::Error, &Message::type), std::ptrdiff_t(1));
    QVERIFY(watched.hasSaid(u"The engine broke on that tile."_s));
    QVERIFY(report.output.isEmpty());
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
}

void TestRunner::nothingIsWrittenWhereTheOutputCannotBe()
{
    TinyRun run;
    const RunSpec spec = run.spec();
    // Between the checks and the run a file took the place of the part folder.
    run.write(u"classes.tif.part"_s, "somebody else's"_ba);
    const QStringList before = QDir(run.folder.path()).entryList();
    const RunReport report = WatchedRun(spec, run.workers()).toEnd();
    QVERIFY(report.outcome == Outcome::Refused);
    QCOMPARE(report.problems.at(0).field, u"outputClassifiedRaster"_s);
    QCOMPARE(QDir(run.folder.path()).entryList(), before);
}

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
