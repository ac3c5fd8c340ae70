#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"

#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr int side = 40000;
constexpr int island = 512; ///< side of the data, two blocks of 256
constexpr int left = 30 * 256;
constexpr int top = 100 * 256;
constexpr int bands = 6;

/// A raster of blocks of which only four were ever written, with a scene of its own.
void writeSparse(const QString &path, const QString &scene)
{
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(scene.toUtf8().constData()));
    const char *options[] = {"SPARSE_OK=TRUE", "TILED=YES", "BIGTIFF=YES", nullptr};
    const GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.toUtf8().constData(), side, side, bands, GDT_Byte, const_cast<char **>(options)));
    double place[6] = {500000, 10, 0, 5000000, 0, -10};
    made->SetGeoTransform(place);
    made->SetProjection(data->GetProjectionRef());
    std::vector<std::uint8_t> values(std::size_t(bands) * island * island);
    const bool read = data->RasterIO(GF_Read, 0, 0, island, island, values.data(), island, island, GDT_Byte, bands,
                                     nullptr, 0, 0, 0, nullptr) == CE_None;
    const bool written = made->RasterIO(GF_Write, left, top, island, island, values.data(), island, island, GDT_Byte,
                                        bands, nullptr, 0, 0, 0, nullptr) == CE_None;
    if (!read || !written)
        qFatal("a test raster could not be written");
}

std::vector<std::uint8_t> classesIn(GDALRasterBand *band, int x, int y, int width, int height)
{
    std::vector<std::uint8_t> values(std::size_t(width) * std::size_t(height));
    if (band->RasterIO(GF_Read, x, y, width, height, values.data(), width, height, GDT_Byte, 0, 0, nullptr) != CE_None)
        qFatal("a result could not be read");
    return values;
}

} // namespace

/// Whole runs over ground where there is nothing.
class TestEmptySpace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void blocksThatWereNeverWrittenCostNothing();
    void planLeavesTheEmptySpaceOut();
    void classesDoNotDependOnTheEmptySpace();

private:
    QTemporaryDir m_folder;
    QString m_sparse = m_folder.filePath(u"sparse.tif"_s);
    QString m_output = m_folder.filePath(u"classes.tif"_s);
    Json m_report;
};

void TestEmptySpace::initTestCase()
{
    writeSparse(m_sparse, writeScene(m_folder.filePath(u"scene.tif"_s), island, island, bands));
    const ProgramResult result =
        runPixelscape({u"classify"_s, m_sparse, demoModel(), m_output, u"--arg"_s, u"return_probability_raster=true"_s,
                       u"--workers"_s, u"2"_s, u"--report"_s, u"-"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_report = Json::parse(result.standardOutput.toStdString());
}

void TestEmptySpace::blocksThatWereNeverWrittenCostNothing()
{
    const std::int64_t all = std::int64_t(side) * side;
    QCOMPARE(m_report["nodataPixels"].get<std::int64_t>(), all - std::int64_t(island) * island);
    const std::int64_t tiles = m_report["tiling"]["tiles"];
    const std::int64_t skipped = m_report["tiling"]["tilesSkipped"];
    QVERIFY2(tiles - skipped <= 25 && tiles > 1000, qPrintable(u"%1 of %2"_s.arg(skipped).arg(tiles)));
    for (const QString &name : {u"classes.tif"_s, u"classes_probability.tif"_s}) {
        const QString path = m_folder.filePath(name);
        QVERIFY2(QFileInfo(path).size() < 8 << 20, qPrintable(QString::number(QFileInfo(path).size())));
        const GDALDatasetUniquePtr result(GDALDataset::Open(path.toUtf8().constData()));
        GDALRasterBand *band = result->GetRasterBand(1);
        QCOMPARE(band->GetDataCoverageStatus(0, 0, side, top / 2, 0, nullptr), GDAL_DATA_COVERAGE_STATUS_EMPTY);
        double value = 0;
        QCOMPARE(band->RasterIO(GF_Read, 5, 5, 1, 1, &value, 1, 1, GDT_Float64, 0, 0, nullptr), CE_None);
        QCOMPARE(value, band->GetNoDataValue());
    }
}

void TestEmptySpace::planLeavesTheEmptySpaceOut()
{
    const ProgramResult plan = runPixelscape({u"plan"_s, m_sparse, demoModel(), m_folder.filePath(u"other.tif"_s)});
    QCOMPARE(plan.exitCode, 0);
    const QRegularExpressionMatch said =
        QRegularExpression(u"Empty: +about (\\d+) of the tiles"_s).match(QString::fromUtf8(plan.standardOutput));
    QVERIFY2(said.hasMatch(), plan.standardOutput.constData());
    const std::int64_t tiles = m_report["tiling"]["tiles"];
    const std::int64_t skipped = m_report["tiling"]["tilesSkipped"];
    const std::int64_t expected = said.captured(1).toLongLong();
    QVERIFY2(expected < tiles && expected > skipped - 100, plan.standardOutput.constData());
}

void TestEmptySpace::classesDoNotDependOnTheEmptySpace()
{
    // The same ground with zeros around it that were written.
    const QString written = m_folder.filePath(u"written.tif"_s);
    {
        const GDALDatasetUniquePtr sparse(GDALDataset::Open(m_sparse.toUtf8().constData()));
        const int size = island + 1024;
        std::vector<std::uint8_t> values(std::size_t(bands) * size * size);
        QCOMPARE(sparse->RasterIO(GF_Read, left - 512, top - 512, size, size, values.data(), size, size, GDT_Byte,
                                  bands, nullptr, 0, 0, 0, nullptr),
                 CE_None);
        const GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
            written.toUtf8().constData(), size, size, bands, GDT_Byte, nullptr));
        double place[6] = {500000 + 10.0 * (left - 512), 10, 0, 5000000 - 10.0 * (top - 512), 0, -10};
        made->SetGeoTransform(place);
        made->SetProjection(sparse->GetProjectionRef());
        QCOMPARE(made->RasterIO(GF_Write, 0, 0, size, size, values.data(), size, size, GDT_Byte, bands, nullptr, 0, 0,
                                0, nullptr),
                 CE_None);
    }
    const QString output = m_folder.filePath(u"written classes.tif"_s);
    const ProgramResult result = runPixelscape({u"classify"_s, written, demoModel(), output, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const GDALDatasetUniquePtr whole(GDALDataset::Open(output.toUtf8().constData()));
    const GDALDatasetUniquePtr part(GDALDataset::Open(m_output.toUtf8().constData()));
    const auto expected = classesIn(whole->GetRasterBand(1), 512, 512, island, island);
    const auto classes = classesIn(part->GetRasterBand(1), left, top, island, island);
    std::size_t different = 0;
    for (std::size_t i = 0; i < classes.size(); ++i)
        different += classes[i] == expected[i] ? 0 : 1;
    // The tiles lie elsewhere; the demo's network sees a little farther than its padding.
    QVERIFY2(different <= classes.size() / 1000, qPrintable(QString::number(different)));
    QVERIFY(std::ranges::find(classes, std::uint8_t(part->GetRasterBand(1)->GetNoDataValue())) == classes.end());
}

QTEST_GUILESS_MAIN(TestEmptySpace)
#include "tst_empty_space.moc"
