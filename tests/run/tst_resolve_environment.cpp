#include "core/run/request_reader.h"
#include "tests/run/tiny_run.h"

#include <ogr_spatialref.h>

#include <QtTest>

using namespace pixelscape;

namespace {

/// 100 x 80 cells of 10 m in the UTM zone 33 north, the upper left corner at 400000, 5000000.
QString placedScene(const TinyRun &run)
{
    const auto finish = [](GDALDataset &dataset) {
        double transform[6] = {400000, 10, 0, 5000000, 0, -10};
        dataset.SetGeoTransform(transform);
        OGRSpatialReference crs;
        crs.importFromEPSG(32633);
        dataset.SetSpatialRef(&crs);
    };
    const std::vector<double> values(std::size_t(TinyRun::width) * TinyRun::height, 7);
    return writeRaster(run.folder.filePath(u"placed.tif"_s),
                       {TinyRun::width, TinyRun::height, 1, GDT_Byte, values, {}, finish});
}

QString gridText(const RunSpec &spec)
{
    const std::array<double, 6> &c = spec.grid.geoTransform.c;
    return u"%1x%2 at %3,%4 of %5,%6 %7%8"_s.arg(spec.grid.window.width)
        .arg(spec.grid.window.height)
        .arg(c[0], 0, 'f', 1)
        .arg(c[3], 0, 'f', 1)
        .arg(c[1])
        .arg(-c[5])
        .arg(spec.view.crsName, spec.definition.isEmpty() ? u", own cells"_s : u", resampled"_s);
}

/// What became of it: the grid, or the problems.
QString outcomeOf(const Resolution &resolution, const QString &folder)
{
    QStringList lines;
    for (const Problem &problem : resolution.problems)
        lines << u"%1: %2"_s.arg(problem.field, problem.sentence);
    if (lines.isEmpty() && resolution.spec)
        return gridText(*resolution.spec);
    return lines.join(u'\n').replace(folder + u'/', QString());
}

const QString ownGrid = u"100x80 at 400000.0,5000000.0 of 10,10 EPSG:32633, own cells"_s;

} // namespace

/// The environment settings of a request, as JSON, on a raster whose place is known: the grid that comes of them, or
/// exactly what is wrong.
class TestResolveEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void machine_data();
    void machine();
    void placesThatCannotBe_data();
    void placesThatCannotBe();
};

void TestResolveEnvironment::table_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *context, const QString &outcome) {
        QTest::newRow(name) << QByteArray(context) << outcome;
    };
    row("nothing", "{}", ownGrid);
    row("extent", R"({"extent": {"xmin": 400200, "ymin": 4999600, "xmax": 400700, "ymax": 4999900}})",
        u"50x30 at 400200.0,4999900.0 of 10,10 EPSG:32633, own cells"_s);
    row("extent between cells", R"({"extent": {"xmin": 400203, "ymin": 4999606, "xmax": 400697, "ymax": 4999894}})",
        u"50x30 at 400200.0,4999900.0 of 10,10 EPSG:32633, own cells"_s);
    row("extent elsewhere", R"({"extent": {"xmin": 0, "ymin": 0, "xmax": 10, "ymax": 10}})",
        u"context.extent: The box 0,0,10,10 does not meet placed.tif, which covers "
        "400000,4999200,401000,5000000; give a box inside it."_s);
    row("extent inside out", R"({"extent": {"xmin": 400700, "ymin": 4999600, "xmax": 400200, "ymax": 4999900}})",
        u"context.extent: The box 400700,4999600,400200,4999900 is empty; give XMIN,YMIN,XMAX,YMAX with the smaller "
        "value first."_s);
    row("extent in an unknown system",
        R"({"extent": {"xmin": 1, "ymin": 1, "xmax": 2, "ymax": 2, "spatialReference": {"wkid": 99}}})",
        u"context.extent: \"EPSG:99\" is no coordinate system that PROJ knows; give one as EPSG:32633, ESRI:102100 or "
        "WKT."_s);
    row("the input's own system", R"({"outSR": {"wkid": 32633}})", ownGrid);
    row("the input's own cells", R"({"cellSize": 10})", ownGrid);
    row("coarser cells", R"({"cellSize": "20"})", u"50x40 at 400000.0,5000000.0 of 20,20 EPSG:32633, resampled"_s);
    row("oblong cells", R"({"cellSize": {"x": 20, "y": 5}})",
        u"50x160 at 400000.0,5000000.0 of 20,5 EPSG:32633, resampled"_s);
    row("no cells", R"({"cellSize": 0})",
        u"context.cellSize: The cell size 0,0 is not above 0; give the width and height of a cell in units of the "
        "output's coordinate system."_s);
    row("the largest of one input", R"({"cellSize": "MaxOf"})", ownGrid);
    row("another system", R"({"outSR": {"wkid": 32632}, "cellSize": 100,
        "extent": {"xmin": 872000, "ymin": 5009500, "xmax": 872500, "ymax": 5010000}})",
        u"5x5 at 872000.0,5010000.0 of 100,100 EPSG:32632, resampled"_s);
    row("an unknown system", R"({"outSR": {"wkid": 32699}})",
        u"context.outSR: \"EPSG:32699\" is no coordinate system that PROJ knows; give one as EPSG:32633, ESRI:102100 "
        "or WKT."_s);
    row("a snap raster that is not there", R"({"snapRaster": {"uri": "/nowhere/snap.tif"}})",
        u"context.snapRaster: /nowhere/snap.tif does not exist; check the path."_s);
    row("a mask that is not there", R"({"mask": {"uri": "/nowhere/mask.gpkg"}})",
        u"context.mask: /nowhere/mask.gpkg does not exist; check the path."_s);
}

