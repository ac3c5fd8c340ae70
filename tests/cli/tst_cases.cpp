#include "tests/support/engines.h"
#include "tests/support/program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// What can be compared of a class map: its size, place, NoData and every pixel.
struct ClassMap
{
    int width = 0;
    int height = 0;
    std::array<double, 6> geoTransform{};
    std::optional<double> nodata;
    std::vector<double> values;

    bool read(const QString &path)
    {
        const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
        if (!dataset || dataset->GetRasterCount() != 1)
            return false;
        width = dataset->GetRasterXSize();
        height = dataset->GetRasterYSize();
        dataset->GetGeoTransform(geoTransform.data());
        int hasNodata = 0;
        const double value = dataset->GetRasterBand(1)->GetNoDataValue(&hasNodata);
        nodata = hasNodata ? std::optional(value) : std::nullopt;
        values.resize(std::size_t(width) * std::size_t(height));
        return dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, width, height, values.data(), width, height,
                                                   GDT_Float64, 0, 0, nullptr) == CE_None;
    }
};

QStringList linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                          : QStringList();
}

QString sceneIn(const QDir &folder)
{
    return folder.filePath(folder.exists(u"scene.vrt"_s) ? u"scene.vrt"_s : u"scene.asc"_s);
}

/// "--arg padding=3" are two words of the command line.
QStringList optionsOf(const QDir &folder)
{
    QStringList words;
    for (const QString &line : linesOf(folder.filePath(u"arguments.txt"_s)))
        words << line.section(u' ', 0, 0) << line.section(u' ', 1);
    words.removeAll(QString());
    return words;
}

} // namespace

/// Every folder in tests/data is a case, once for each engine; its README says what is in one.
class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void run_data();
    void run();
    void cleanup();

private:
    ProgramResult classify(const QDir &folder, const QString &engine) const;
    void compareWithExpected(const QDir &folder, const QString &name, const QString &output, double tolerance);
    void compareWithRefusal(const QDir &folder, const ProgramResult &result);

    QTemporaryDir m_temporary;
    QString m_output;
};

void TestCases::initTestCase()
{
    GDALAllRegister();
    m_output = m_temporary.filePath(u"classes.tif"_s);
}

void TestCases::run_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("engine");
    const QDir data(QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/data"));
    // Under the sanitizers the cases take the engines in turns; `ctest -L soak` runs each case on both.
    const bool isSlice = qEnvironmentVariableIsSet("PIXELSCAPE_ONE_ENGINE_A_CASE");
    int slices = 0;
    for (const QString &name : data.entryList({}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir folder(data.filePath(name));
        if (!folder.exists(u"model.emd"_s))
            continue;
        const QStringList only = linesOf(folder.filePath(u"engines.txt"_s));
        QStringList engines = only.isEmpty() ? QStringList{u"opencv"_s, u"openvino"_s} : QStringList{only.first()};
        if (isSlice && engines.size() > 1)
            engines.removeAt(++slices % 2);
        for (const QString &engine : engines)
            QTest::addRow("%s %s", qUtf8Printable(name), qUtf8Printable(engine)) << folder.path() << engine;
    }
}

ProgramResult TestCases::classify(const QDir &folder, const QString &engine) const
{
    return runPixelscape(QStringList{u"classify"_s, sceneIn(folder), folder.filePath(u"model.emd"_s), m_output,
                                     u"--engine"_s, engine, u"--overwrite"_s, u"--quiet"_s} +
                         optionsOf(folder));
}

void TestCases::run()
{
    QFETCH(QString, path);
    QFETCH(QString, engine);
    if (engine == "openvino"_L1)
        PIXELSCAPE_NEEDS_OPENVINO();
    const QDir folder(path);
    const ProgramResult result = classify(folder, engine);
    if (folder.exists(u"expected.txt"_s)) {
        compareWithRefusal(folder, result);
        return;
    }
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    for (const QString &words : linesOf(folder.filePath(u"messages.txt"_s)))
        QVERIFY2(result.errorText().contains(words), result.standardError.constData());
    compareWithExpected(folder, u"expected.asc"_s, m_output, 0);
    if (folder.exists(u"expected_probability.asc"_s))
        // Rounded to six digits there, and worked out in 32 bits here.
        compareWithExpected(folder, u"expected_probability.asc"_s, m_temporary.filePath(u"classes_probability.tif"_s),
                            5e-6);
}

void TestCases::cleanup()
{
    for (const QString &name : QDir(m_temporary.path()).entryList(QDir::Files))
        QFile::remove(m_temporary.filePath(name));
}

void TestCases::compareWithRefusal(const QDir &folder, const ProgramResult &result)
{
    const QStringList expected = linesOf(folder.filePath(u"expected.txt"_s));
    QCOMPARE(result.exitCode, expected.first().toInt());
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
    for (const QString &words : expected.sliced(1))
        QVERIFY2(result.errorText().contains(words), result.standardError.constData());
    QVERIFY(QDir(m_temporary.path()).isEmpty());
}

void TestCases::compareWithExpected(const QDir &folder, const QString &name, const QString &output, double tolerance)
{
    ClassMap expected;
    ClassMap found;
    QVERIFY(expected.read(folder.filePath(name)));
    QVERIFY2(found.read(output), qPrintable(output));
    QCOMPARE(found.width, expected.width);
    QCOMPARE(found.height, expected.height);
    QCOMPARE(found.geoTransform, expected.geoTransform);
    QCOMPARE(found.nodata, expected.nodata);
    const auto differs = [&](std::size_t i) { return !(std::abs(found.values[i] - expected.values[i]) <= tolerance); };
    std::size_t count = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < expected.values.size(); ++i)
        if (differs(i)) {
            ++count;
            last = i;
        }
    QVERIFY2(count == 0, qPrintable(u"%1 of %2 pixels of %3 differ; column %4, row %5 is %6, not %7"_s.arg(count)
                                        .arg(expected.values.size())
                                        .arg(name)
                                        .arg(last % std::size_t(found.width))
                                        .arg(last / std::size_t(found.width))
                                        .arg(found.values[last])
                                        .arg(expected.values[last])));
}

QTEST_GUILESS_MAIN(TestCases)
#include "tst_cases.moc"
