#include "core/base/json.h"
#include "core/run/engine_text.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr int sceneWidth = 310;
constexpr int sceneHeight = 230;
using Files = QMap<QString, QByteArray>;

std::map<int, std::int64_t> pixelsOfValues(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    std::vector<int> values(sceneWidth * sceneHeight);
    if (!dataset || dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, sceneWidth, sceneHeight, values.data(),
                                                        sceneWidth, sceneHeight, GDT_Int32, 0, 0, nullptr) != CE_None)
        return {};
    std::map<int, std::int64_t> pixels;
    for (const int value : values)
        ++pixels[value];
    return pixels;
}

QString compressionOf(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    return dataset ? QString::fromUtf8(dataset->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE")) : QString();
}

} // namespace

/// What the options of classify and plan do; what makes a class map right is in tests/data.
class TestClassify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void bytesDoNotDependOnTheDivisionOfWork_data();
    void bytesDoNotDependOnTheDivisionOfWork();
    void anExistingOutputIsKeptUnlessItMayBeReplaced();
    void theReportHasWhatIsPromised();
    void theReportIsWrittenToAFile();
    void aReportThatCannotBeWrittenDoesNotSpoilTheRun_data();
    void aReportThatCannotBeWrittenDoesNotSpoilTheRun();
    void aReportReplacesNothingElse();
    void aRefusalIsReportedToo();
    void progressComesInTensOfPercent();
    void quietHasNoProgress();
    void helpAndVersion_data();
    void helpAndVersion();
    void wrongCommandLines_data();
    void wrongCommandLines();
    void allProblemsAreToldAtOnce();
    void creationOptionsAreHonoured();
    void anyNameWillDo();
    void planSaysWhatWouldRunAndWritesNothing();

private:
    QStringList classify(const QStringList &options = {}) const
    {
        return QStringList{u"classify"_s, m_scene, m_model, m_output} + options;
    }

    QTemporaryDir m_inputs;
    QTemporaryDir m_temporary;
    QDir m_outputs{m_temporary.filePath(u"outputs"_s)}; ///< empty at the start of each test
    QString m_scene;
    QString m_model = modelOfCase(u"edge_reflected"_s);
    QString m_output = m_outputs.filePath(u"classes.tif"_s);
    Files m_reference;
};

void TestClassify::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), sceneWidth, sceneHeight, 1);
    init();
    const ProgramResult result = runPixelscape(classify({u"--workers"_s, u"1"_s}));
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_reference = filesIn(m_outputs.path());
    QCOMPARE(m_reference.keys(), (QStringList{u"classes.qml"_s, u"classes.tif"_s, u"classes.tif.aux.xml"_s,
                                              u"classes.tif.vat.cpg"_s, u"classes.tif.vat.dbf"_s}));
}

void TestClassify::init()
{
    QVERIFY(m_outputs.removeRecursively());
    QVERIFY(m_outputs.mkpath(u"."_s));
}

void TestClassify::bytesDoNotDependOnTheDivisionOfWork_data()
{
    QTest::addColumn<QString>("options");
    for (const char *options : {"--workers 0", "--workers 2", "--workers 4", "--workers 100%", "--section-tiles 1",
                                "--section-tiles 2", "--section-tiles 7 --workers 2", "--recycle 3"})
        QTest::newRow(options) << QString::fromUtf8(options);
}

