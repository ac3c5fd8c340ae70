#include "tests/run/tiny_run.h"

#include <QtTest>

using namespace pixelscape;

namespace {

/// A watched run and what somebody who looks on sees of it.
struct SeenRun : WatchedRun
{
    std::vector<LiveMap> maps;
    std::vector<LiveUpdate> updates;
    std::vector<double> seconds; ///< of the updates
    std::vector<std::uint16_t> codes;
    bool paintedTwice = false;
    bool paintedAfterTheEnd = false;

    SeenRun(const RunSpec &spec, const WorkerFactory &workers) : WatchedRun(spec, workers)
    {
        runner.setWatched(true);
        QObject::connect(&runner, &Runner::began, &runner, [this](const LiveMap &map) {
            maps.push_back(map);
            codes.assign(std::size_t(map.size.area()), LiveMap::notYet);
        });
        QObject::connect(&runner, &Runner::painted, &runner, [this](const LiveUpdate &update) { see(update); });
    }

private:
    void see(const LiveUpdate &update)
    {
        paintedAfterTheEnd = paintedAfterTheEnd || isOver();
        seconds.push_back(m_stopwatch.seconds());
        updates.push_back(update);
        for (const LivePiece &piece : update.pieces) {
            std::size_t from = 0;
            for (int y = piece.place.y; y < piece.place.bottom(); ++y)
                for (int x = piece.place.x; x < piece.place.right(); ++x) {
                    std::uint16_t &code = codes.at(std::size_t(y) * TinyRun::width + std::size_t(x));
                    paintedTwice = paintedTwice || code != LiveMap::notYet;
                    code = piece.codes.at(from++);
                }
        }
    }

    Stopwatch m_stopwatch;
};

std::uint16_t expectedCode(int x, int y)
{
    const int value = sceneValue(x, y);
    return value == 99 ? LiveMap::nodata : std::uint16_t(value > 50 ? 1 : 0);
}

/// Each cell as the file will have it, or not there yet; the number of those that are there.
std::int64_t paintedRight(const SeenRun &seen)
{
    std::int64_t painted = 0;
    for (int y = 0; y < TinyRun::height; ++y)
        for (int x = 0; x < TinyRun::width; ++x) {
            const std::uint16_t code = seen.codes.at(std::size_t(y) * TinyRun::width + std::size_t(x));
            if (code == LiveMap::notYet)
                continue;
            if (code != expectedCode(x, y))
                return -1;
            ++painted;
        }
    return painted;
}

constexpr std::int64_t allCells = std::int64_t(TinyRun::width) * TinyRun::height;

/// The scene's values in a place on Earth, so that areas are known.
void putOnEarth(TinyRun &run)
{
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(run.request.inputRaster.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
    double transform[] = {500000, 10, 0, 5400000, 0, -10};
    OGRSpatialReference crs;
    crs.importFromEPSG(32633);
    if (dataset->SetGeoTransform(transform) != CE_None || dataset->SetSpatialRef(&crs) != CE_None)
        qFatal("a test raster could not be changed");
}

void compareWithReport(const LiveUpdate &last, const RunReport &report)
{
    QCOMPARE(last.nodataPixels, report.nodataPixels);
    QCOMPARE(last.classes.size(), report.classes.size());
    for (std::size_t i = 0; i < report.classes.size(); ++i) {
        QCOMPARE(last.classes[i].entry, report.classes[i].entry);
        QCOMPARE(last.classes[i].pixels, report.classes[i].pixels);
        QVERIFY(last.classes[i].squareMetres == report.classes[i].squareMetres);
    }
}

} // namespace

/// What a run shows of its result while it makes it.
class TestWatchedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsAllAndCountsAll();
    void paintsSparselyAndNeverBack();
    void sameFileAsUnwatched();
    void continuedRunPaintsWhatWasThere();
    void runAfterTheLastSectionPaintsToo();
    void cancelledRunCountsWhatItPainted();
    void cancelFromAnUpdate();
    void unwatchedRunIsSilent();
    void refusedRunNeverBegins();
};

void TestWatchedRun::paintsAllAndCountsAll()
{
    TinyRun run;
    putOnEarth(run);
    SeenRun seen(run.spec(), run.workers());
    const RunReport report = seen.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(seen.maps.size(), std::size_t(1));
    QCOMPARE(seen.maps[0].size, (Size{TinyRun::width, TinyRun::height}));
    QCOMPARE(seen.maps[0].reduction, 1);
    QCOMPARE(seen.maps[0].legend.at(1).name, u"High"_s);
    QVERIFY(seen.maps[0].grid.geoTransform == report.grid.geoTransform);
    QCOMPARE(paintedRight(seen), allCells);
    QVERIFY(!seen.paintedTwice && !seen.paintedAfterTheEnd);
    compareWithReport(seen.updates.back(), report);
    QVERIFY(report.classes[0].squareMetres > 1.0); // some of 10 m cells
}

