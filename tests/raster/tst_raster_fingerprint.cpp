#include "core/raster/gdal_raster_source.h"
#include "tests/raster/made_raster.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestRasterFingerprint : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }
    QString made(const MadeRaster &raster) const
    {
        return writeRaster(at(QString::fromUtf8(QTest::currentTestFunction()) + u".tif"_s), raster);
    }

private Q_SLOTS:
    void fingerprintIsOfTheContent_data()
    {
        QTest::addColumn<int>("side");
        QTest::newRow("small") << 50;
        QTest::newRow("20 MB") << 4500;
    }

    void fingerprintIsOfTheContent()
    {
        QFETCH(int, side);
        const QString path =
            made({side, side, 1, GDT_Byte, std::vector<double>(std::size_t(side) * std::size_t(side), 1)});
        const QString before = GdalRasterSource(path).fingerprint();
        QCOMPARE(before.size(), 64);
        QDir(m_folder.path()).mkdir(u"elsewhere"_s);
        const QString copy = at(u"elsewhere/copy ö.tif"_s);
        QFile::remove(copy);
        QVERIFY(QFile::copy(path, copy));
        QCOMPARE(GdalRasterSource(copy).fingerprint(), before);
        changeFile(copy, [](QByteArray &content) { content.back() = 2; });
        const QString lastChanged = GdalRasterSource(copy).fingerprint();
        QVERIFY(lastChanged != before);
        // Of a large file pieces are looked at: this is in the middle of the 32nd of 64.
        const qsizetype size = QFileInfo(copy).size();
        const qsizetype middle = side > 3000 ? (size - 65536) * 31 / 63 + 32768 : size / 2;
        changeFile(copy, [middle](QByteArray &content) {
            content.back() = 1;
            content[middle] = 9;
        });
        const QString middleChanged = GdalRasterSource(copy).fingerprint();
        QVERIFY(middleChanged != before);
        QVERIFY(middleChanged != lastChanged);
        changeFile(copy, [middle](QByteArray &content) { content[middle] = 1; });
        QCOMPARE(GdalRasterSource(copy).fingerprint(), before);
        changeFile(copy, [](QByteArray &content) { content.append('\1'); });
        QVERIFY(GdalRasterSource(copy).fingerprint() != before);
    }

    void fingerprintOfAVirtualRasterIsOfItsSourcesToo()
    {
        const QString source = made({4, 4, 1, GDT_Byte, std::vector<double>(16, 3)});
        const QString vrt = at(u"fingerprint.vrt"_s);
        {
            const GDALDatasetUniquePtr from(GDALDataset::Open(source.toUtf8().constData(), GDAL_OF_RASTER));
            GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("VRT");
            const GDALDatasetUniquePtr to(
                driver->CreateCopy(vrt.toUtf8().constData(), from.get(), FALSE, nullptr, nullptr, nullptr));
            QVERIFY(to);
        }
        const QString before = GdalRasterSource(vrt).fingerprint();
        changeFile(source, [](QByteArray &content) { content.back() = char(99); });
        QVERIFY(GdalRasterSource(vrt).fingerprint() != before);
    }

    void statisticsBesideTheRasterDoNotChangeItsFingerprint()
    {
        const QString path = made({4, 4, 1, GDT_Byte, std::vector<double>(16, 3)});
        const QString before = GdalRasterSource(path).fingerprint();
        {
            const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
            double lowest = 0;
            double highest = 0;
            QVERIFY(dataset->GetRasterBand(1)->GetStatistics(FALSE, TRUE, &lowest, &highest, nullptr, nullptr) ==
                    CE_None);
        }
        QVERIFY(QFile::exists(path + u".aux.xml"_s));
        QCOMPARE(GdalRasterSource(path).fingerprint(), before);
    }

    void overviewsBesideTheRasterDoNotChangeItsFingerprint()
    {
        const QString path = made({600, 600, 1, GDT_Byte, std::vector<double>(360000, 3)});
        const GdalRasterSource before(path);
        QCOMPARE(before.info().overviews, 0);
        {
            // Opened for reading, GDAL puts overviews into a file beside it.
            const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
            const std::vector<int> factors{2, 4};
            QVERIFY(dataset->BuildOverviews("NEAREST", 2, factors.data(), 0, nullptr, nullptr, nullptr) == CE_None);
        }
        QVERIFY(QFile::exists(path + u".ovr"_s));
        const GdalRasterSource after(path);
        QCOMPARE(after.info().overviews, 2);
        QCOMPARE(after.overviewSizes(), (std::vector<Size>{{300, 300}, {150, 150}}));
        QCOMPARE(after.fingerprint(), before.fingerprint());
    }
};

QTEST_GUILESS_MAIN(TestRasterFingerprint)
#include "tst_raster_fingerprint.moc"
