#include "core/base/error.h"
#include "core/raster/attribute_dbf.h"
#include "core/raster/attribute_table.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/qgis_style.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <gdal_rat.h>
#include <ogrsf_frmts.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

GDALDatasetUniquePtr openTable(const QString &path)
{
    return GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_VECTOR));
}

/// "value|count|name|red|green|blue" for each row.
QStringList rowsOf(const GDALRasterAttributeTable &table)
{
    QStringList rows;
    for (int row = 0; row < table.GetRowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table.GetColumnCount(); ++column)
            cells.append(table.GetTypeOfCol(column) == GFT_String
                             ? QString::fromUtf8(table.GetValueAsString(row, column))
                             : QString::number(table.GetValueAsDouble(row, column), 'f', 0));
        rows.append(cells.join(u'|'));
    }
    return rows;
}

QStringList rowsOf(OGRLayer &layer)
{
    QStringList rows;
    for (const auto &feature : layer) {
        QStringList cells;
        for (int field = 0; field < feature->GetFieldCount(); ++field)
            cells.append(QString::fromUtf8(feature->GetFieldAsString(field)));
        rows.append(cells.join(u'|'));
    }
    return rows;
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A class without a pixel, one with more pixels than 32 bits can count.
const ClassCounts bigCounts{{{30, 3}, {1, 12'345'678'901}, {7, 0}, {200, 1}}, 5};

const QStringList bigRows{u"30|3|Built-up|196|40|27"_s, u"1|12345678901|Water|65|155|223"_s,
                          u"7|0|Forêt & prairie <é>|57|125|73"_s, u"0|0|Background|1|2|3"_s,
                          u"200|1|Snow|255|255|255"_s};

} // namespace

class TestResultSidecars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerGdal(); }

    void statisticsComeFromTheCounts();
    void attributeTableHasExactlyTheClasses();
    void categoryNamesForSmallValuesOnly();
    void valuesBeyond31BitsStayWhole();
    void dbfHasExactlyTheClasses();
    void dbfCarriesNoDate();
    void dbfCutsLongNamesAtACharacter();
    void styleHasExactlyTheClasses();
    void controlCharactersDoNotBreakTheSidecars();
};

/// Five pixels: 1 1 4 4 10; mean 4, squared distances 9 9 0 0 36, so the deviation is the root of 54 / 5.
void TestResultSidecars::statisticsComeFromTheCounts()
{
    const auto statistics = classStatistics({{{1, 2}, {4, 2}, {10, 1}, {99, 0}}, 15});
    QVERIFY(statistics);
    QCOMPARE(statistics->minimum, 1.0);
    QCOMPARE(statistics->maximum, 10.0);
    QCOMPARE(statistics->mean, 4.0);
    QCOMPARE(statistics->standardDeviation, 3.286335345030997);
    QCOMPARE(statistics->validPercent, 25.0);
    QVERIFY(!classStatistics({{{1, 0}}, 15}));
}

void TestResultSidecars::attributeTableHasExactlyTheClasses()
{
    const QTemporaryDir folder;
    const ResultSample sample = resultSample({40, 30}, gappyLegend());
    const QString path = writeSample(folder.path(), u"out.tif"_s, sample);
    const auto result = GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData()));
    GDALRasterBand *band = result->GetRasterBand(1);
    const GDALRasterAttributeTable *table = band->GetDefaultRAT();
    QStringList expected;
    for (const ClassEntry &entry : gappyLegend())
        expected.append(u"%1|%2|%3|%4|%5|%6"_s.arg(entry.value)
                            .arg(sample.counts.pixels.at(entry.value))
                            .arg(entry.name)
                            .arg(entry.color.red)
                            .arg(entry.color.green)
                            .arg(entry.color.blue));
    QCOMPARE(rowsOf(*table), expected);
    const std::array usages{GFU_MinMax, GFU_PixelCount, GFU_Name, GFU_Red, GFU_Green, GFU_Blue};
    for (int column = 0; column < 6; ++column)
        QCOMPARE(int(table->GetUsageOfCol(column)), int(usages[std::size_t(column)]));

    double stored[4];
    double computed[4];
    QCOMPARE(band->GetStatistics(false, false, &stored[0], &stored[1], &stored[2], &stored[3]), CE_None);
    QCOMPARE(band->ComputeStatistics(false, &computed[0], &computed[1], &computed[2], &computed[3], nullptr, nullptr),
             CE_None);
    for (int i = 0; i < 4; ++i)
        QVERIFY(std::abs(stored[i] - computed[i]) < 1e-9);
}

