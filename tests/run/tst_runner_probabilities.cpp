#include "core/raster/result_files.h"
#include "core/raster/result_reader.h"
#include "tests/run/tiny_run.h"
#include "tests/support/result_samples.h"

#include <QtTest>

#include <cmath>

using namespace pixelscape;

namespace {

TinyRun runWithProbabilities()
{
    TinyRun run;
    run.request.modelArguments[u"return_probability_raster"_s] = u"true"_s;
    return run;
}

std::vector<float> probabilitiesOf(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData()));
    std::vector<float> values(std::size_t(TinyRun::width) * TinyRun::height);
    if (!dataset ||
        dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, TinyRun::width, TinyRun::height, values.data(),
                                            TinyRun::width, TinyRun::height, GDT_Float32, 0, 0, nullptr) != CE_None)
        return {};
    return values;
}

/// The network's two scores are the value's distance from 50, once with each sign.
double expectedProbability(int x, int y)
{
    if (sceneValue(x, y) == 99)
        return -1;
    const double distance = std::abs(sceneValue(x, y) - 50);
    return 1 / (1 + std::exp(-2 * distance));
}

} // namespace

/// Runs that write a probability raster too.
class TestRunnerProbabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothRastersAndTheReport();
    void classesAreTheSameWithout();
    void stoppedRunsMakeTheSameFiles();
    void logOfARunWithoutThemIsNotContinued();
    void replacedResultTakesItsProbabilitiesAlong();
    void planCountsBoth();
};

void TestRunnerProbabilities::bothRastersAndTheReport()
{
    TinyRun run = runWithProbabilities();
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.probabilityOutput, run.folder.filePath(u"classes_probability.tif"_s));
    const Json result = toJson(report)["results"]["outProbabilityRaster"];
    QCOMPARE(result["paramName"], "outProbabilityRaster");
    QCOMPARE(result["dataType"], "GPString");
    QCOMPARE(result["value"]["uri"].get<QString>(), report.probabilityOutput);
    QCOMPARE(readRecipeText(report.probabilityOutput), readRecipeText(report.output));
    const std::vector<float> values = probabilitiesOf(report.probabilityOutput);
    QVERIFY(!values.empty());
    for (int y = 0; y < TinyRun::height; ++y)
        for (int x = 0; x < TinyRun::width; ++x)
            QVERIFY(std::abs(double(values[std::size_t(y * TinyRun::width + x)]) - expectedProbability(x, y)) < 1e-6);
}

void TestRunnerProbabilities::classesAreTheSameWithout()
{
    TinyRun run = runWithProbabilities();
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    TinyRun without;
    const RunReport report = runToEnd(without);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(report.probabilityOutput.isEmpty());
    QVERIFY(!toJson(report)["results"].contains("outProbabilityRaster"));
    QVERIFY(!QFileInfo::exists(without.folder.filePath(u"classes_probability.tif"_s)));
    QVERIFY(valuesOf(report.output) == valuesOf(run.request.outputClassifiedRaster));
}

void TestRunnerProbabilities::stoppedRunsMakeTheSameFiles()
{
    TinyRun run = runWithProbabilities();
    run.request.outputClassifiedRaster = run.outputIn(u"whole"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    run.request.outputClassifiedRaster = run.outputIn(u"stopped"_s);
    QVERIFY(cancelledRun(run, 0.2).outcome == Outcome::Cancelled);
    QVERIFY(filesIn(run.folder.filePath(u"stopped"_s)).isEmpty());
    run.fault = [](int worker) { return WorkerFault{WorkerFault::Kind::Dies, 5 + worker}; };
    QVERIFY(runToEnd(run).outcome == Outcome::Failed);
    QVERIFY(filesIn(run.folder.filePath(u"stopped"_s)).isEmpty());
    run.fault = [](int) { return WorkerFault(); };
    run.request.parallelProcessingFactor = u"3"_s;
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(report.tiling.sectionsContinued > 5);
    QVERIFY(filesIn(run.folder.filePath(u"stopped"_s)) == filesIn(run.folder.filePath(u"whole"_s)));
    QVERIFY(filesIn(run.folder.filePath(u"whole"_s)).contains(u"classes_probability.tif"_s));
}

void TestRunnerProbabilities::logOfARunWithoutThemIsNotContinued()
{
    TinyRun run;
    QVERIFY(cancelledRun(run, 0.2).outcome == Outcome::Cancelled);
    run.request.modelArguments[u"return_probability_raster"_s] = u"true"_s;
    WatchedRun watched(run.spec(), run.workers());
    const RunReport report = watched.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 0);
    QVERIFY(watched.hasSaid(u"it was discarded"_s));
    QVERIFY(!probabilitiesOf(report.probabilityOutput).empty());
}

void TestRunnerProbabilities::replacedResultTakesItsProbabilitiesAlong()
{
    TinyRun run = runWithProbabilities();
    const QString probabilities = runToEnd(run).probabilityOutput;
    QVERIFY(QFileInfo::exists(probabilities));
    run.request.overwrite = true;
    run.request.modelArguments.clear();
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    QVERIFY(!QFileInfo::exists(probabilities));
}

void TestRunnerProbabilities::planCountsBoth()
{
    TinyRun run;
    QCOMPARE(WatchedRun(run.spec(), run.workers(), Runner::Purpose::PlanOnly).toEnd().uncompressedBytes,
             std::int64_t(100 * 80));
    run.request.modelArguments[u"return_probability_raster"_s] = u"true"_s;
    QCOMPARE(WatchedRun(run.spec(), run.workers(), Runner::Purpose::PlanOnly).toEnd().uncompressedBytes,
             std::int64_t(100 * 80 * 5));
}

QTEST_GUILESS_MAIN(TestRunnerProbabilities)
#include "tst_runner_probabilities.moc"
