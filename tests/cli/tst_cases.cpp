#include "tests/support/program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <array>

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

/// Every folder in tests/data is a case; its README says what is in one.
class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void run_data();
    void run();

private:
    void compareWithExpected(const QDir &folder);
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
    const QDir data(QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/data"));
    for (const QString &name : data.entryList({}, QDir::Dirs | QDir::NoDotAndDotDot))
        if (QDir(data.filePath(name)).exists(u"model.emd"_s))
            QTest::newRow(qUtf8Printable(name)) << data.filePath(name);
}

void TestCases::run()
{
    QFETCH(QString, path);
    const QDir folder(path);
    const QStringList scenes = folder.entryList({u"scene.*"_s}, QDir::Files);
    QCOMPARE(scenes.size(), 1);
    const ProgramResult result =
        runPixelscape(QStringList{u"classify"_s, folder.filePath(scenes.first()), folder.filePath(u"model.emd"_s),
                                  m_output, u"--overwrite"_s, u"--quiet"_s} +
                      optionsOf(folder));
    if (folder.exists(u"expected.txt"_s)) {
        compareWithRefusal(folder, result);
    } else {
        QVERIFY2(result.exitCode == 0, result.standardError.constData());
        compareWithExpected(folder);
    }
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

void TestCases::compareWithExpected(const QDir &folder)
{
    ClassMap expected;
    ClassMap found;
    QVERIFY(expected.read(folder.filePath(u"expected.asc"_s)));
    QVERIFY(found.read(m_output));
    QCOMPARE(found.width, expected.width);
    QCOMPARE(found.height, expected.height);
    QCOMPARE(found.geoTransform, expected.geoTransform);
    QCOMPARE(found.nodata, expected.nodata);
    for (std::size_t i = 0; i < expected.values.size(); ++i)
        if (found.values[i] != expected.values[i])
            QFAIL(qPrintable(u"column %1, row %2 is %3, not %4"_s.arg(i % std::size_t(found.width))
                                 .arg(i / std::size_t(found.width))
                                 .arg(found.values[i])
                                 .arg(expected.values[i])));
}

QTEST_GUILESS_MAIN(TestCases)
#include "tst_cases.moc"
