#include "core/base/json.h"
#include "tests/support/engines.h"
#include "tests/support/program.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

using Pixels = std::vector<int>;

Pixels readPixels(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    if (!dataset)
        return {};
    const int width = dataset->GetRasterXSize();
    const int height = dataset->GetRasterYSize();
    Pixels pixels(std::size_t(width) * std::size_t(height));
    if (dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, width, height, pixels.data(), width, height, GDT_Int32, 0, 0,
                                            nullptr) != CE_None)
        return {};
    return pixels;
}

/// Pixels where both are true, and where one is at least, of those that count.
struct Agreement
{
    double both = 0;
    double either = 0;
    double equal = 0;
    double counted = 0;
};

Agreement agreement(const Pixels &found, int foundValue, const Pixels &reference, int referenceValue, int ignored)
{
    Agreement result;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (reference[i] == ignored)
            continue;
        const bool inFound = found[i] == foundValue;
        const bool inReference = reference[i] == referenceValue;
        ++result.counted;
        result.both += inFound && inReference;
        result.either += inFound || inReference;
        result.equal += inFound == inReference;
    }
    return result;
}

QStringList filesBelow(const QString &folder, const QStringList &patterns)
{
    QStringList paths;
    QDirIterator files(folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << files.next();
    paths.sort();
    return paths;
}

} // namespace

/// Real scenes and models, with the figures of shared/data/README.md, which others worked out with numpy and OpenCV.
class TestSharedScenes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        PIXELSCAPE_NEEDS_SHARED(u"README.md"_s);
        GDALAllRegister();
    }
    void cloudsAreTheSameFromEveryFormat_data() { engines(); }
    void cloudsAreTheSameFromEveryFormat();
    void landCoverOfAnOddHeight_data() { engines(); }
    void landCoverOfAnOddHeight();
    void definitions_data();
    void definitions();
    void esrisSample_data() { engines(); }
    void esrisSample();
    void oddModels_data();
    void oddModels();

private:
    void engines();
    ProgramResult classify(const QString &scene, const QString &model, const QString &output);
    void refusesInOneSentence(const QString &scene, const QString &model);

    QTemporaryDir m_temporary;
};

void TestSharedScenes::engines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("opencv") << u"opencv"_s;
    QTest::newRow("openvino") << u"openvino"_s;
}

ProgramResult TestSharedScenes::classify(const QString &scene, const QString &model, const QString &output)
{
    QFETCH(QString, engine);
    return runPixelscape({u"classify"_s, scene, model, output, u"-q"_s, u"--report"_s, u"-"_s, u"--engine"_s, engine});
}

void TestSharedScenes::cloudsAreTheSameFromEveryFormat()
{
    QFETCH(QString, engine);
    if (engine == "openvino"_L1)
        PIXELSCAPE_NEEDS_OPENVINO();
    const QString scene = sharedData(u"rasters/sentinel2_cloud/sentinel2_toa_x10000_int16.tif"_s);
    const Pixels reference = readPixels(sharedData(u"rasters/sentinel2_cloud/sentinel2_reference_cloud.tif"_s));
    const QStringList models{u"cloud_rgbiswir.emd"_s, u"cloud_rgbiswir_caffe.emd"_s, u"cloud_rgbiswir_tf.emd"_s,
                             u"bom_crlf_cloud.emd"_s, u"utf16_cloud.emd"_s};
    Pixels first;
    for (const QString &model : models) {
        if (engine == "openvino"_L1 && model.contains(u"caffe"_s))
            continue; // OpenVINO reads no Caffe
        const QString output = m_temporary.filePath(engine + model + u".tif"_s);
        const ProgramResult result = classify(scene, sharedData(u"models/cloud/"_s + model), output);
        QVERIFY2(result.exitCode == 0, result.standardError.constData());
        const Pixels found = readPixels(output);
        QCOMPARE(found.size(), 512UL * 512UL);
        QCOMPARE(std::ranges::count(found, 1), 52385);
        if (first.empty())
            first = found;
        QVERIFY2(found == first, qPrintable(model));
    }
    const Agreement clouds = agreement(first, 1, reference, 1, -1);
    QCOMPARE(qRound(clouds.equal / clouds.counted * 10000), 9643);
    QCOMPARE(qRound(clouds.both / clouds.either * 10000), 8321);
}

void TestSharedScenes::landCoverOfAnOddHeight()
{
    QFETCH(QString, engine);
    if (engine == "openvino"_L1)
        PIXELSCAPE_NEEDS_OPENVINO();
    const QString output = m_temporary.filePath(engine + u"landcover.tif"_s);
    const ProgramResult result = classify(sharedData(u"rasters/sentinel2_landcover/s2_l1c_scene4_dn_uint16.tif"_s),
                                          sharedData(u"models/dynamicworld/dynamicworld_s2_13band.emd"_s), output);
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const Json report = Json::parse(result.standardOutput.toStdString());
    std::map<std::string, int> pixels;
    int trees = -1;
    for (const Json &entry : report["classes"]) {
        if (entry["pixels"] > 0)
            pixels[entry["name"]] = entry["pixels"];
        if (entry["name"] == "Trees")
            trees = entry["value"];
    }
    QCOMPARE(pixels,
             (std::map<std::string, int>{{"Trees", 9257}, {"Grass", 574}, {"Shrub & scrub", 134}, {"Built", 135}}));
    const Pixels reference = readPixels(sharedData(u"rasters/sentinel2_landcover/lulc_reference.tif"_s));
    const Agreement forest = agreement(readPixels(output), trees, reference, 2, 0);
    QCOMPARE(qRound(forest.both / forest.either * 10000), 8307);
}

