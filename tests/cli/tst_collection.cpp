#include "core/base/json.h"
#include "core/raster/result_mosaic.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/same_raster.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <set>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Inputs of several rasters, each on its own or as one.
class TestCollection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatFailsIsMissingUntilItIsMended();
    void whatIsOfAnotherRequestIsNotTakenForDone();
    void planMakesNothing();
    void oneFolderHoldsOneRequest();
    void rastersOutsideOfTheExtentAreNoFailures();
    void resultsAreNoRastersOfAFolder();
    void asOneMosaic();
    void recycledWorkersAreNewProcesses();

private:
    QStringList classMaps() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_items;
    QString m_outputs;
};

namespace {

constexpr int columns = 4;
constexpr int rows = 3;
constexpr int side = 40;

/// The cells of a scene from `x`, `y` on, as a file of their own.
void cutOut(const QString &scene, const QString &path, int x, int y)
{
    const GDALDatasetUniquePtr source(GDALDataset::Open(scene.toUtf8().constData()));
    const GDALDatasetUniquePtr piece(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.toUtf8().constData(), side, side, source->GetRasterCount(), GDT_Byte, nullptr));
    std::vector<std::uint8_t> values(std::size_t(side) * side * std::size_t(source->GetRasterCount()));
    QCOMPARE(source->RasterIO(GF_Read, x, y, side, side, values.data(), side, side, GDT_Byte, source->GetRasterCount(),
                              nullptr, 0, 0, 0, nullptr),
             CE_None);
    QCOMPARE(piece->RasterIO(GF_Write, 0, 0, side, side, values.data(), side, side, GDT_Byte, source->GetRasterCount(),
                             nullptr, 0, 0, 0, nullptr),
             CE_None);
    double transform[6];
    source->GetGeoTransform(transform);
    transform[0] += x * transform[1];
    transform[3] += y * transform[5];
    piece->SetGeoTransform(transform);
    piece->SetSpatialRef(source->GetSpatialRef());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestCollection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_items = m_folder->filePath(u"scènes 1"_s);
    m_outputs = m_folder->filePath(u"classes"_s);
    QVERIFY(QDir().mkpath(m_items));
    const QString scene = writeScene(m_folder->filePath(u"whole.tif"_s), columns * side, rows * side, 6);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            cutOut(scene, u"%1/part_%2_%3.tif"_s.arg(m_items).arg(row).arg(column), column * side, row * side);
}

QStringList TestCollection::classMaps() const
{
    return QDir(m_outputs).entryList({u"*.tif"_s});
}

void TestCollection::whatFailsIsMissingUntilItIsMended()
{
    const QString broken = m_items + u"/part_1_2.tif"_s;
    const QByteArray good = contentOf(broken);
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(good.first(200));
    file.close();
    const QStringList command{u"classify"_s, m_items, demoModel(), m_outputs, u"--all-items"_s, u"-q"_s};
    const ProgramResult first = runPixelscape(command);
    QCOMPARE(first.exitCode, 1);
    QCOMPARE(classMaps().size(), columns * rows - 1);
    const QStringList lines = first.errorLines();
    const auto isAboutTheBroken = [](const QString &line) {
        return line.contains("part_1_2.tif"_L1) && !line.endsWith("part_1_2.tif"_L1);
    };
    QCOMPARE(std::ranges::count_if(lines, isAboutTheBroken), 1);
    QVERIFY2(first.standardError.contains("11 of 12 rasters were classified"), first.standardError.constData());
    const QString mosaic = m_outputs + u"/classes.vrt"_s;
    const GDALDatasetUniquePtr all(GDALDataset::Open(mosaic.toUtf8().constData()));
    QVERIFY(all);
    QCOMPARE(all->GetRasterXSize(), columns * side);
    QCOMPARE(all->GetRasterYSize(), rows * side);
    // The classes of the whole are those of the parts: each cell is counted once where they do not overlap.
    std::vector<std::uint8_t> values(std::size_t(columns * side) * rows * side);
    QCOMPARE(all->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, columns * side, rows * side, values.data(), columns * side,
                                             rows * side, GDT_Byte, 0, 0, nullptr),
             CE_None);
    QVERIFY(isResultMosaic(mosaic));
    QVERIFY(!isResultMosaic(m_folder->filePath(u"whole.tif"_s)));
    const std::vector<ResultClass> classes = classesOfResultOrMosaic(mosaic);
    QCOMPARE(classes.size(), std::size_t(5));
    for (const ResultClass &row : classes)
        QCOMPARE(row.pixels, std::ranges::count(values, row.entry.value));
    const QByteArray untouched = contentOf(m_outputs + u"/part_0_0.tif"_s);
    const QDateTime made = QFileInfo(m_outputs + u"/part_0_0.tif"_s).lastModified();

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(good);
    file.close();
    const ProgramResult second = runPixelscape(command);
    QVERIFY2(second.exitCode == 0, second.standardError.constData());
    QCOMPARE(classMaps().size(), columns * rows);
    QVERIFY2(second.standardError.contains("1 of 12 rasters was classified; 11 had their class maps already."),
             second.standardError.constData());
    QCOMPARE(contentOf(m_outputs + u"/part_0_0.tif"_s), untouched);
    QCOMPARE(QFileInfo(m_outputs + u"/part_0_0.tif"_s).lastModified(), made);
    // What was mended is what it would have been alone.
    const QString alone = m_folder->filePath(u"part_1_2.tif"_s);
    QCOMPARE(runPixelscape({u"classify"_s, broken, demoModel(), alone, u"-q"_s}).exitCode, 0);
    QCOMPARE(contentOf(m_outputs + u"/part_1_2.tif"_s), contentOf(alone));
}