void TestClassify::bytesDoNotDependOnTheDivisionOfWork()
{
    QFETCH(QString, options);
    const ProgramResult result = runPixelscape(classify(options.split(u' ')));
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestClassify::anExistingOutputIsKeptUnlessItMayBeReplaced()
{
    QFile file(m_output);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("somebody's work");
    file.close();
    ProgramResult result = runPixelscape(classify());
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.errorLines().size(), 1);
    QVERIFY2(result.errorText().contains(m_output + u" exists already"_s), result.standardError.constData());
    QVERIFY2(result.errorText().contains(u"(--overwrite)."_s), result.standardError.constData()); // the remedy
    QCOMPARE(filesIn(m_outputs.path()), (Files{{u"classes.tif"_s, "somebody's work"}}));

    result = runPixelscape(classify({u"--overwrite"_s}));
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestClassify::theReportHasWhatIsPromised()
{
    const ProgramResult result = runPixelscape(classify({u"--report"_s, u"-"_s, u"--workers"_s, u"2"_s}));
    QCOMPARE(result.exitCode, 0);
    const Json report = Json::parse(result.standardOutput.toStdString(), nullptr, false);
    QVERIFY(report.is_object());
    QVERIFY(report["jobId"].get<std::string>().starts_with("j"));
    QCOMPARE(report["jobStatus"], "esriJobSucceeded");
    QVERIFY(report["messages"].is_array() && report["request"].is_object());
    const Json &raster = report["results"]["outRaster"];
    QCOMPARE(raster["paramName"], "outRaster");
    QCOMPARE(raster["dataType"], "GPString");
    QCOMPARE(raster["value"]["uri"].get<QString>(), m_output);
    QCOMPARE(report["engine"]["name"].get<QString>(), builtEngines().front()); // the best that this build has
    QCOMPARE(report["engine"]["workers"], 2);
    QCOMPARE(report["grid"], (Json{{"size", {sceneWidth, sceneHeight}},
                                   {"crs", "EPSG:32633"},
                                   {"geotransform", {400000.0, 10.0, 0.0, 5000000.0, 0.0, -10.0}}}));
    // Tiles of 16 that overlap by 2 on each side step by 12: 26 columns and 20 rows of them.
    const Json &tiling = report["tiling"];
    QCOMPARE(tiling["tile"], (Json{16, 16}));
    QCOMPARE(tiling["halo"], 2);
    QCOMPARE(tiling["tiles"], 26 * 20);
    QCOMPARE(tiling["tilesSkipped"], 0);
    QCOMPARE(tiling["sectionsRetried"], 0);
    for (const char *name : {"wall", "startup", "read", "prepare", "inference", "decide", "write"})
        QVERIFY2(report["seconds"][name].get<double>() > 0, name);
    QVERIFY(report["peakMemoryBytes"] > 10'000'000);
    int sections = 0;
    for (const Json &worker : report["workerProcesses"]) {
        QVERIFY(worker["pid"] > 0);
        sections += worker["sections"].get<int>();
    }
    QCOMPARE(tiling["sections"], sections);
    const auto pixels = pixelsOfValues(m_output);
    QCOMPARE(report["nodataPixels"], 0);
    QCOMPARE(report["classes"].size(), 2UL);
    for (const Json &entry : report["classes"]) {
        QCOMPARE(entry["pixels"], pixels.at(entry["value"].get<int>()));
        // 100 km west of the central meridian the scale is 0.99972, so that 10 m on the map are 10.0028 m.
        const double squareMetres = entry["pixels"].get<double>() * 10.0028 * 10.0028;
        QVERIFY(std::abs(entry["squareMetres"].get<double>() / squareMetres - 1) < 1e-4);
    }
    QCOMPARE(report["classes"][0]["color"], "#c8c8c8");
    QCOMPARE(report["classes"][1]["name"], "Water");
}

void TestClassify::theReportIsWrittenToAFile()
{
    const QString path = m_inputs.filePath(u"report.json"_s);
    const ProgramResult result = runPixelscape(classify({u"--report"_s, path}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.standardOutput.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(Json::parse(file.readAll().toStdString(), nullptr, false)["jobStatus"], "esriJobSucceeded");
}

/// What shows only when the run is over; a folder that is not there is told before.
void TestClassify::aReportThatCannotBeWrittenDoesNotSpoilTheRun_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("folder") << m_inputs.path();
    QTest::newRow("full disk") << u"/dev/full"_s;
}

void TestClassify::aReportThatCannotBeWrittenDoesNotSpoilTheRun()
{
    QFETCH(QString, path);
    const ProgramResult result = runPixelscape(classify({u"-q"_s, u"--report"_s, path}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.errorLines().last().contains(path), result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestClassify::aReportReplacesNothingElse()
{
    QFile notes(m_inputs.filePath(u"notes.txt"_s));
    QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("somebody's work") > 0);
    notes.close();
    for (const QString &file : {notes.fileName(), m_output}) {
        const ProgramResult result = runPixelscape(classify({u"-q"_s, u"--report"_s, file}));
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.standardError.contains("which is no report"), result.standardError.constData());
        QVERIFY(!QFile::exists(m_output));
    }
    QCOMPARE(runPixelscape(classify({u"--write-request"_s, notes.fileName()})).exitCode, 2);
    QVERIFY(notes.open(QIODevice::ReadOnly));
    QCOMPARE(notes.readAll(), "somebody's work"_ba);
}

void TestClassify::aRefusalIsReportedToo()
{
    const ProgramResult result =
        runPixelscape(classify({u"--arg"_s, u"padding=8"_s, u"--arg"_s, u"overlap=1"_s, u"--report"_s, u"-"_s}));
    QCOMPARE(result.exitCode, 2);
    const Json report = Json::parse(result.standardOutput.toStdString(), nullptr, false);
    QCOMPARE(report["jobStatus"], "esriJobFailed");
    QCOMPARE(report["messages"].size(), 2UL);
    QCOMPARE(report["messages"][0]["type"], "esriJobMessageTypeError");
    QCOMPARE(report["results"], Json::object());
}

void TestClassify::progressComesInTensOfPercent()
{
    const ProgramResult result = runPixelscape(classify());
    QVERIFY(result.standardOutput.isEmpty());
    static const QRegularExpression step(u"^(\\d+)0 %, \\d+\\.\\d+ Mpixel/s, .* left$"_s);
    int last = 0;
    for (const QString &line : result.errorLines()) {
        const QRegularExpressionMatch match = step.match(line);
        if (!match.hasMatch())
            continue;
        QVERIFY(match.captured(1).toInt() > last);
        last = match.captured(1).toInt();
    }
    QCOMPARE(last, 10);
}

/// Messages stay, and there is one: what the probe found out about the network.
void TestClassify::quietHasNoProgress()
{
    const ProgramResult result = runPixelscape(classify({u"-q"_s}));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.standardOutput, QByteArray());
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
    QVERIFY2(result.errorText().startsWith(u"The network takes 1x1x16x16"_s), result.standardError.constData());
}

void TestClassify::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("--version") << QStringList{u"--version"_s} << u"^pixelscape \\d+\\.\\d+\\.\\d+\n$"_s;
    QTest::newRow("--help") << QStringList{u"--help"_s} << u"Example: pixelscape classify scene"_s;
    for (const char *face : {"classify", "plan"})
        QTest::newRow(face) << QStringList{QString::fromUtf8(face), u"--help"_s}
                            << u"--workers(.|\n)*Example|Example(.|\n)*--workers"_s;
    QTest::newRow("info") << QStringList{u"info"_s, u"--help"_s} << u"Example: pixelscape info"_s;
    QTest::newRow("picture") << QStringList{u"picture"_s, u"--help"_s} << u"--over"_s;
}

void TestClassify::helpAndVersion()
{
    QFETCH(QStringList, words);
    QFETCH(QString, pattern);
    const ProgramResult result = runPixelscape(words);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(QString::fromUtf8(result.standardOutput).contains(QRegularExpression(pattern)),
             result.standardOutput.constData());
    QVERIFY(result.standardError.isEmpty());
}

void TestClassify::wrongCommandLines_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    const auto option = [this](const QString &name, const QString &value) { return classify({name, value}); };
    QTest::newRow("command") << QStringList{u"clasify"_s} << u"clasify"_s;
    QTest::newRow("option") << classify({u"--tilesize=8"_s}) << u"tilesize"_s;
    QTest::newRow("no output") << classify().first(3) << u"OUTPUT"_s;
    QTest::newRow("argument") << option(u"--arg"_s, u"padding"_s) << u"NAME=VALUE"_s;
    QTest::newRow("box") << option(u"--bbox"_s, u"1,2,3"_s) << u"XMIN,YMIN,XMAX,YMAX"_s;
    QTest::newRow("box of nothing") << option(u"--bbox"_s, u""_s) << u"--bbox is empty"_s;
    QTest::newRow("mask of nothing") << option(u"--mask"_s, u" "_s) << u"--mask is empty"_s;
    QTest::newRow("request of nothing") << option(u"--request"_s, u""_s) << u"--request is empty"_s;
    QTest::newRow("box's system") << option(u"--bbox-crs"_s, u"EPSG:4326"_s) << u"--bbox, which is not given"_s;
    QTest::newRow("place of nothing") << QStringList{u"classify"_s, m_scene, u""_s, m_output} << u"is empty"_s;
    QTest::newRow("box elsewhere") << option(u"--bbox"_s, u"-9,-9,-1,-1"_s) << u"extent"_s;
    QTest::newRow("workers") << option(u"--workers"_s, u"-1"_s) << u"number of workers"_s;
    QTest::newRow("recycle") << option(u"--recycle"_s, u"often"_s) << u"often"_s;
    QTest::newRow("retries") << option(u"--retries"_s, u"-1"_s) << u"retried"_s;
    QTest::newRow("device") << option(u"--device"_s, u"abacus"_s) << u"abacus"_s;
    QTest::newRow("device's remedy") << option(u"--device"_s, u"abacus"_s) << u"choose cpu or gpu (--device cpu)."_s;
    QTest::newRow("engine") << option(u"--engine"_s, u"steam"_s) << u"steam"_s;
    QTest::newRow("section") << option(u"--section-tiles"_s, u"5000"_s) << u"4096"_s;
    QTest::newRow("creation option") << option(u"--co"_s, u"NONSENSE=1"_s) << u"NONSENSE"_s;
    QTest::newRow("lossy") << option(u"--co"_s, u"COMPRESS=JPEG"_s) << u"lossless"_s;
    QTest::newRow("report") << option(u"--report"_s, m_inputs.filePath(u"no folder/report.json"_s))
                            << u"no folder of the report"_s;
    QStringList missing = classify();
    missing[3] = m_inputs.filePath(u"no folder/classes.tif"_s);
    QTest::newRow("output folder") << missing << u"no folder does not exist"_s;
    missing = classify();
    missing[1] = m_inputs.filePath(u"nothing.tif"_s);
    QTest::newRow("input") << missing << u"nothing.tif does not exist"_s;
    missing = classify();
    missing[2] = m_inputs.filePath(u"nothing.emd"_s);
    QTest::newRow("model") << missing << u"nothing.emd"_s;
}

