#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/program.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

Json jsonOf(const ProgramResult &result)
{
    return Json::parse(result.standardOutput.toStdString(), nullptr, false);
}

QStringList namesOf(const Json &classes)
{
    QStringList names;
    for (const Json &entry : classes)
        names << entry["name"].get<QString>();
    return names;
}

} // namespace

class TestInfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void describesARaster();
    void describesAFolderAsOneRaster();
    void describesADefinition();
    void describesAPackage();
    void triesEachEngineOnAModel();
    void describesAResult();
    void describesSeveralFilesInTheirOrder();
    void tellsInTextToo_data();
    void tellsInTextToo();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void goesOnAfterAFileThatItCannotRead();

private:
    QTemporaryDir m_folder;
    QString m_scene;
    QString m_model = modelOfCase(u"classes_out_of_order"_s);
    QString m_result = m_folder.filePath(u"classes.tif"_s);
};

void TestInfo::initTestCase()
{
    m_scene = writeScene(m_folder.filePath(u"scene.tif"_s), 90, 70, 1);
    const ProgramResult result = runPixelscape({u"classify"_s, m_scene, m_model, m_result, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
}

void TestInfo::describesARaster()
{
    const Json info = jsonOf(runPixelscape({u"info"_s, u"--json"_s, m_scene}));
    QCOMPARE(info["kind"], "raster");
    QCOMPARE(info["file"].get<QString>(), m_scene);
    QCOMPARE(info["format"], "GTiff");
    QCOMPARE(info["size"], (Json{90, 70}));
    QCOMPARE(info["crs"], "EPSG:32633");
    QCOMPARE(info["geotransform"], (Json{400000.0, 10.0, 0.0, 5000000.0, 0.0, -10.0}));
    QCOMPARE(info["block"], (Json{64, 64}));
    QCOMPARE(info["bands"].size(), 1UL);
    QCOMPARE(info["bands"][0]["type"], "Byte");
    QVERIFY(info["bands"][0]["nodata"].is_null());
}

void TestInfo::describesAFolderAsOneRaster()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"tiles"_s));
    writeScene(m_folder.filePath(u"tiles/a.tif"_s), 90, 70, 1);
    writeScene(m_folder.filePath(u"tiles/b.tif"_s), 60, 80, 1); // from the same corner
    const Json info = jsonOf(runPixelscape({u"info"_s, u"--json"_s, m_folder.filePath(u"tiles"_s)}));
    QCOMPARE(info["rasters"], 2);
    QCOMPARE(info["size"], (Json{90, 80}));
    QCOMPARE(info["crs"], "EPSG:32633");
}

void TestInfo::describesADefinition()
{
    const Json info = jsonOf(runPixelscape({u"info"_s, m_model, u"--json"_s}));
    QCOMPARE(info["kind"], "model");
    QCOMPARE(info["modelFile"], "network.onnx");
    QCOMPARE(info["weights"], "ONNX");
    QCOMPARE(info["engines"].back(), "opencv");
    QVERIFY(!info.contains("enginesThatRefuse"));
    QCOMPARE(info["tile"], (Json{16, 16}));
    QCOMPARE(info["padding"], 2);
    QVERIFY(!info.contains("problem"));
    QCOMPARE(info["classes"], (Json{{{"value", 7}, {"name", "Water"}, {"color", "#0000ff"}},
                                    {{"value", 3}, {"name", "Forest"}, {"color", "#008000"}}}));
}

void TestInfo::describesAPackage()
{
    const Json info = jsonOf(runPixelscape({u"info"_s, u"--json"_s, demoModel()}));
    QCOMPARE(info["kind"], "model");
    QCOMPARE(info["name"], "Land cover demo");
    QCOMPARE(info["extractBands"], (Json{0, 1, 2, 3, 4, 5}));
    QCOMPARE(info["tile"], (Json{256, 256}));
    QCOMPARE(info["weights"], "ONNX");
    QCOMPARE(namesOf(info["classes"]), (QStringList{u"Water"_s, u"Woodland"_s, u"Grass and shrub"_s, u"Built-up"_s,
                                                    u"Bare soil, sand and rock"_s}));
}