void TestCollection::whatIsOfAnotherRequestIsNotTakenForDone()
{
    const QStringList two{m_items + u"/part_0_0.tif"_s, m_items + u"/part_0_1.tif"_s};
    const QStringList command =
        QStringList{u"classify"_s} + two + QStringList{demoModel(), m_outputs, u"--all-items"_s, u"-q"_s};
    QCOMPARE(runPixelscape(command).exitCode, 0);
    const QByteArray before = contentOf(m_outputs + u"/part_0_0.tif"_s);
    // One input has changed since.
    QVERIFY(QFile::remove(two[1]) && QFile::copy(m_items + u"/part_0_2.tif"_s, two[1]));
    const ProgramResult changed = runPixelscape(command);
    QCOMPARE(changed.exitCode, 1);
    QVERIFY2(changed.standardError.contains("part_0_1.tif is there, but not from this request (what differs: input)"),
             changed.standardError.constData());
    QVERIFY2(changed.standardError.contains("1 has a class map of something else, which was left"),
             changed.standardError.constData());
    const ProgramResult other = runPixelscape(command + QStringList{u"--arg"_s, u"test_time_augmentation=True"_s});
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.standardError.contains("2 of 2 class maps are in "), other.standardError.constData());
    QVERIFY2(other.standardError.contains("(what differs: arguments)"), other.standardError.constData());
    QVERIFY2(other.standardError.contains("(--overwrite)"), other.standardError.constData());
    QCOMPARE(contentOf(m_outputs + u"/part_0_0.tif"_s), before);
    const ProgramResult replaced = runPixelscape(command + QStringList{u"--overwrite"_s});
    QVERIFY2(replaced.exitCode == 0, replaced.standardError.constData());
    QVERIFY2(replaced.standardError.contains("1 of 2 rasters was classified; 1 had its class map already."),
             replaced.standardError.constData());
    const ProgramResult anew = runPixelscape(command + QStringList{u"--overwrite"_s, u"--start-over"_s});
    QVERIFY2(anew.standardError.contains("All 2 rasters were classified."), anew.standardError.constData());
}

void TestCollection::planMakesNothing()
{
    const ProgramResult plan =
        runPixelscape({u"plan"_s, m_items, demoModel(), m_outputs + u"/deeper"_s, u"--all-items"_s, u"-q"_s});
    QVERIFY2(plan.exitCode == 0, plan.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_outputs));
    QCOMPARE(plan.standardOutput.count("part_"), columns * rows); // whose plan is which
    QVERIFY2(plan.standardError.contains("12 of 12 rasters would be classified, in about "),
             plan.standardError.constData());
}

/// Class maps of another request are not mixed with those of this one, nor is the VRT over other rasters replaced.
void TestCollection::oneFolderHoldsOneRequest()
{
    const auto command = [this](const QString &item, const QStringList &options) {
        return QStringList{u"classify"_s, m_items + item, demoModel(), m_outputs, u"--all-items"_s, u"-q"_s} + options;
    };
    QCOMPARE(runPixelscape(command(u"/part_0_0.tif"_s, {})).exitCode, 0);
    const QByteArray mosaic = contentOf(m_outputs + u"/classes.vrt"_s);
    QVERIFY(!mosaic.isEmpty());
    const ProgramResult other = runPixelscape(command({}, {u"--arg"_s, u"test_time_augmentation=True"_s}));
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.standardError.contains("1 of 12 class maps are in "), other.standardError.constData());
    QCOMPARE(classMaps(), QStringList{u"part_0_0.tif"_s});
    // Another collection of the same request has its own.
    QCOMPARE(runPixelscape(command(u"/part_0_1.tif"_s, {})).exitCode, 0);
    QCOMPARE(contentOf(m_outputs + u"/classes.vrt"_s), mosaic);
    QVERIFY(contentOf(m_outputs + u"/classes_2.vrt"_s).contains("part_0_1.tif"));
}

