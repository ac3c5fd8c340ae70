#include "core/raster/gdal_raster_source.h"
#include "core/raster/subdataset_stack.h"
#include "tests/raster/scene_folder.h"
#include "tests/support/caught_sentence.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestSubdatasetStack : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }

    /// Two variables, Band1 from 100 and Band2 from 200, of 3 x 3 cells.
    QString container(const QString &name) const
    {
        MadeRaster made = bandRaster({3, 10, 100});
        made.type = GDT_Int16;
        made.bands = 2;
        for (int i = 0; i < 9; ++i)
            made.values.push_back(200 + i);
        const QString path = at(name);
        const GDALDatasetUniquePtr from(
            GDALDataset::Open(writeRaster(at(u"from.tif"_s), made).toUtf8().constData(), GDAL_OF_RASTER));
        GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("netCDF");
        const GDALDatasetUniquePtr to(
            driver->CreateCopy(path.toUtf8().constData(), from.get(), FALSE, nullptr, nullptr, nullptr));
        return to ? path : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        GDALAllRegister();
        if (!GetGDALDriverManager()->GetDriverByName("netCDF"))
            QSKIP("this GDAL has no netCDF driver");
    }

    void variablesOfOneAreaAreBands()
    {
        const QString path = container(u"both.nc"_s);
        const BandStack stack = subdatasetStack(path);
        QCOMPARE(stack.files, QStringList{path});
        QCOMPARE(stack.remarks, QStringList());
        GdalRasterSource source(path, stack.definition);
        QCOMPARE(source.info().size, (Size{3, 3}));
        QCOMPARE(source.info().bands.size(), std::size_t(2));
        QCOMPARE(source.info().bands[0].name, u"Band1"_s);
        QCOMPARE(source.info().bands[1].name, u"Band2"_s);
        QCOMPARE(source.info().bands[1].dataType, u"Int16"_s);
        std::vector<float> values(18);
        std::vector<std::uint8_t> valid(9);
        source.read({0, 0, 3, 3}, std::vector<int>{1, 0}, values, valid);
        for (int i = 0; i < 9; ++i) {
            QCOMPARE(values[std::size_t(i)], float(200 + i));
            QCOMPARE(values[std::size_t(9 + i)], float(100 + i));
        }
    }

    void fingerprintIsOfTheContainer()
    {
        const auto fingerprint = [](const QString &path) {
            return GdalRasterSource(path, subdatasetStack(path).definition).fingerprint();
        };
        const QString path = container(u"one.nc"_s);
        const QString before = fingerprint(path);
        const QString moved = at(u"moved.nc"_s);
        QVERIFY(QFile::rename(path, moved));
        QCOMPARE(fingerprint(moved), before);
        changeFile(moved, [](QByteArray &content) { content.append('\1'); });
        QVERIFY(fingerprint(moved) != before);
    }

    void whatIsNoContainerIsRefused()
    {
        const QString raster = writeBand(at(u"plain.tif"_s), {2, 10, 0});
        QCOMPARE(caughtSentence([&] { subdatasetStack(raster); }),
                 raster + u" holds no rasters that could be stacked; it is one itself."_s);
        QVERIFY(caughtSentence([&] { subdatasetStack(at(u"none.nc"_s)); }).contains("does not exist"_L1));
    }

    void rastersOfDifferentAreasAreRefused()
    {
        // A GeoTIFF of two pages is a container too.
        const QString path = writeBand(at(u"pages.tif"_s), {4, 10, 0});
        MadeRaster part = bandRaster({2, 10, 0});
        part.options = {"APPEND_SUBDATASET=YES"};
        writeRaster(path, part);
        const QString sentence = caughtSentence([&] { subdatasetStack(path); });
        QVERIFY2(sentence.startsWith(u"The rasters in %1 cannot be stacked (they do not show the same area); give one "
                                     "of them, for example GTIFF_DIR:1:"_s.arg(path)),
                 qUtf8Printable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestSubdatasetStack)
#include "tst_subdataset_stack.moc"
