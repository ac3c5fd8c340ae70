#include "core/raster/cloud_layout.h"
#include "core/raster/gdal_errors.h"
#include "tests/support/result_samples.h"

#include <QTemporaryDir>
#include <QTest>

#include <cpl_string.h>
#include <gdal_priv.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

constexpr Size rasterSize{700, 600};

/// A file as GDAL makes it, with overviews behind the raster: directories and tiles where they came to lie.
void writeUnordered(const QString &path, const QStringList &options)
{
    registerGdal();
    CPLStringList list;
    for (const QString &option : options)
        list.AddString(option.toUtf8().constData());
    const GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.toUtf8().constData(), rasterSize.width, rasterSize.height, 1, GDT_Byte, list.List()));
    QVERIFY(file);
    double geoTransform[6] = {500000, 10, 0, 4600000, 0, -10};
    file->SetGeoTransform(geoTransform);
    file->SetMetadataItem("NOTE", "as it was, and longer than what stands in a directory's entry");
    file->GetRasterBand(1)->SetNoDataValue(255);
    // The last 88 rows stay unwritten.
    std::vector<std::uint8_t> values(std::size_t(rasterSize.width) * 512);
    std::uint32_t noise = 1;
    for (std::uint8_t &value : values) {
        noise = noise * 1664525 + 1013904223;
        value = std::uint8_t(noise >> 24);
    }
    QCOMPARE(file->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, rasterSize.width, 512, values.data(), rasterSize.width,
                                              512, GDT_Byte, 0, 0, nullptr),
             CE_None);
    int factors[] = {2, 4};
    QCOMPARE(file->BuildOverviews("NEAREST", 2, factors, 0, nullptr, nullptr, nullptr, nullptr), CE_None);
}

std::vector<std::uint8_t> valuesOf(GDALRasterBand &band)
{
    std::vector<std::uint8_t> values(std::size_t(band.GetXSize()) * std::size_t(band.GetYSize()));
    if (band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), values.data(), band.GetXSize(), band.GetYSize(),
                      GDT_Byte, 0, 0, nullptr) != CE_None)
        values.clear();
    return values;
}

/// All that GDAL reads of the file: the pixels of all levels, and what it says of itself.
QByteArray seenByGdal(const QString &path)
{
    const GDALDatasetUniquePtr file(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    if (!file)
        return {};
    QByteArray seen = file->GetMetadataItem("NOTE");
    double geoTransform[6];
    file->GetGeoTransform(geoTransform);
    seen += QByteArray(reinterpret_cast<const char *>(geoTransform), sizeof(geoTransform));
    GDALRasterBand &band = *file->GetRasterBand(1);
    seen += QByteArray::number(band.GetNoDataValue());
    for (int level = -1; level < band.GetOverviewCount(); ++level) {
        const std::vector<std::uint8_t> values = valuesOf(level < 0 ? band : *band.GetOverview(level));
        seen += QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size()));
    }
    return seen;
}

