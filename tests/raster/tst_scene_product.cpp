#include "core/raster/gdal_raster_source.h"
#include "core/raster/scene_product.h"
#include "tests/raster/scene_folder.h"
#include "tests/support/caught_sentence.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cpl_vsi.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

QStringList bandNames(const RasterSource &source)
{
    QStringList names;
    for (const BandInfo &band : source.info().bands)
        names.append(band.name);
    return names;
}

/// The values of one band, row after row.
std::vector<float> valuesOf(RasterSource &source, int band)
{
    const Size size = source.info().size;
    std::vector<float> values(std::size_t(size.area()));
    std::vector<std::uint8_t> valid(values.size());
    source.read({0, 0, size.width, size.height}, std::vector<int>{band}, values, valid);
    return values;
}

/// `base` + number of the cell, each cell repeated to `side` cells in all.
std::vector<float> repeated(double base, int cells, int side)
{
    std::vector<float> values;
    for (int i = 0; i < side * side; ++i)
        values.push_back(float(base + i / side * cells / side * cells + i % side * cells / side));
    return values;
}

/// All files below `folder` and the folder itself, as GDAL writes a .zip.
QString zipped(const QString &folder, const QString &zip)
{
    const QDir parent = QFileInfo(folder).dir();
    const auto closeZip = [](VSILFILE *file) { VSIFCloseL(file); };
    const std::unique_ptr<VSILFILE, decltype(closeZip)> whole(
        VSIFOpenL((u"/vsizip/"_s + zip).toUtf8().constData(), "wb"), closeZip);
    const std::function<void(const QString &)> add = [&](const QString &at) {
        for (const QFileInfo &entry : QDir(at).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
            if (entry.isDir()) {
                add(entry.filePath());
                continue;
            }
            QFile file(entry.filePath());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("a test file could not be read");
            const QByteArray content = file.readAll();
            const QString inside = u"/vsizip/"_s + zip + u'/' + parent.relativeFilePath(entry.filePath());
            VSILFILE *to = VSIFOpenL(inside.toUtf8().constData(), "wb");
            if (!to ||
                VSIFWriteL(content.constData(), 1, std::size_t(content.size()), to) != std::size_t(content.size()))
                qFatal("a test archive could not be written");
            VSIFCloseL(to);
        }
    };
    add(folder);
    return zip;
}

const QStringList level1CNames{u"B1"_s, u"B2"_s,  u"B3"_s, u"B4"_s,  u"B5"_s,  u"B6"_s, u"B7"_s,
                               u"B8"_s, u"B8A"_s, u"B9"_s, u"B10"_s, u"B11"_s, u"B12"_s};

} // namespace

class TestSceneProduct : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const
    {
        return m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u'/' + name);
    }
    static void refusesWith(const QString &path, const QString &part)
    {
        QVERIFY(isSceneProduct(path));
        const QString sentence = caughtSentence([&] { productStack(path); });
        QVERIFY2(sentence.startsWith(path) && sentence.contains(part), qUtf8Printable(sentence));
    }
    QString landsat(const QString &scene, const QString &prefix, const QStringList &bands) const
    {
        for (const QString &band : bands)
            writeBand(at(scene + u'/' + scene + prefix + band + u".TIF"_s),
                      {4, 30, band.section(u'_', 0, 0).toInt() * 1000.0});
        return at(scene);
    }