void TestInfo::triesEachEngineOnAModel()
{
    const QDir folder(m_folder.filePath(u"wobble"_s));
    QVERIFY(folder.mkpath(u"."_s));
    OnnxWriter network(1);
    network.node("Wobble", {"image"}, "scores").output("scores", 1);
    QFile weights(folder.filePath(u"network.onnx"_s));
    QVERIFY(weights.open(QIODevice::WriteOnly) && weights.write(network.bytes()) > 0);
    weights.close();
    const QString model = folder.filePath(u"model.emd"_s);
    QVERIFY(QFile::copy(m_model, model));
    const ProgramResult result = runPixelscape({u"info"_s, u"--json"_s, model});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardError.isEmpty(), result.standardError.constData());
    const Json info = jsonOf(result);
    QCOMPARE(info["engines"], Json::array());
    QCOMPARE(info["enginesThatRefuse"].back()["engine"], "opencv");
    for (const Json &refusal : info["enginesThatRefuse"])
        QVERIFY(refusal["reason"].get<QString>().contains(u"Wobble"_s));
    QVERIFY(info["problem"].get<QString>().contains(u"Wobble"_s));
}

void TestInfo::describesAResult()
{
    const Json info = jsonOf(runPixelscape({u"info"_s, u"--json"_s, m_result}));
    QCOMPARE(info["kind"], "result");
    QCOMPARE(info["bands"][0]["nodata"], 255.0);
    QCOMPARE(info["recipe"]["arguments"]["padding"], 2);
    QCOMPARE(info["recipe"]["input"]["size"], (Json{90, 70}));
    QCOMPARE(info["recipe"]["model"]["blake2b"].get<std::string>().size(), 64UL);
    QStringList names = namesOf(info["classes"]);
    names.sort();
    QCOMPARE(names, (QStringList{u"Forest"_s, u"Water"_s}));
    int pixels = 0;
    for (const Json &entry : info["classes"])
        pixels += entry["pixels"].get<int>();
    QCOMPARE(pixels, 90 * 70);
}

void TestInfo::describesSeveralFilesInTheirOrder()
{
    const Json info = jsonOf(runPixelscape({u"info"_s, u"--json"_s, m_result, m_model, m_scene}));
    QCOMPARE(info.size(), 3UL);
    QCOMPARE(info[0]["kind"], "result");
    QCOMPARE(info[1]["kind"], "model");
    QCOMPARE(info[2]["kind"], "raster");
}

void TestInfo::tellsInTextToo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("raster") << m_scene << QStringList{u"GTiff"_s, u"EPSG:32633"_s, u"[90,70]"_s, u"Byte"_s};
    QTest::newRow("definition") << m_model << QStringList{u"network.onnx"_s, u"7  Water  #0000ff"_s, u"opencv"_s};
    QTest::newRow("package") << demoModel() << QStringList{u"Land cover demo"_s, u"no land cover product"_s};
    QTest::newRow("result") << m_result << QStringList{u"Forest  #008000"_s, u"blake2b"_s};
}

void TestInfo::tellsInTextToo()
{
    QFETCH(QString, file);
    QFETCH(QStringList, words);
    const ProgramResult result = runPixelscape({u"info"_s, file});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.standardError.isEmpty());
    const QString text = QString::fromUtf8(result.standardOutput);
    for (const QString &word : words)
        QVERIFY2(text.contains(word), result.standardOutput.constData());
}

void TestInfo::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("nothing") << m_folder.filePath(u"nothing.tif"_s);
    QTest::newRow("no model") << m_folder.filePath(u"nothing.emd"_s);
    QVERIFY(QDir(m_folder.path()).mkpath(u"empty"_s));
    QTest::newRow("folder") << m_folder.filePath(u"empty"_s);
    for (const char *name : {"text.tif", "text.emd", "text.dlpk"}) {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("neither a raster\nnor a model");
        QTest::newRow(name) << file.fileName();
    }
    QTest::newRow("detector") << modelOfCase(u"refused_detector"_s);
}

void TestInfo::refusesWhatItCannotRead()
{
    QFETCH(QString, file);
    const ProgramResult result = runPixelscape({u"info"_s, file});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.standardOutput.isEmpty());
    QVERIFY2(result.errorText().contains(QFileInfo(file).fileName()), result.standardError.constData());
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
}

void TestInfo::goesOnAfterAFileThatItCannotRead()
{
    const ProgramResult result = runPixelscape({u"info"_s, u"--json"_s, m_folder.filePath(u"nothing.tif"_s), m_scene});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.errorLines().size(), 1);
    const Json info = jsonOf(result);
    QVERIFY(info.is_array());
    QCOMPARE(info.size(), 1UL);
    QCOMPARE(info[0]["kind"], "raster");
}

QTEST_GUILESS_MAIN(TestInfo)
#include "tst_info.moc"