void TestResolveEnvironment::table()
{
    QFETCH(QByteArray, context);
    QFETCH(QString, outcome);
    TinyRun run;
    const RequestReading reading = readRequest("{\"context\": " + context + "}", u"request.json"_s);
    QVERIFY(reading.problems.empty());
    RunRequest request = reading.request;
    request.inputRaster = placedScene(run);
    request.model = run.request.model;
    request.outputClassifiedRaster = run.request.outputClassifiedRaster;
    QCOMPARE(outcomeOf(resolve(request), run.folder.path()), outcome);
}

void TestResolveEnvironment::machine_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QString>("problem");
    QTest::newRow("workers below nothing")
        << "{\"parallelProcessingFactor\": \"-1\"}"_ba
        << u"context.parallelProcessingFactor: -1 is no number of workers; give auto, a number up to 1024 such as 2, or "
           "a share of the cores such as 80%."_s;
    QTest::newRow("workers in letters")
        << "{\"parallelProcessingFactor\": \"half\"}"_ba
        << u"context.parallelProcessingFactor: half is no number of workers; give auto, a number up to 1024 such as 2, "
           "or a share of the cores such as 80%."_s;
    QTest::newRow("a device that is none")
        << "{\"processorType\": \"TPU\"}"_ba
        << u"context.processorType: There is no device called tpu; choose cpu or gpu."_s;
    QTest::newRow("recycling below nothing")
        << "{\"recycleProcessingWorker\": -1}"_ba
        << u"context.recycleProcessingWorker: A worker cannot be replaced after fewer than 0 sections; give 0 for never."_s;
    QTest::newRow("retries below nothing")
        << "{\"retryOnFailures\": -2}"_ba
        << u"context.retryOnFailures: A section cannot be retried fewer than 0 times; give 0 for never."_s;
    QTest::newRow("a resampling that is none")
        << "{\"resamplingMethod\": \"lanczos\"}"_ba
        << u"resampling: There is no resampling called lanczos; choose nearest, bilinear or cubic."_s;
}

void TestResolveEnvironment::machine()
{
    QFETCH(QByteArray, context);
    QFETCH(QString, problem);
    TinyRun run;
    RunRequest request = readRequest("{\"context\": " + context + "}", u"request.json"_s).request;
    request.inputRaster = run.request.inputRaster;
    request.model = run.request.model;
    request.outputClassifiedRaster = run.request.outputClassifiedRaster;
    QCOMPARE(outcomeOf(resolve(request), run.folder.path()), problem);
}

void TestResolveEnvironment::placesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QString>("field");
    QTest::newRow("another system") << "{\"outSR\": 3857}"_ba << u"context.outSR"_s;
    QTest::newRow("an extent in a system")
        << R"({"extent": {"xmin": 1, "ymin": 1, "xmax": 2, "ymax": 2, "spatialReference": {"wkid": 4326}}})"_ba
        << u"context.extent"_s;
}

/// The scene has no coordinate system.
void TestResolveEnvironment::placesThatCannotBe()
{
    QFETCH(QByteArray, context);
    QFETCH(QString, field);
    TinyRun run;
    RunRequest request = readRequest("{\"context\": " + context + "}", u"request.json"_s).request;
    request.inputRaster = run.request.inputRaster;
    request.model = run.request.model;
    request.outputClassifiedRaster = run.request.outputClassifiedRaster;
    const Resolution resolution = resolve(request);
    QVERIFY(!resolution.spec);
    QCOMPARE(resolution.problems.size(), std::size_t(1));
    QCOMPARE(resolution.problems[0].field, field);
    QVERIFY2(resolution.problems[0].sentence.contains("coordinate system"_L1),
             qUtf8Printable(resolution.problems[0].sentence));
}

QTEST_GUILESS_MAIN(TestResolveEnvironment)
#include "tst_resolve_environment.moc"
