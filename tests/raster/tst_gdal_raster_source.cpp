#include "core/raster/gdal_raster_source.h"
#include "tests/raster/made_raster.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(GDALDataType)
Q_DECLARE_METATYPE(std::vector<double>)

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Seen
{
    std::vector<double> pixels;
    std::vector<int> valid;
};

Seen see(GdalRasterSource &source, const PixelRect &window, const std::vector<int> &bands)
{
    const auto area = std::size_t(window.area());
    std::vector<float> pixels(area * bands.size(), -99.0F);
    std::vector<std::uint8_t> valid(area, 99);
    source.read(window, bands, pixels, valid);
    return {{pixels.begin(), pixels.end()}, {valid.begin(), valid.end()}};
}

Seen seeReduced(const QString &path, Size size, Reduction reduction)
{
    GdalRasterSource source(path);
    const auto area = std::size_t(size.area());
    std::vector<float> pixels(area, -99.0F);
    std::vector<std::uint8_t> valid(area, 99);
    const Size whole = source.info().size;
    source.readReduced({0, 0, whole.width, whole.height}, size, std::vector<int>{0}, reduction, pixels, valid);
    return {{pixels.begin(), pixels.end()}, {valid.begin(), valid.end()}};
}

void writeMask(GDALDataset &dataset, std::vector<std::uint8_t> mask)
{
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    const bool made = dataset.CreateMaskBand(GMF_PER_DATASET) == CE_None;
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
    const int width = dataset.GetRasterXSize();
    const int height = dataset.GetRasterYSize();
    if (!made || dataset.GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Write, 0, 0, width, height, mask.data(), width,
                                                                   height, GDT_Byte, 0, 0, nullptr) != CE_None)
        qFatal("a mask could not be written");
}

std::vector<double> counted(int count)
{
    std::vector<double> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 1.0);
    return values;
}

} // namespace