void TestClassify::wrongCommandLines()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    const ProgramResult result = runPixelscape(words);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
    QVERIFY2(result.errorText().contains(named), result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()).isEmpty());
}

void TestClassify::allProblemsAreToldAtOnce()
{
    const ProgramResult result = runPixelscape({u"classify"_s, m_inputs.filePath(u"nothing.tif"_s), m_model,
                                                m_inputs.filePath(u"no folder/classes.tif"_s), u"--arg"_s,
                                                u"padding=8"_s, u"--workers"_s, u"many"_s});
    QCOMPARE(result.exitCode, 2);
    QStringList fields;
    for (const QString &line : result.errorLines())
        fields << line.section(u':', 0, 0);
    fields.sort();
    QCOMPARE(fields, (QStringList{u"context.parallelProcessingFactor"_s, u"inputRaster"_s, u"modelArguments.padding"_s,
                                  u"outputClassifiedRaster"_s}));
}

void TestClassify::creationOptionsAreHonoured()
{
    QCOMPARE(runPixelscape(classify({u"--co"_s, u"COMPRESS=LZW"_s})).exitCode, 0);
    QCOMPARE(compressionOf(m_output), u"LZW"_s);
    const auto lzw = pixelsOfValues(m_output);
    QCOMPARE(runPixelscape(classify({u"--overwrite"_s})).exitCode, 0);
    QCOMPARE(compressionOf(m_output), u"DEFLATE"_s);
    QCOMPARE(pixelsOfValues(m_output), lzw);
}

