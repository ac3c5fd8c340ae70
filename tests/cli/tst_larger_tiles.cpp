#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr int tile = 64;

std::vector<float> someWeights(int count)
{
    std::vector<float> weights;
    for (int i = 0; i < count; ++i)
        weights.push_back(float(i * 37 % 19 - 9) / 60);
    return weights;
}

/// Of eight scores each compares a pixel of the channels with its neighbours, in a measure of its own.
std::vector<float> comparingWeights(int channels)
{
    std::vector<float> weights;
    for (int output = 0; output < 8; ++output)
        for (int channel = 0; channel < channels; ++channel)
            for (int place = 0; place < 9; ++place)
                weights.push_back((place == 4 ? 8.0F : -1.0F) * float((output + channel) % 5 - 2));
    return weights;
}

/// A model whose network sees two pixels far, zeros beyond the tile, and calculates enough that it counts.
QString writeModel(const QDir &folder)
{
    OnnxWriter network(1);
    network.convolution("image", "first", {64, 1, 3, 3}, someWeights(64 * 9), someWeights(64))
        .node("Relu", {"first"}, "rectified")
        .convolution("rectified", "scores", {8, 64, 3, 3}, comparingWeights(64), std::vector<float>(8))
        .output("scores", 8);
    QFile file(folder.filePath(u"network.onnx"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(network.bytes()) < 0)
        return {};
    Json classes = Json::array();
    for (int value = 1; value <= 8; ++value)
        classes.push_back({{"Value", value}, {"Name", "Class " + std::to_string(value)}});
    const Json definition{{"ModelFile", "network.onnx"},
                          {"ModelType", "ImageClassification"},
                          {"ImageHeight", tile},
                          {"ImageWidth", tile},
                          {"Padding", 8},
                          {"ExtractBands", {0}},
                          {"Classes", classes}};
    QFile emd(folder.filePath(u"model.emd"_s));
    return emd.open(QIODevice::WriteOnly) && emd.write(QByteArray::fromStdString(definition.dump())) > 0
               ? emd.fileName()
               : QString();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray classesOf(const QString &path)
{
    GDALAllRegister();
    const GDALDatasetUniquePtr raster(GDALDataset::Open(path.toUtf8().constData()));
    if (!raster)
        return {};
    QByteArray classes(qsizetype(raster->GetRasterXSize()) * raster->GetRasterYSize(), '\0');
    const CPLErr error = raster->GetRasterBand(1)->RasterIO(
        GF_Read, 0, 0, raster->GetRasterXSize(), raster->GetRasterYSize(), classes.data(), raster->GetRasterXSize(),
        raster->GetRasterYSize(), GDT_Byte, 0, 0, nullptr);
    return error == CE_None ? classes : QByteArray();
}

} // namespace

/// On a raster that is worth it: 3100 x 2900 pixels are 4,000 tiles of 64, which compute 16 million pixels.
class TestLargerTiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene = writeScene(m_folder.filePath(u"scene.tif"_s), 3100, 2900, 1);
        m_model = writeModel(QDir(m_folder.path()));
        QVERIFY(!m_model.isEmpty());
    }

    void classesStayTheSame();
    void aPartIsThePartOfTheWhole();
    void aContinuedRunKeepsItsTiles();

private:
    QString place(const QString &name) const { return m_folder.filePath(name + u".tif"_s); }
    QStringList classify(const QString &name, const QStringList &options) const
    {
        return QStringList{u"classify"_s,  m_scene, m_model, place(name), u"--report"_s, place(name) + u".json"_s,
                           u"--workers"_s, u"2"_s} +
               options;
    }
    Json reportOf(const QString &name, const QStringList &options, QString *said = nullptr) const
    {
        const ProgramResult result = runPixelscape(classify(name, options));
        if (said)
            *said = result.errorText();
        QFile file(place(name) + u".json"_s);
        return result.exitCode == 0 && file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString())
                                                                      : Json();
    }

    QTemporaryDir m_folder;
    QString m_scene;
    QString m_model;
};

void TestLargerTiles::classesStayTheSame()
{
    const Json small = reportOf(u"small"_s, {u"--arg"_s, u"tile_size=64"_s});
    QString said;
    const Json large = reportOf(u"large"_s, {}, &said);
    QVERIFY(!small.is_null() && !large.is_null());
    QCOMPARE(small["tiling"]["tiles"].get<int>(), 65 * 61); // 48 pixels of each are kept
    QVERIFY(small["tiling"]["tile"] == Json::array({64, 64}));
    QVERIFY(large["tiling"]["tiles"].get<int>() < 1000);
    QCOMPARE(large["tiling"]["halo"].get<int>(), 8);
    QVERIFY2(said.contains(u"instead of tiles of 64x64"_s), qPrintable(said));
    QVERIFY(!classesOf(place(u"small"_s)).isEmpty());
    QVERIFY(contentOf(place(u"large"_s)) == contentOf(place(u"small"_s)));
    QVERIFY(small["classes"][0]["pixels"].get<int>() > 100000 && small["classes"][4]["pixels"].get<int>() > 100000);
}

void TestLargerTiles::aPartIsThePartOfTheWhole()
{
    const QByteArray whole = classesOf(place(u"large"_s));
    QVERIFY(!whole.isEmpty());
    GDALAllRegister();
    const GDALDatasetUniquePtr scene(GDALDataset::Open(m_scene.toUtf8().constData()));
    double transform[6] = {};
    QCOMPARE(scene->GetGeoTransform(transform), CE_None);
    const auto ground = [&](int column, int row) {
        return u"%1,%2"_s.arg(transform[0] + column * transform[1], 0, 'f', 3)
            .arg(transform[3] + row * transform[5], 0, 'f', 3);
    };
    const QStringList upper = ground(101, 33).split(u',');
    const QStringList lower = ground(3001, 2833).split(u',');
    const Json report =
        reportOf(u"part"_s, {u"--bbox"_s, QStringList{upper[0], lower[1], lower[0], upper[1]}.join(u',')});
    QVERIFY(!report.is_null());
    QVERIFY(report["tiling"]["tile"][0].get<int>() > tile);
    QByteArray cut;
    for (int row = 33; row < 2833; ++row)
        cut += whole.sliced(qsizetype(row) * 3100 + 101, 2900);
    QVERIFY(classesOf(place(u"part"_s)) == cut);
}

/// Also where it has less memory and fewer workers than before, which would have chosen others.
void TestLargerTiles::aContinuedRunKeepsItsTiles()
{
    const Json whole = reportOf(u"whole"_s, {u"--section-tiles"_s, u"1"_s});
    QVERIFY(!whole.is_null());
    RunningPixelscape program(classify(u"continued"_s, {u"--section-tiles"_s, u"1"_s}));
    QVERIFY(program.waitForPercent(10));
    program.sendSignal(SIGKILL);
    program.result();
    QVERIFY(QFileInfo::exists(place(u"continued"_s) + u".part"_s));
    QString said;
    const Json report = reportOf(
        u"continued"_s, {u"--section-tiles"_s, u"1"_s, u"--workers"_s, u"1"_s, u"--memory"_s, u"100M"_s}, &said);
    QVERIFY2(said.contains(u"An earlier run of this request is continued"_s), qPrintable(said));
    QVERIFY(report["tiling"]["tile"] == whole["tiling"]["tile"]);
    QVERIFY(contentOf(place(u"continued"_s)) == contentOf(place(u"whole"_s)));
}

QTEST_GUILESS_MAIN(TestLargerTiles)
#include "tst_larger_tiles.moc"