class TestGdalRasterSource : public QObject
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
    void describes()
    {
        const QString path = made({5,
                                   3,
                                   2,
                                   GDT_UInt16,
                                   counted(30),
                                   {"TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16"},
                                   [](GDALDataset &dataset) {
                                       double transform[] = {300000, 10, 0, 4600000, 0, -10};
                                       dataset.SetGeoTransform(transform);
                                       OGRSpatialReference crs;
                                       crs.importFromEPSG(32633);
                                       dataset.SetSpatialRef(&crs);
                                       dataset.GetRasterBand(1)->SetDescription("Blau ä");
                                       dataset.GetRasterBand(2)->SetNoDataValue(65535);
                                   }});
        const GdalRasterSource source(path);
        const RasterInfo &info = source.info();
        QCOMPARE(info.path, path);
        QCOMPARE(info.driver, u"GTiff"_s);
        QCOMPARE(info.size, (Size{5, 3}));
        QCOMPARE(info.block, (Size{32, 16}));
        QCOMPARE(info.bands.size(), std::size_t(2));
        QCOMPARE(info.bands[0].name, u"Blau ä"_s);
        QCOMPARE(info.bands[0].dataType, u"UInt16"_s);
        QCOMPARE(info.bands[0].bits, 16);
        QVERIFY(!info.bands[0].isFloatingPoint);
        QVERIFY(!info.bands[0].isAlpha);
        QVERIFY(info.hasGeoTransform);
        QCOMPARE(info.geoTransform, (GeoTransform{{300000, 10, 0, 4600000, 0, -10}}));
        QCOMPARE(info.crsName, u"EPSG:32633"_s);
        QVERIFY(info.crsWkt.startsWith(u"PROJCRS[\"WGS 84 / UTM zone 33N\""_s));
    }

    void withoutCoordinatesThereAreNone()
    {
        const GdalRasterSource source(made({2, 2, 1, GDT_Byte, counted(4)}));
        QVERIFY(!source.info().hasGeoTransform);
        QCOMPARE(source.info().geoTransform, GeoTransform());
        QVERIFY(source.info().crsWkt.isEmpty());
        QVERIFY(source.info().crsName.isEmpty());
        QVERIFY(!source.info().bands[0].nodata);
    }

    void readsEveryType_data()
    {
        QTest::addColumn<GDALDataType>("type");
        QTest::addColumn<std::vector<double>>("values");
        QTest::newRow("Byte") << GDT_Byte << std::vector<double>{0, 1, 254, 255};
        QTest::newRow("UInt16") << GDT_UInt16 << std::vector<double>{0, 1, 40000, 65535};
        QTest::newRow("Int16") << GDT_Int16 << std::vector<double>{-32768, -1, 0, 32767};
        QTest::newRow("Int32") << GDT_Int32 << std::vector<double>{-16777216, 0, 65536, 16777216};
        QTest::newRow("Float32") << GDT_Float32 << std::vector<double>{-0.5, 0.25, 1e30, -1e-30F};
        QTest::newRow("Float64") << GDT_Float64 << std::vector<double>{-0.5, 0.125, 3e38F, -7};
    }

    void readsEveryType()
    {
        QFETCH(GDALDataType, type);
        QFETCH(std::vector<double>, values);
        GdalRasterSource source(writeRaster(at(u"type.tif"_s), {2, 2, 1, type, values}));
        const bool isFloat = type == GDT_Float32 || type == GDT_Float64;
        QCOMPARE(source.info().bands[0].isFloatingPoint, isFloat);
        const Seen seen = see(source, {0, 0, 2, 2}, {0});
        // On purpose the same to the bit: what went in has no more digits than a float.
        std::vector<double> expected;
        for (const double value : values)
            expected.push_back(double(float(value)));
        QCOMPARE(seen.pixels, expected);
        QCOMPARE(seen.valid, std::vector<int>(4, 1));
    }

    void readsWindowsOfBandsInTheirOrder()
    {
        GdalRasterSource source(made({3, 2, 4, GDT_Int16, counted(24)}));
        const Seen seen = see(source, {1, 0, 2, 2}, {3, 0, 2});
        QCOMPARE(seen.pixels, (std::vector<double>{20, 21, 23, 24, 2, 3, 5, 6, 14, 15, 17, 18}));
        QCOMPARE(seen.valid, (std::vector<int>{1, 1, 1, 1}));
        QCOMPARE(see(source, {2, 1, 1, 1}, {1, 1}).pixels, (std::vector<double>{12, 12}));
    }

    /// Written through a .vrt, since a GeoTIFF keeps one NoData value for all bands.
    void nodataIsEachBandsOwn()
    {
        const QString tiff = made({3, 1, 3, GDT_Int16, {-1, 2, 3, 9, 8, -1, 5, 6, 9}});
        const auto band = [](int number, const QByteArray &nodata) {
            return "<VRTRasterBand dataType=\"Int16\" band=\"" + QByteArray::number(number) + "\">" + nodata +
                   "<SimpleSource><SourceFilename relativeToVRT=\"1\">nodataIsEachBandsOwn.tif</SourceFilename>"
                   "<SourceBand>" +
                   QByteArray::number(number) + "</SourceBand></SimpleSource></VRTRasterBand>";
        };
        QFile vrt(at(u"bands.vrt"_s));
        QVERIFY(vrt.open(QIODevice::WriteOnly));
        vrt.write("<VRTDataset rasterXSize=\"3\" rasterYSize=\"1\">" + band(1, "<NoDataValue>-1</NoDataValue>") +
                  band(2, "<NoDataValue>9</NoDataValue>") + band(3, "") + "</VRTDataset>");
        vrt.close();
        GdalRasterSource source(vrt.fileName());
        QCOMPARE(source.info().driver, u"VRT"_s);
        QCOMPARE(source.info().bands[0].nodata, std::optional(-1.0));
        QCOMPARE(source.info().bands[1].nodata, std::optional(9.0));
        QVERIFY(!source.info().bands[2].nodata);
        const Seen all = see(source, {0, 0, 3, 1}, {0, 1, 2});
        // Only the values without data become 0: the -1 of band 2 and the 9 of band 3 are data.
        QCOMPARE(all.pixels, (std::vector<double>{0, 2, 3, 0, 8, -1, 5, 6, 9}));
        QCOMPARE(all.valid, (std::vector<int>{0, 1, 1}));
        const Seen third = see(source, {0, 0, 3, 1}, {2});
        QCOMPARE(third.valid, (std::vector<int>{1, 1, 1}));
        QCOMPARE(see(source, {0, 0, 3, 1}, {1}).valid, (std::vector<int>{0, 1, 1}));
        QVERIFY(QFile::exists(tiff));
    }

    void nodataOfDifferentBandsAddsUp()
    {
        const QString path = made({3, 1, 2, GDT_Byte, {7, 1, 2, 3, 7, 4}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(7);
                                   }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 3, 1}, {0, 1}).valid, (std::vector<int>{0, 0, 1}));
        QCOMPARE(see(source, {0, 0, 3, 1}, {0, 1}).pixels, (std::vector<double>{0, 1, 2, 3, 0, 4}));
    }

    void windowsOfNodataAlone()
    {
        const QString path =
            made({3, 2, 2, GDT_Int16, {7, 7, 7, 7, 7, 1, 1, 2, 3, 4, 5, 6}, {}, [](GDALDataset &dataset) {
                      dataset.GetRasterBand(1)->SetNoDataValue(7);
                  }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 3, 1}, {0, 1}).valid, (std::vector<int>{0, 0, 0}));
        QCOMPARE(see(source, {0, 0, 3, 1}, {1, 0}).valid, (std::vector<int>{0, 0, 0}));
        QCOMPARE(see(source, {0, 0, 3, 2}, {0, 1}).valid, (std::vector<int>{0, 0, 0, 0, 0, 1}));
        QCOMPARE(see(source, {0, 0, 3, 2}, {0}).pixels, (std::vector<double>{0, 0, 0, 0, 0, 1}));
        const std::vector<int> bands{0, 1};
        QVERIFY(source.hasOnlyNodata({0, 0, 3, 1}, bands));
        QVERIFY(source.hasOnlyNodata({0, 0, 2, 2}, bands));
        QVERIFY(!source.hasOnlyNodata({0, 0, 3, 2}, bands)); // around a middle pixel without data
        QVERIFY(!source.hasOnlyNodata({2, 1, 1, 1}, bands));
        QVERIFY(!source.hasOnlyNodata({0, 0, 3, 1}, std::span(bands).last(1))); // a band that declares none
        QVERIFY(!source.isEmpty({0, 0, 3, 1}, bands));                          // which reads nothing
    }

    /// A window of more rows than are looked at together.
    void oneLastPixelAmongNodata()
    {
        std::vector<double> values(300 * 300, 9);
        values.back() = 1;
        const QString path = made({300, 300, 1, GDT_Byte, values, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(9);
                                   }});
        GdalRasterSource source(path);
        const std::vector<int> band{0};
        QVERIFY(source.hasOnlyNodata({0, 0, 300, 299}, band));
        QVERIFY(!source.hasOnlyNodata({0, 0, 300, 300}, band));
    }

    /// Of a type whose values a float does not tell apart, GDAL's mask says which are NoData.
    void nodataOfLargeNumbers()
    {
        const QString path = made({3, 1, 1, GDT_Int32, {16777216, 16777217, 16777218}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(16777217);
                                   }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 3, 1}, {0}).valid, (std::vector<int>{1, 0, 1}));
    }

    /// Also beside a mask, where GDAL's mask is not that of the NoData value.
    void nodataOfLargeNumbersBesideAMask()
    {
        const QString path = made({3, 1, 1, GDT_Int32, {16777216, 16777217, 16777218}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(16777217);
                                       dataset.CreateMaskBand(GMF_PER_DATASET);
                                       dataset.GetRasterBand(1)->GetMaskBand()->Fill(255);
                                   }});
        GdalRasterSource source(path);
        const std::vector<int> band{0};
        QCOMPARE(see(source, {0, 0, 3, 1}, {0}).valid, (std::vector<int>{1, 0, 1}));
        QVERIFY(!source.hasOnlyNodata({0, 0, 1, 1}, band));
    }

    /// As a float it would be 0.
    void nodataOfTinyDoublesBesideAMask()
    {
        const QString path = made({3, 1, 1, GDT_Float64, {0, 1e-300, 2}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(1e-300);
                                       dataset.CreateMaskBand(GMF_PER_DATASET);
                                       dataset.GetRasterBand(1)->GetMaskBand()->Fill(255);
                                   }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 3, 1}, {0}).valid, (std::vector<int>{1, 0, 1}));
    }

    void bytesMayBeSigned()
    {
        const QString path =
            made({4, 1, 1, GDT_Byte, {127, 128, 206, 255}, {"PIXELTYPE=SIGNEDBYTE"}, [](auto &dataset) {
                      dataset.GetRasterBand(1)->SetNoDataValue(-1);
                  }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 4, 1}, {0}).pixels, (std::vector<double>{127, -128, -50, 0}));
        QCOMPARE(see(source, {0, 0, 4, 1}, {0}).valid, (std::vector<int>{1, 1, 1, 0}));
        std::vector<double> values(4);
        source.readValues({0, 0, 4, 1}, {4, 1}, 0, values);
        QCOMPARE(values, (std::vector<double>{127, -128, -50, -1}));
    }

    void nodataIsWhatGdalsMaskSays_data()
    {
        QTest::addColumn<GDALDataType>("type");
        QTest::addColumn<double>("nodata");
        QTest::newRow("byte") << GDT_Byte << 7.0;
        QTest::newRow("fraction in bytes") << GDT_Byte << 6.5;
        QTest::newRow("negative in bytes") << GDT_Byte << -1.0;
        QTest::newRow("too large for bytes") << GDT_Byte << 300.0;
        QTest::newRow("UInt16") << GDT_UInt16 << 255.0;
        QTest::newRow("negative in UInt16") << GDT_UInt16 << -9999.0;
        QTest::newRow("fraction in Int16") << GDT_Int16 << 7.25;
        QTest::newRow("too large for Int16") << GDT_Int16 << 40000.0;
    }

    void nodataIsWhatGdalsMaskSays()
    {
        QFETCH(GDALDataType, type);
        QFETCH(double, nodata);
        const QString path = made({6, 1, 1, type, {0, 1, 6, 7, 44, 255}, {}, [nodata](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(nodata);
                                   }});
        const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData()));
        std::vector<int> valid(6);
        QCOMPARE(dataset->GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Read, 0, 0, 6, 1, valid.data(), 6, 1, GDT_Int32,
                                                                    0, 0, nullptr),
                 CE_None);
        for (int &pixel : valid)
            pixel = pixel > 0 ? 1 : 0;
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 6, 1}, {0}).valid, valid);
    }

    void nanAndInfinityAreNoData()
    {
        GdalRasterSource source(made({3, 1, 2, GDT_Float32, {notANumber, 1, 2, 3, infinity, 4}}));
        const Seen seen = see(source, {0, 0, 3, 1}, {0, 1});
        QCOMPARE(seen.pixels, (std::vector<double>{0, 1, 2, 3, 0, 4}));
        QCOMPARE(seen.valid, (std::vector<int>{0, 0, 1}));
    }

    void nodataThatIsNan()
    {
        const QString path = made({2, 1, 1, GDT_Float64, {notANumber, 5}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(notANumber);
                                   }});
        GdalRasterSource source(path);
        QCOMPARE(see(source, {0, 0, 2, 1}, {0}).pixels, (std::vector<double>{0, 5}));
        QCOMPARE(see(source, {0, 0, 2, 1}, {0}).valid, (std::vector<int>{0, 1}));
    }

    void maskBand()
    {
        const QString path = made({3, 1, 2, GDT_UInt16, {1, 2, 3, 4, 5, 6}, {}, [](GDALDataset &dataset) {
                                       writeMask(dataset, {255, 0, 255});
                                   }});
        QVERIFY(!QFile::exists(path + u".msk"_s));
        GdalRasterSource source(path);
        const Seen seen = see(source, {0, 0, 3, 1}, {1, 0});
        QCOMPARE(seen.pixels, (std::vector<double>{4, 0, 6, 1, 0, 3}));
        QCOMPARE(seen.valid, (std::vector<int>{1, 0, 1}));
    }

    void alphaBand()
    {
        const QString path =
            made({3, 1, 4, GDT_Byte, {1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 0, 128}, {"PHOTOMETRIC=RGB", "ALPHA=YES"}});
        GdalRasterSource source(path);
        QVERIFY(source.info().bands[3].isAlpha);
        const Seen outside = see(source, {0, 0, 3, 1}, {0, 2});
        QCOMPARE(outside.pixels, (std::vector<double>{1, 0, 3, 7, 0, 9}));
        QCOMPARE(outside.valid, (std::vector<int>{1, 0, 1}));
        // Near infrared that somebody called alpha: among the bands read it hides nothing.
        const Seen among = see(source, {0, 0, 3, 1}, {3, 0});
        QCOMPARE(among.pixels, (std::vector<double>{255, 0, 128, 1, 2, 3}));
        QCOMPARE(among.valid, (std::vector<int>{1, 1, 1}));
    }

    void valueRangeIsOfTheBandsAsked()
    {
        const QString path =
            made({2, 2, 3, GDT_Int16, {5, 6, 7, -9999, -3, 0, 1, 2, 4000, 1, 2, 3}, {}, [](GDALDataset &dataset) {
                      dataset.GetRasterBand(1)->SetNoDataValue(-9999);
                  }});
        const QStringList files = QDir(m_folder.path()).entryList();
        {
            GdalRasterSource source(path);
            QCOMPARE(source.valueRange(std::vector<int>{0}), std::pair(5.0, 7.0));
            QCOMPARE(source.valueRange(std::vector<int>{0, 1}), std::pair(-3.0, 7.0));
            QCOMPARE(source.valueRange(std::vector<int>{2, 1}), std::pair(-3.0, 4000.0));
        }
        // Nothing is left beside somebody's raster.
        QCOMPARE(QDir(m_folder.path()).entryList(), files);
    }

    void valueRangeTakesStoredStatistics()
    {
        const QString path = made({2, 1, 1, GDT_Int16, {5, 6}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetStatistics(-100, 1000, 5, 1);
                                   }});
        QCOMPARE(GdalRasterSource(path).valueRange(std::vector<int>{0}), std::pair(-100.0, 1000.0));
    }

    void valueRangeWithoutAnyData()
    {
        const QString path = made({2, 1, 1, GDT_Int16, {-1, -1}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(-1);
                                   }});
        QCOMPARE(GdalRasterSource(path).valueRange(std::vector<int>{0}), std::pair(0.0, 1.0));
    }

    void reducesByAverageOrNearest()
    {
        const QString path = made({4, 4, 1, GDT_Float32, {1, 3, 10, 10, 5, 7, 10, 10, 0, 0, 2, 4, 0, 8, 6, 8}});
        const Seen average = seeReduced(path, {2, 2}, Reduction::Average);
        QCOMPARE(average.pixels, (std::vector<double>{4, 10, 2, 5}));
        QCOMPARE(average.valid, std::vector<int>(4, 1));
        // Whichever pixel of the four it is, it is one of them.
        const Seen nearest = seeReduced(path, {2, 2}, Reduction::Nearest);
        const std::vector<double> upperLeft{1, 3, 5, 7};
        QVERIFY(std::ranges::find(upperLeft, nearest.pixels[0]) != upperLeft.end());
        QCOMPARE(nearest.pixels[1], 10.0);
        QVERIFY(nearest.pixels[2] == 0 || nearest.pixels[2] == 8);
        QVERIFY(nearest.pixels[3] != 5);
    }

    void averageLeavesOutWhatIsNoData()
    {
        const QString path = made({4, 2, 1, GDT_Float32, {-1, -1, 4, 4, -1, -1, 8, 8}, {}, [](GDALDataset &dataset) {
                                       dataset.GetRasterBand(1)->SetNoDataValue(-1);
                                   }});
        const Seen seen = seeReduced(path, {2, 1}, Reduction::Average);
        QCOMPARE(seen.pixels, (std::vector<double>{0, 6}));
        QCOMPARE(seen.valid, (std::vector<int>{0, 1}));
    }

    void enlarges()
    {
        const Seen seen = seeReduced(made({2, 1, 1, GDT_Byte, {3, 9}}), {4, 2}, Reduction::Nearest);
        QCOMPARE(seen.pixels, (std::vector<double>{3, 3, 9, 9, 3, 3, 9, 9}));
    }

    void versionIsOfTheLibrary() { QVERIFY(gdalVersion().startsWith(QString::number(GDAL_VERSION_MAJOR) + u'.')); }
};

QTEST_GUILESS_MAIN(TestGdalRasterSource)
#include "tst_gdal_raster_source.moc"
