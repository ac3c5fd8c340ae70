#include "core/raster/gdal_raster_source.h"
#include "tests/raster/made_raster.h"
#include "tests/support/caught_sentence.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

std::vector<float> read(GdalRasterSource &source, const PixelRect &window)
{
    const auto area = std::size_t(window.area());
    std::vector<float> pixels(area);
    std::vector<std::uint8_t> valid(area);
    source.read(window, std::vector<int>{0}, pixels, valid);
    return pixels;
}

} // namespace

class TestUnreadableRaster : public QObject
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
    void complexNumbersAreRefused()
    {
        const QString path = made({2, 1, 1, GDT_CFloat32, {1, 2}});
        const QString sentence = caughtSentence([&] { GdalRasterSource source(path); });
        QVERIFY2(sentence.contains(path) && sentence.contains(u"complex"_s), qPrintable(sentence));
    }

    void whatIsNoRasterIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("word");
        QTest::newRow("missing") << u"missing.tif"_s << u"does not exist"_s;
        QTest::newRow("folder") << u"folder"_s << u"is a folder"_s;
        QTest::newRow("text") << u"text.tif"_s << u"in no raster format"_s;
        QTest::newRow("0 bytes") << u"empty.tif"_s << u"is empty"_s;
        QTest::newRow("VRT without bands") << u"nothing.vrt"_s << u"bands"_s;
        QTest::newRow("weights") << u"net.onnx"_s << u"holds ONNX weights and is no raster"_s;
        QTest::newRow("pointer") << u"pointer.tif"_s << u"git lfs pull"_s;
        QTest::newRow("TIFF cut off in its header") << u"header.tif"_s << u"cut off"_s;
    }

    void whatIsNoRasterIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, word);
        QDir(m_folder.path()).mkdir(u"folder"_s);
        const auto write = [this](const QString &file, const QByteArray &content) {
            QFile out(at(file));
            QVERIFY(out.open(QIODevice::WriteOnly));
            QCOMPARE(out.write(content), content.size());
        };
        write(u"text.tif"_s, "This is no picture.\n");
        write(u"empty.tif"_s, {});
        write(u"nothing.vrt"_s, "<VRTDataset rasterXSize=\"3\" rasterYSize=\"1\"></VRTDataset>");
        write(u"net.onnx"_s, QByteArray("\x08\x07\x12\x07pytorch:\x07\x12\x05graph", 20));
        write(u"pointer.tif"_s, "version https://git-lfs.github.com/spec/v1\n");
        write(u"header.tif"_s, QByteArray("II*\0\x08\0", 6));
        const QString sentence = caughtSentence([&] { GdalRasterSource source(at(name)); });
        QVERIFY2(sentence.contains(at(name)), qPrintable(sentence));
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }

    void truncatedTiffFailsWhereItIsRead()
    {
        const QString path = made({64, 64, 1, GDT_Byte, std::vector<double>(4096, 7), {"BLOCKYSIZE=1"}});
        changeFile(path, [](QByteArray &content) { content.chop(1000); });
        GdalRasterSource source(path);
        QCOMPARE(read(source, {0, 0, 64, 1}), std::vector<float>(64, 7));
        const QString sentence = caughtSentence([&] { read(source, {3, 60, 5, 4}); });
        QVERIFY2(sentence.contains(path), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"columns 3-7, rows 60-63"_s), qPrintable(sentence));
    }

    void containerNamesItsRasters()
    {
        if (!GetGDALDriverManager()->GetDriverByName("GPKG"))
            QSKIP("this GDAL has no GeoPackage driver");
        const QString path = at(u"container.gpkg"_s);
        const auto place = [](GDALDataset &dataset) {
            double transform[] = {10, 1, 0, 50, 0, -1};
            dataset.SetGeoTransform(transform);
        };
        writeRaster(path, {2, 2, 1, GDT_Byte, {1, 2, 3, 4}, {"RASTER_TABLE=first"}, place}, "GPKG");
        writeRaster(path, {2, 2, 1, GDT_Byte, {1, 2, 3, 4}, {"RASTER_TABLE=second", "APPEND_SUBDATASET=YES"}, place},
                    "GPKG");
        const QString sentence = caughtSentence([&] { GdalRasterSource source(path); });
        QVERIFY2(sentence.contains(path), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"several rasters (2 of them)"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"GPKG:"_s + path + u":first"_s), qPrintable(sentence));
        const GdalRasterSource second(u"GPKG:"_s + path + u":second"_s);
        QCOMPARE(second.info().geoTransform.c[0], 10.0);
    }
};

QTEST_GUILESS_MAIN(TestUnreadableRaster)
#include "tst_unreadable_raster.moc"