void TestCollection::asOneMosaic()
{
    const QString whole = m_folder->filePath(u"of the whole.tif"_s);
    const QString mosaic = m_folder->filePath(u"of the parts.tif"_s);
    QCOMPARE(runPixelscape({u"classify"_s, m_folder->filePath(u"whole.tif"_s), demoModel(), whole, u"-q"_s}).exitCode,
             0);
    const ProgramResult result = runPixelscape({u"classify"_s, m_items, demoModel(), mosaic, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    GdalRasterSource actual(mosaic);
    GdalRasterSource expected(whole);
    compareRasters(actual, expected);
}

/// The box meets the first of four columns: what lies elsewhere is not asked for, and no failure.
void TestCollection::rastersOutsideOfTheExtentAreNoFailures()
{
    const GDALDatasetUniquePtr corner(GDALDataset::Open((m_items + u"/part_0_0.tif"_s).toUtf8().constData()));
    double transform[6];
    corner->GetGeoTransform(transform);
    const QString box = u"%1,%2,%3,%4"_s.arg(transform[0] + transform[1], 0, 'f', 3)
                            .arg(transform[3] + rows * side * transform[5], 0, 'f', 3)
                            .arg(transform[0] + (side - 1) * transform[1], 0, 'f', 3)
                            .arg(transform[3], 0, 'f', 3);
    const ProgramResult result =
        runPixelscape({u"classify"_s, m_items, demoModel(), m_outputs, u"--all-items"_s, u"--bbox"_s, box, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.standardError.contains("3 of 12 rasters were classified; 9 lie outside of extent or mask."),
             result.standardError.constData());
    QCOMPARE(classMaps(), (QStringList{u"part_0_0.tif"_s, u"part_1_0.tif"_s, u"part_2_0.tif"_s}));
}

/// The first class maps may have been written beside the rasters.
void TestCollection::resultsAreNoRastersOfAFolder()
{
    QCOMPARE(runPixelscape({u"classify"_s, m_items + u"/part_0_0.tif"_s, demoModel(), m_items + u"/a class map.tif"_s,
                            u"--arg"_s, u"return_probability_raster=True"_s, u"-q"_s})
                 .exitCode,
             0);
    const ProgramResult plan = runPixelscape({u"plan"_s, m_items, demoModel(), m_outputs, u"--all-items"_s, u"-q"_s});
    QVERIFY2(plan.exitCode == 0, plan.standardError.constData());
    QVERIFY2(plan.standardError.contains("12 of 12 rasters would"), plan.standardError.constData());
    QVERIFY2(plan.standardError.contains("2 results of Pixelscape in "), plan.standardError.constData());
}

void TestCollection::recycledWorkersAreNewProcesses()
{
    const QString scene = writeScene(m_folder->filePath(u"tall.tif"_s), 60, 640, 6);
    const ProgramResult result =
        runPixelscape({u"classify"_s, scene, demoModel(), m_folder->filePath(u"tall_classes.tif"_s), u"-q"_s,
                       u"--workers"_s, u"1"_s, u"--recycle"_s, u"3"_s, u"--section-tiles"_s, u"1"_s, u"--arg"_s,
                       u"tile_size=112"_s, u"--arg"_s, u"padding=24"_s, u"--report"_s, u"-"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const Json report = Json::parse(result.standardOutput.toStdString());
    QCOMPARE(report["tiling"]["sections"].get<int>(), 10); // 640 rows in steps of 112 - 2 x 24
    std::set<qint64> processes;
    std::vector<int> sections;
    for (const Json &worker : report["workerProcesses"]) {
        processes.insert(worker["pid"].get<qint64>());
        if (worker["sections"].get<int>() > 0)
            sections.push_back(worker["sections"].get<int>());
    }
    QCOMPARE(sections, (std::vector<int>{3, 3, 3, 1}));
    QCOMPARE(processes.size(), report["workerProcesses"].size());
}

QTEST_GUILESS_MAIN(TestCollection)
#include "tst_collection.moc"