private Q_SLOTS:
    void sentinel2Level1C_data()
    {
        QTest::addColumn<QString>("form");
        for (const char *form :
             {"folder", "folder/", "granule", "images", "zip", "zip as GDAL writes it", "metadata", "manifest"})
            QTest::newRow(form) << QString::fromUtf8(form);
    }

    void sentinel2Level1C()
    {
        QFETCH(QString, form);
        const QString product = writeLevel1C(at(u"in"_s));
        QString path = product;
        if (form == "granule"_L1)
            path += u"/GRANULE/L1C_T33UWP_A017351"_s;
        if (form == "images"_L1)
            path += u"/GRANULE/L1C_T33UWP_A017351/IMG_DATA"_s;
        if (form == "folder/"_L1)
            path += u'/';
        if (form == "metadata"_L1) {
            path += u"/MTD_MSIL1C.xml"_s;
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        if (form == "manifest"_L1) {
            path += u"/manifest.safe"_s;
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        if (form.startsWith("zip"_L1))
            path = zipped(product, at(u"product.zip"_s));
        if (form == "zip as GDAL writes it"_L1)
            path.prepend(u"/vsizip/"_s);
        QVERIFY(isSceneProduct(path));
        const auto stack = productStack(path);
        QVERIFY(stack);
        QCOMPARE(stack->files.size(), 13);
        QCOMPARE(stack->remarks,
                 QStringList{u"The bands are on the grid of T33UWP_20200702T101559_B02.tif, the finest; "
                             "cells of B1, B5, B6, B7, B8A, B9, B10, B11, B12 are repeated."_s});
        GdalRasterSource source(path, stack->definition);
        QCOMPARE(bandNames(source), level1CNames);
        QCOMPARE(source.info().size, (Size{12, 12}));
        QCOMPARE(source.info().geoTransform, (GeoTransform{{600000, 10, 0, 5300040, 0, -10}}));
        for (int band = 0; band < 13; ++band) {
            const QString name = level1CNames[band];
            const double base = name == "B8A"_L1 ? 8500 : name.mid(1).toInt() * 1000;
            const int cells = band == 0 || band == 9 || band == 10                             ? 2
                              : QStringList{u"B2"_s, u"B3"_s, u"B4"_s, u"B8"_s}.contains(name) ? 12
                                                                                               : 6;
            QCOMPARE(valuesOf(source, band), repeated(base, cells, 12));
            QCOMPARE(source.info().bands[std::size_t(band)].dataType, u"UInt16"_s);
            QCOMPARE(source.info().bands[std::size_t(band)].nodata.value(), 0.0);
        }
        QCOMPARE(source.fingerprint(), GdalRasterSource(product, productStack(product)->definition).fingerprint());
    }

    void sentinel2Level2ATakesTheFinestOfEachBand()
    {
        const QString product = at(u"S2A_MSIL2A_20200702T101559_N0214_R065_T33UWP_20200702T123456.SAFE"_s);
        const QString images = product + u"/GRANULE/L2A_T33UWP_A017351/IMG_DATA/"_s;
        const auto write = [&](const QString &name, int cell, double base) {
            writeBand(images + u"R%1m/T33UWP_20200702T101559_%2_%1m.tif"_s.arg(cell).arg(name),
                      {120 / cell, double(cell), base});
        };
        for (const char *layer : {"AOT", "WVP", "TCI", "SCL"})
            write(QString::fromUtf8(layer), 20, 1);
        for (const char *band : {"B02", "B03", "B04", "B08"})
            write(QString::fromUtf8(band), 10, 100);
        for (const char *band : {"B01", "B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12"})
            write(QString::fromUtf8(band), 20, 2000);
        for (const char *band : {"B01", "B02", "B05", "B8A", "B09"})
            write(QString::fromUtf8(band), 60, 6000);
        const auto stack = productStack(product);
        GdalRasterSource source(product, stack->definition);
        QStringList names = level1CNames;
        names.removeOne(u"B10"_s);
        QCOMPARE(bandNames(source), names);
        QCOMPARE(valuesOf(source, 0), repeated(2000, 6, 12));
        QCOMPARE(valuesOf(source, 1), repeated(100, 12, 12));
        QCOMPARE(valuesOf(source, 9), repeated(6000, 2, 12));
        QCOMPARE(stack->remarks.size(), 1);
        // One that has been thinned out is stacked, but its positions have changed.
        QVERIFY(QFile::remove(images + u"R60m/T33UWP_20200702T101559_B09_60m.tif"_s));
        QVERIFY(productStack(product)->remarks.last().contains(" lacks B9: "_L1));
    }

    void landsatLevel1WithItsPanchromaticBandBetweenTheCells()
    {
        const QString scene = u"LC08_L1TP_191027_20200702_20200913_02_T1"_s;
        const QString folder = landsat(scene, u"_B"_s, {u"1"_s, u"2"_s, u"10"_s, u"11"_s});
        // As in the products: 15 m cells that begin half a cell inside the others, one less than twice as many.
        writeBand(at(scene + u'/' + scene + u"_B8.TIF"_s), {7, 15, 8000, 7.5});
        for (const char *name : {"_QA_PIXEL.TIF", "_QA_RADSAT.TIF", "_VAA.TIF", "_SZA.TIF", "_B1_browse.png"})
            writeBand(folder + u'/' + scene + QString::fromUtf8(name), {4, 30, 1});
        const auto stack = productStack(folder);
        GdalRasterSource source(folder, stack->definition);
        QCOMPARE(bandNames(source), (QStringList{u"B1"_s, u"B2"_s, u"B8"_s, u"B10"_s, u"B11"_s}));
        QCOMPARE(source.info().size, (Size{7, 7}));
        QCOMPARE(valuesOf(source, 2), repeated(8000, 7, 7));
        // The centre of fine cell 1 is where coarse cells 0 and 1 meet.
        std::vector<float> expected;
        for (int i = 0; i < 49; ++i)
            expected.push_back(float(2000 + (i / 7 + 1) / 2 * 4 + (i % 7 + 1) / 2));
        QCOMPARE(valuesOf(source, 1), expected);
    }

    void sentinel2BandsOfOneCellSize()
    {
        const QString images = at(u"S2A_MSIL2A_20230702T101559.SAFE/GRANULE/L2A_T33UWP/IMG_DATA/R20m"_s);
        for (const int number : {2, 5, 11})
            writeBand(images + u"/T33UWP_20230702T101559_B%1_20m.tif"_s.arg(number, 2, 10, QChar(u'0')),
                      {6, 20, number * 1000.0});
        writeBand(images + u"/T33UWP_20230702T101559_SCL_20m.tif"_s, {6, 20, 1, 0, GDT_Byte});
        QVERIFY(isSceneProduct(images));
        const auto stack = productStack(images);
        GdalRasterSource source(images, stack->definition);
        QCOMPARE(bandNames(source), (QStringList{u"B2"_s, u"B5"_s, u"B11"_s}));
        QCOMPARE(valuesOf(source, 1), repeated(5000, 6, 6));
    }

    void sentinel2ValuesSinceBaseline4AreTold()
    {
        const QString product = writeLevel1C(at(u"in"_s));
        QCOMPARE(productStack(product)->remarks.size(), 1);
        QFile metadata(product + u"/MTD_MSIL1C.xml"_s);
        QVERIFY(metadata.open(QIODevice::WriteOnly));
        metadata.write("<a><Radiometric_Offset_List><RADIO_ADD_OFFSET band_id=\"0\">-1000</RADIO_ADD_OFFSET>"
                       "</Radiometric_Offset_List></a>");
        metadata.close();
        for (const char *part : {"", "/GRANULE/L1C_T33UWP_A017351"}) {
            const QStringList remarks = productStack(product + QString::fromUtf8(part))->remarks;
            QCOMPARE(remarks.size(), 2);
            QVERIFY2(remarks[1].contains("values are 1000 higher"_L1), qPrintable(remarks[1]));
        }
    }

    void onlyBandsThatAreUsedDecideTheGrid()
    {
        const QString product = writeLevel1C(at(u"s"_s));
        const std::vector<int> b5AndB1{4, 0};
        const auto stack = productStack(product, b5AndB1);
        QVERIFY(stack && !stack->isOfOneCellSize);
        GdalRasterSource source(product, stack->definition);
        QCOMPARE(bandNames(source), level1CNames);
        QCOMPARE(source.info().size, (Size{6, 6}));
        QCOMPARE(source.info().geoTransform.c[1], 20.0);
        QCOMPARE(valuesOf(source, 4), repeated(5000, 6, 6));
        QCOMPARE(valuesOf(source, 0), repeated(1000, 2, 6));
        QCOMPARE(stack->remarks.size(), 2);
        QVERIFY2(stack->remarks[0].endsWith("the finer cells of B2, B3, B4, B8 are not used."_L1),
                 qPrintable(stack->remarks[0]));
        QVERIFY2(stack->remarks[1].endsWith("the finest that is used; cells of B1 are repeated."_L1),
                 qPrintable(stack->remarks[1]));
    }

    void landsatSurfaceReflectance_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QStringList>("bands");
        QTest::addColumn<QStringList>("names");
        const QStringList names{u"B1"_s, u"B2"_s, u"B10"_s};
        QTest::newRow("collection 2") << u"_SR_B"_s << QStringList{u"2"_s, u"1"_s} << names;
        QTest::newRow("collection 1") << u"_sr_band"_s << QStringList{u"1"_s, u"2"_s} << names;
    }

    void landsatSurfaceReflectance()
    {
        QFETCH(QString, prefix);
        QFETCH(QStringList, bands);
        QFETCH(QStringList, names);
        const QString scene = u"LC08_L2SP_191027_20200702_20200913_02_T1"_s;
        const QString folder = landsat(scene, prefix, bands);
        landsat(scene, prefix == "_SR_B"_L1 ? u"_ST_B"_s : u"_bt_band"_s, {u"10"_s});
        landsat(scene, u"_toa_band"_s, {u"1"_s});
        for (const char *name : {"_SR_QA_AEROSOL.TIF", "_ST_QA.TIF", "_ST_EMIS.TIF", "_QA_PIXEL.TIF", "_pixel_qa.tif"})
            writeBand(folder + u'/' + scene + QString::fromUtf8(name), {4, 30, 1});
        // Level 1 beside it.
        landsat(scene, u"_B"_s, {u"1"_s, u"9"_s});
        const auto stack = productStack(folder);
        GdalRasterSource source(folder, stack->definition);
        QCOMPARE(bandNames(source), names);
        QCOMPARE(valuesOf(source, 1), repeated(2000, 4, 4));
        QVERIFY(stack->files[0].contains(prefix));
        QCOMPARE(stack->remarks.size(), 1);
        QDir(folder).removeRecursively();
    }

    void landsat7HasTwoGainsOfOneBand()
    {
        const QString scene = u"LE07_L1TP_191027_20020702_20200913_02_T1"_s;
        const QString folder = landsat(scene, u"_B"_s, {u"5"_s, u"6_VCID_2"_s, u"6_VCID_1"_s, u"7"_s});
        QCOMPARE(bandNames(GdalRasterSource(folder, productStack(folder)->definition)),
                 (QStringList{u"B5"_s, u"B6_VCID_1"_s, u"B6_VCID_2"_s, u"B7"_s}));
    }

    void landsatInATar()
    {
        const QString scene = u"LC09_L2SP_191027_20220702_20230913_02_T1"_s;
        const QString folder = landsat(scene, u"_SR_B"_s, {u"1"_s, u"2"_s});
        const QString tar = at(scene + u".tar"_s);
        QProcess program;
        program.setWorkingDirectory(folder);
        program.start(u"tar"_s, QStringList{u"-cf"_s, tar} + QDir(folder).entryList(QDir::Files));
        QVERIFY(program.waitForFinished() && program.exitCode() == 0);
        const auto stack = productStack(tar);
        GdalRasterSource source(tar, stack->definition);
        QCOMPARE(bandNames(source), (QStringList{u"B1"_s, u"B2"_s}));
        QCOMPARE(valuesOf(source, 1), repeated(2000, 4, 4));
        QCOMPARE(source.fingerprint(), GdalRasterSource(folder, productStack(folder)->definition).fingerprint());
        // Cut off in the header of a file, it holds nothing; so does one that is compressed as a whole.
        changeFile(tar, [](QByteArray &content) { content.resize(300); });
        refusesWith(tar, u"without its bands"_s);
        QVERIFY(QFile::rename(tar, tar + u".gz"_s));
        refusesWith(tar + u".gz"_s, u"unpack it"_s);
    }

    void damagedProductsAreRefusedInWords()
    {
        const QString product = writeLevel1C(at(u"in"_s));
        const QString granule = product + u"/GRANULE/L1C_T33UWP_A017351"_s;
        const QString band = granule + u"/IMG_DATA/T33UWP_20200702T101559_B05.tif"_s;
        changeFile(band, [](QByteArray &content) { content.resize(4); });
        const QString sentence = caughtSentence([&] { productStack(product); });
        QVERIFY2(sentence.startsWith(band), qUtf8Printable(sentence));
        QVERIFY(QDir().mkpath(product + u"/GRANULE/L1C_T33UVP_A017351/IMG_DATA"_s));
        refusesWith(product, u"holds 2 granules"_s);
        QVERIFY(QDir(product + u"/GRANULE"_s).removeRecursively());
        refusesWith(product, u"without its bands"_s);
        const QString zip = at(u"S2A_MSIL1C_20200702T101559_N0209_R065_T33UWP_20200702T123456.zip"_s);
        QFile file(zip);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK, and then nothing") > 0);
        file.close();
        refusesWith(zip, u"without its bands"_s);
    }

    void aBandKnowsItsProduct()
    {
        const QString product = writeLevel1C(at(u"in"_s));
        const QString band = product + u"/GRANULE/L1C_T33UWP_A017351/IMG_DATA/T33UWP_20200702T101559_B02.tif"_s;
        QVERIFY(QFileInfo::exists(band));
        QCOMPARE(sceneProductAround(band), product);
        QCOMPARE(sceneProductAround(writeBand(at(u"plain.tif"_s), {4, 10, 0})), QString());
    }

    void otherPathsAreNoProducts()
    {
        const QString raster = writeBand(at(u"plain/LC08_L1TP_1_B1.TIF"_s), {4, 10, 0});
        // Two scenes in one folder are a collection.
        writeBand(at(u"plain/LC08_L1TP_2_B1.TIF"_s), {4, 10, 0});
        const QString zip = zipped(at(u"plain"_s), at(u"plain.zip"_s));
        QVERIFY(QDir().mkpath(at(u"empty"_s)));
        for (const QString &path :
             {raster, at(u"plain"_s), zip, at(u"empty"_s), at(u"none"_s), u"WMS:none"_s, QString()}) {
            QVERIFY2(!isSceneProduct(path), qUtf8Printable(path));
            QVERIFY2(!productStack(path), qUtf8Printable(path));
        }
    }
};

QTEST_GUILESS_MAIN(TestSceneProduct)
#include "tst_scene_product.moc"