void TestSharedScenes::refusesInOneSentence(const QString &scene, const QString &model)
{
    const QString output = m_temporary.filePath(u"refused.tif"_s);
    const ProgramResult result = runPixelscape({u"classify"_s, scene, model, output, u"-q"_s});
    QVERIFY2(result.exitCode == 2, qPrintable(QString::number(result.exitCode) + result.errorText()));
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
    QVERIFY2(result.errorText().startsWith(u"model: "_s), result.standardError.constData());
    QVERIFY(!QFileInfo::exists(output) && !QFileInfo::exists(output + u".part"_s));
}

/// Definitions without their weights: every one is refused.
void TestSharedScenes::definitions_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : filesBelow(sharedData(u"emd"_s), {u"*.emd"_s}))
        QTest::newRow(qUtf8Printable(QFileInfo(path).fileName())) << path;
}

void TestSharedScenes::definitions()
{
    QFETCH(QString, path);
    refusesInOneSentence(sharedData(u"rasters/odd/naip_4band.tif"_s), path);
}

/// OpenCV 4.6 refuses its asymmetric transposed convolutions. A corner of the scene: the network takes seconds a tile.
void TestSharedScenes::esrisSample()
{
    QFETCH(QString, engine);
    if (engine == "openvino"_L1)
        PIXELSCAPE_NEEDS_OPENVINO();
    const QString output = m_temporary.filePath(engine + u"sample.tif"_s);
    const ProgramResult result =
        runPixelscape({u"classify"_s, sharedData(u"rasters/odd/naip_4band.tif"_s),
                       sharedData(u"models/odd/azure_landcover/trained.emd"_s), output, u"-q"_s, u"--engine"_s, engine,
                       u"--bbox"_s, u"485899,5208246,487179,5209246"_s});
    if (engine == "opencv"_L1) {
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.errorLines().size(), 1);
        const bool hasOther = engineNames().contains(u"openvino"_s);
        QVERIFY2(result.errorText().startsWith(hasOther ? u"engine: "_s : u"model: "_s),
                 result.standardError.constData());
        QCOMPARE(result.errorText().contains(u"choose the engine auto (--engine auto)."_s), hasOther);
        return;
    }
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QCOMPARE(readPixels(output).size(), 256UL * 200UL);
}

void TestSharedScenes::oddModels_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<int>("side");
    QTest::addColumn<bool>("works");
    for (const QString &path : filesBelow(sharedData(u"models/odd"_s), {u"*.onnx"_s, u"*.pb"_s})) {
        const QString name = QFileInfo(path).fileName();
        if (name == "trained.onnx"_L1)
            continue; // Esri's sample has its own definition, and four bands
        const bool isDummy = name.startsWith(u"dummy"_s);
        // OpenCV 4.6 refuses a Clip whose limits are inputs.
        const bool readByOpenVino = name.startsWith(u"selfie"_s);
        for (const QString &engine : {u"opencv"_s, u"openvino"_s})
            QTest::addRow("%s %s", qUtf8Printable(name), qUtf8Printable(engine))
                << path << engine << (isDummy ? 512 : 256) << (isDummy || (readByOpenVino && engine == "openvino"_L1));
    }
}

/// Each with a definition that fits it as well as one can.
void TestSharedScenes::oddModels()
{
    QFETCH(QString, path);
    QFETCH(QString, engine);
    QFETCH(int, side);
    QFETCH(bool, works);
    if (engine == "openvino"_L1)
        PIXELSCAPE_NEEDS_OPENVINO();
    const QDir folder(m_temporary.filePath(QFileInfo(path).completeBaseName()));
    QVERIFY(folder.mkpath(u"."_s));
    if (!QFileInfo::exists(folder.filePath(u"network"_s)))
        QVERIFY(QFile::link(path, folder.filePath(u"network"_s)));
    const Json definition{{"ModelFile", "network"},
                          {"ImageHeight", side},
                          {"ImageWidth", side},
                          {"Padding", 16},
                          {"ExtractBands", {0, 1, 2}},
                          {"Classes", {{{"Value", 0}, {"Name", "Land"}}, {{"Value", 1}, {"Name", "Thing"}}}}};
    QFile file(folder.filePath(u"model.emd"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(definition.dump()));
    file.close();
    const QString scene = sharedData(u"rasters/odd/RGB.byte.tif"_s);
    const QString output = folder.filePath(engine + u".tif"_s);
    const ProgramResult result =
        runPixelscape({u"classify"_s, scene, file.fileName(), output, u"-q"_s, u"--engine"_s, engine});
    QVERIFY2(result.exitCode == (works ? 0 : 2), result.standardError.constData());
    QCOMPARE(QFileInfo::exists(output), works);
    if (works)
        return;
    // Where the other engine may read it, it is the engine that was chosen that is wrong.
    const bool isOneOf = result.errorText().startsWith(u"model: "_s) || result.errorText().startsWith(u"engine: "_s);
    QVERIFY2(result.errorLines().size() == 1 && isOneOf, result.standardError.constData());
}

QTEST_GUILESS_MAIN(TestSharedScenes)
#include "tst_shared_scenes.moc"