void TestClassify::anyNameWillDo()
{
    const QDir folder(m_outputs.filePath(u"Übersicht süd, 100 %"_s));
    QVERIFY(folder.mkpath(u"modèle n° 1"_s));
    QVERIFY(QFile::copy(m_scene, folder.filePath(u"scène d'été.tif"_s)));
    for (const QString &name : {u"model.emd"_s, u"network.onnx"_s})
        QVERIFY(QFile::copy(QFileInfo(m_model).dir().filePath(name), folder.filePath(u"modèle n° 1/"_s + name)));
    const QString output = folder.filePath(u"žluťoučký kůň.tif"_s);
    const ProgramResult result =
        runPixelscape({u"classify"_s, folder.filePath(u"scène d'été.tif"_s),
                       folder.filePath(u"modèle n° 1/model.emd"_s), output, u"-q"_s, u"--report"_s, u"-"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QCOMPARE(Json::parse(result.standardOutput.toStdString())["results"]["outRaster"]["value"]["uri"].get<QString>(),
             output);
    QFile file(output);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == m_reference[u"classes.tif"_s]);
}

void TestClassify::planSaysWhatWouldRunAndWritesNothing()
{
    QStringList words = classify({u"--workers"_s, u"2"_s});
    words[0] = u"plan"_s;
    ProgramResult result = runPixelscape(words);
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const QString text = QString::fromUtf8(result.standardOutput);
    QVERIFY2(text.contains(u"310 x 230 pixels, EPSG:32633"_s), result.standardOutput.constData());
    QVERIFY2(text.contains(u"520 of 16 x 16 pixels, halo 2"_s), result.standardOutput.constData());
    QVERIFY2(text.contains(builtEngines().front()) && text.contains(u"workers: 2"_s),
             result.standardOutput.constData());
    QVERIFY(m_outputs.isEmpty());
    QCOMPARE(QDir(m_inputs.path()).entryList({u"scene*"_s}), QStringList{u"scene.tif"_s});

    result = runPixelscape(words + QStringList{u"--arg"_s, u"padding=8"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.standardOutput.isEmpty());
}

QTEST_GUILESS_MAIN(TestClassify)
#include "tst_classify.moc"