void TestResultSidecars::categoryNamesForSmallValuesOnly()
{
    const QTemporaryDir folder;
    const QString path = writeSample(folder.path(), u"out.tif"_s, resultSample({9, 9}, gappyLegend()));
    const auto result = GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData()));
    result->GetMetadata(); // GDAL 3.6 looks into .aux.xml for this and most questions, but not for category names
    char **names = result->GetRasterBand(1)->GetCategoryNames();
    QCOMPARE(CSLCount(names), 201);
    QCOMPARE(names[0], "Background");
    QCOMPARE(names[2], "");
    QCOMPARE(QString::fromUtf8(names[7]), u"Forêt & prairie <é>"_s);
    QCOMPARE(names[200], "Snow");
    for (const std::int64_t value : {-1, 256}) {
        const ResultSample sample = resultSample({9, 9}, {{1, u"a"_s, {}}, {value, u"b"_s, {}}});
        const QString other = writeSample(folder.path(), u"other.tif"_s, sample);
        const auto wide = GDALDatasetUniquePtr(GDALDataset::Open(other.toUtf8().constData()));
        wide->GetMetadata();
        QVERIFY(wide->GetRasterBand(1)->GetCategoryNames() == nullptr);
    }
}

void TestResultSidecars::valuesBeyond31BitsStayWhole()
{
    const QTemporaryDir folder;
    const ClassLegend legend{{4'000'000'001, u"high"_s, {1, 2, 3}}, {0, u"low"_s, {4, 5, 6}}};
    ResultSample sample = resultSample({2, 1}, legend);
    sample.values = {0, 4'000'000'001};
    sample.counts = {{{0, 1}, {4'000'000'001, 1}}, 0};
    const QString path = writeSample(folder.path(), u"out.tif"_s, sample);
    const auto result = GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData()));
    const QStringList expected{u"4000000001|1|high|1|2|3"_s, u"0|1|low|4|5|6"_s};
    QCOMPARE(rowsOf(*result->GetRasterBand(1)->GetDefaultRAT()), expected);
    const auto table = openTable(path + u".vat.dbf"_s);
    QCOMPARE(rowsOf(*table->GetLayer(0)), expected);
}

void TestResultSidecars::dbfHasExactlyTheClasses()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"Été 1.tif.vat.dbf"_s);
    writeAttributeDbf(path, u"Été 1.tif"_s, gappyLegend(), bigCounts);
    const auto table = openTable(path);
    QVERIFY(table);
    OGRLayer &layer = *table->GetLayer(0);
    QCOMPARE(rowsOf(layer), bigRows);
    QStringList names;
    for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i)
        names.append(QString::fromUtf8(layer.GetLayerDefn()->GetFieldDefn(i)->GetNameRef()));
    QCOMPARE(names.join(u','), u"Value,Count,ClassName,Red,Green,Blue"_s);
    QCOMPARE(textOf(folder.filePath(u"Été 1.tif.vat.cpg"_s)).trimmed(), u"UTF-8"_s);
}

/// Bytes 1 to 3 of a .dbf are the year less 1900, month and day of its last change.
void TestResultSidecars::dbfCarriesNoDate()
{
    const QTemporaryDir folder;
    writeAttributeDbf(folder.filePath(u"a.vat.dbf"_s), u"a"_s, gappyLegend(), bigCounts);
    QCOMPARE(filesIn(folder.path())[u"a.vat.dbf"_s].sliced(1, 3).toHex(), QByteArray("460101"));
}

void TestResultSidecars::dbfCutsLongNamesAtACharacter()
{
    const QTemporaryDir folder;
    const ClassLegend legend{{1, u"x"_s + QString(200, u'é'), {}}};
    writeAttributeDbf(folder.filePath(u"a.vat.dbf"_s), u"a"_s, legend, {{{1, 1}}, 0});
    const auto table = openTable(folder.filePath(u"a.vat.dbf"_s));
    QCOMPARE(rowsOf(*table->GetLayer(0)), QStringList(u"1|1|x%1|0|0|0"_s.arg(QString(126, u'é'))));
}

void TestResultSidecars::styleHasExactlyTheClasses()
{
    const QTemporaryDir folder;
    writeQgisStyle(folder.filePath(u"a.qml"_s), u"a.tif"_s,
                   {{-5, u"<sea> & \"ice\""_s, {0, 160, 255}}, {300, u"é"_s, {}}});
    QXmlStreamReader xml(textOf(folder.filePath(u"a.qml"_s)));
    QStringList entries;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != "paletteEntry"_L1)
            continue;
        const auto attributes = xml.attributes();
        entries.append(u"%1|%2|%3|%4"_s.arg(attributes.value("value"_L1), attributes.value("label"_L1),
                                            attributes.value("color"_L1), attributes.value("alpha"_L1)));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(entries, QStringList({u"-5|<sea> & \"ice\"|#00a0ff|255"_s, u"300|é|#000000|255"_s}));
}

void TestResultSidecars::controlCharactersDoNotBreakTheSidecars()
{
    const QTemporaryDir folder;
    const ResultSample sample = resultSample({9, 9}, {{1, u"wa\u0001ter\n2"_s, {}}});
    const QString path = writeSample(folder.path(), u"out.tif"_s, sample);
    const auto result = GDALDatasetUniquePtr(GDALDataset::Open(path.toUtf8().constData()));
    QCOMPARE(result->GetRasterBand(1)->GetDefaultRAT()->GetValueAsString(0, 2), "wa ter 2");
    QVERIFY(textOf(folder.filePath(u"out.qml"_s)).contains(u"\"wa ter 2\""_s));
}

QTEST_GUILESS_MAIN(TestResultSidecars)
#include "tst_result_sidecars.moc"