/// Where GDAL says that the block of a level lies; 0 where it was never written.
qint64 blockPlace(GDALRasterBand &band, int column, int row)
{
    const char *place = band.GetMetadataItem(CPLSPrintf("BLOCK_OFFSET_%d_%d", column, row), "TIFF");
    return place ? QByteArray(place).toLongLong() : 0;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCloudLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void resultsBeginWithTheSmallestOverview()
    {
        const QString path = writeSample(m_folder.path(), u"classes.tif"_s, resultSample(rasterSize, gappyLegend()));
        const GDALDatasetUniquePtr file(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
        QCOMPARE(QByteArray(file->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")), "COG"_ba);
        GDALRasterBand &band = *file->GetRasterBand(1);
        QCOMPARE(band.GetOverviewCount(), 2);
        QVERIFY(blockPlace(*band.GetOverview(1), 0, 0) < blockPlace(*band.GetOverview(0), 0, 0));
        QVERIFY(blockPlace(*band.GetOverview(0), 1, 1) < blockPlace(band, 0, 0));
        QVERIFY(blockPlace(band, 0, 0) < blockPlace(band, 1, 0));
        QVERIFY(blockPlace(band, 2, 0) < blockPlace(band, 0, 1));
    }

    void nothingIsLost_data()
    {
        QTest::addColumn<QStringList>("options");
        const QStringList tiled{u"TILED=YES"_s, u"BLOCKXSIZE=256"_s, u"BLOCKYSIZE=256"_s, u"SPARSE_OK=TRUE"_s};
        QTest::newRow("deflate") << tiled + QStringList{u"COMPRESS=DEFLATE"_s};
        QTest::newRow("not compressed") << tiled;
        QTest::newRow("BigTIFF") << tiled + QStringList{u"COMPRESS=LZW"_s, u"BIGTIFF=YES"_s};
    }

    void nothingIsLost()
    {
        QFETCH(QStringList, options);
        const QString path = m_folder.filePath(u"unordered.tif"_s);
        writeUnordered(path, options);
        const QByteArray before = seenByGdal(path);
        QVERIFY(before.size() > rasterSize.area());
        QVERIFY(putInCloudOrder(path, {}));
        QCOMPARE(seenByGdal(path), before);
        const GDALDatasetUniquePtr file(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
        GDALRasterBand &band = *file->GetRasterBand(1);
        QVERIFY(blockPlace(*band.GetOverview(1), 0, 0) < blockPlace(band, 0, 0));
        QCOMPARE(blockPlace(band, 0, 2), qint64(0)); // still unwritten
    }

    /// Once in order, it would not be changed by that again.
    void orderIsSettled()
    {
        const QString path = m_folder.filePath(u"twice.tif"_s);
        writeUnordered(path, {u"TILED=YES"_s, u"COMPRESS=DEFLATE"_s});
        QVERIFY(putInCloudOrder(path, {}));
        const QByteArray once = bytesOf(path);
        QVERIFY(putInCloudOrder(path, {}));
        QCOMPARE(bytesOf(path), once);
    }

    void otherFormsStayAsTheyAre_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("strips") << QStringList{u"COMPRESS=DEFLATE"_s};
        QTest::newRow("the other byte order") << QStringList{u"TILED=YES"_s, u"ENDIANNESS=BIG"_s};
    }

    void otherFormsStayAsTheyAre()
    {
        QFETCH(QStringList, options);
        const QString path = m_folder.filePath(u"other.tif"_s);
        writeUnordered(path, options);
        const QByteArray before = bytesOf(path);
        QVERIFY(putInCloudOrder(path, {}));
        QCOMPARE(bytesOf(path), before);
    }

    void fileThatLostItsTilesIsNotTouched()
    {
        const QString path = m_folder.filePath(u"short.tif"_s);
        writeUnordered(path, {u"TILED=YES"_s, u"COMPRESS=DEFLATE"_s});
        QVERIFY(putInCloudOrder(path, {}));
        QVERIFY(QFile::resize(path, QFileInfo(path).size() - 1000));
        const QByteArray before = bytesOf(path);
        QVERIFY(!putInCloudOrder(path, {}));
        QCOMPARE(bytesOf(path), before);
        QVERIFY(!QFile::exists(path + u".ordered"_s));
    }

    void damagedDirectoriesAreLeftAlone()
    {
        const QString path = m_folder.filePath(u"damaged.tif"_s);
        writeUnordered(path, {u"TILED=YES"_s, u"COMPRESS=DEFLATE"_s});
        const QByteArray whole = bytesOf(path);
        for (qsizetype at = 0; at < 400; ++at) {
            QByteArray damaged = whole;
            damaged[at] = char(damaged[at] ^ 0x55);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damaged) == damaged.size());
            file.close();
            if (!putInCloudOrder(path, {})) // else it was moved, as far as it could be understood
                QCOMPARE(bytesOf(path), damaged);
            QVERIFY(!QFile::exists(path + u".ordered"_s));
        }
    }

    void stoppedWhereItWas()
    {
        const QString path = m_folder.filePath(u"stopped.tif"_s);
        writeUnordered(path, {u"TILED=YES"_s, u"COMPRESS=DEFLATE"_s});
        const QByteArray before = bytesOf(path);
        QVERIFY_EXCEPTION_THROWN(putInCloudOrder(path, [] { return false; }), Cancelled);
        QCOMPARE(bytesOf(path), before);
        QVERIFY(!QFile::exists(path + u".ordered"_s));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCloudLayout)
#include "tst_cloud_layout.moc"