void TestWatchedRun::paintsSparselyAndNeverBack()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    SeenRun seen(run.spec(), run.workers());
    QVERIFY(seen.toEnd().outcome == Outcome::Finished);
    QVERIFY(seen.updates.size() >= 4);
    std::int64_t before = 0;
    for (std::size_t i = 0; i < seen.updates.size(); ++i) {
        std::int64_t now = seen.updates[i].nodataPixels;
        for (const ClassShare &share : seen.updates[i].classes)
            now += share.pixels;
        QVERIFY(now >= before);
        before = now;
        if (i > 0 && i + 1 < seen.updates.size()) // the end is told at once
            QVERIFY(seen.seconds[i] - seen.seconds[i - 1] > 0.095);
    }
    QCOMPARE(before, allCells);
}

void TestWatchedRun::sameFileAsUnwatched()
{
    TinyRun run;
    QVERIFY(runToEnd(run).outcome == Outcome::Finished);
    const std::vector<std::uint8_t> unwatched = valuesOf(run.request.outputClassifiedRaster);
    run.request.overwrite = true;
    QVERIFY(SeenRun(run.spec(), run.workers()).toEnd().outcome == Outcome::Finished);
    QVERIFY(valuesOf(run.request.outputClassifiedRaster) == unwatched);
}

void TestWatchedRun::continuedRunPaintsWhatWasThere()
{
    TinyRun run;
    run.request.parallelProcessingFactor = u"1"_s;
    run.fault = [](int) { return WorkerFault{WorkerFault::Kind::Dies, 30}; };
    QVERIFY(runToEnd(run).outcome == Outcome::Failed);
    run.fault = [](int) { return WorkerFault(); };
    SeenRun seen(run.spec(), run.workers());
    const RunReport report = seen.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 30);
    QCOMPARE(seen.maps.size(), std::size_t(1));
    QCOMPARE(paintedRight(seen), allCells);
    QVERIFY(!seen.paintedTwice && !seen.paintedAfterTheEnd);
    compareWithReport(seen.updates.back(), report);
}

void TestWatchedRun::runAfterTheLastSectionPaintsToo()
{
    TinyRun run;
    run.request.overwrite = true;
    // A folder in the place of a sidecar: the file cannot be put there.
    QDir(run.folder.path()).mkpath(u"classes.tif.aux.xml/in the way"_s);
    QVERIFY(runToEnd(run).outcome == Outcome::Failed);
    QDir(run.folder.filePath(u"classes.tif.aux.xml"_s)).removeRecursively();
    SeenRun seen(run.spec(), run.workers());
    const RunReport report = seen.toEnd();
    QVERIFY(report.outcome == Outcome::Finished);
    QCOMPARE(report.tiling.sectionsContinued, 63);
    QCOMPARE(paintedRight(seen), allCells);
    compareWithReport(seen.updates.back(), report);
}

/// The report of a cancelled run counts the rows that are whole; what is on screen counts every section.
void TestWatchedRun::cancelledRunCountsWhatItPainted()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(10)); };
    SeenRun seen(run.spec(), run.workers());
    seen.onProgress = [&seen](const Progress &progress) {
        if (progress.pixelsDone > allCells / 4)
            seen.runner.cancel();
    };
    QVERIFY(seen.toEnd().outcome == Outcome::Cancelled);
    const std::int64_t painted = paintedRight(seen);
    QVERIFY(painted > allCells / 4 && painted < allCells);
    std::int64_t counted = seen.updates.back().nodataPixels;
    for (const ClassShare &share : seen.updates.back().classes)
        counted += share.pixels;
    QCOMPARE(counted, painted);
}

void TestWatchedRun::cancelFromAnUpdate()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(10)); };
    SeenRun seen(run.spec(), run.workers());
    QObject::connect(&seen.runner, &Runner::painted, &seen.runner, &Runner::cancel);
    QVERIFY(seen.toEnd().outcome == Outcome::Cancelled);
    QVERIFY(!seen.paintedAfterTheEnd);
    QCOMPARE(seen.updates.size(), std::size_t(2)); // that one, and the last
}

void TestWatchedRun::unwatchedRunIsSilent()
{
    TinyRun run;
    SeenRun seen(run.spec(), run.workers());
    seen.runner.setWatched(false);
    QVERIFY(seen.toEnd().outcome == Outcome::Finished);
    QVERIFY(seen.maps.empty() && seen.updates.empty());
}

void TestWatchedRun::refusedRunNeverBegins()
{
    TinyRun run;
    const RunSpec spec = run.spec();
    run.write(u"classes.tif.part"_s, "somebody else's"_ba);
    SeenRun seen(spec, run.workers());
    QVERIFY(seen.toEnd().outcome == Outcome::Refused);
    QVERIFY(seen.maps.empty() && seen.updates.empty());
}

QTEST_GUILESS_MAIN(TestWatchedRun)
#include "tst_watched_run.moc"
