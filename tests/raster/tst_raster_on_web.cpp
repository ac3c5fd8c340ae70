#include "core/run/data_place.h"
#include "tests/raster/made_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/local_servers.h"
#include "tests/support/same_raster.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// Too large to come with the first read of its head.
MadeRaster scene()
{
    constexpr int width = 700;
    constexpr int height = 300;
    MadeRaster raster{width, height, 4, GDT_UInt16, std::vector<double>(std::size_t(width) * height * 4)};
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        raster.values[i] = double((i * 2654435761U >> 7) % 60000);
    raster.options = {"TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128"};
    raster.finish = [](GDALDataset &dataset) {
        double geoTransform[] = {500000, 10, 0, 5000000, 0, -10};
        dataset.SetGeoTransform(geoTransform);
        OGRSpatialReference crs;
        crs.importFromEPSG(32633);
        dataset.SetSpatialRef(&crs);
        dataset.GetRasterBand(1)->SetNoDataValue(7);
    };
    return raster;
}

} // namespace

class RasterOnWebTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasThePixelsOfTheDisk();
    void fetchesOnlyWhatIsRead();
    void saysThatItIsNotThere();
};

void RasterOnWebTest::initTestCase()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
}

void RasterOnWebTest::hasThePixelsOfTheDisk()
{
    QTemporaryDir folder;
    const QString onDisk = writeRaster(folder.filePath(u"scene in tiles.tif"_s), scene());
    const auto server = serveFiles(folder.path());
    const QString place = gdalPlace(server->address() + u"/scene in tiles.tif"_s, {});
    QVERIFY(isRemote(place));
    GdalRasterSource onWeb(place);
    GdalRasterSource file(onDisk);
    compareRasters(onWeb, file);
}

void RasterOnWebTest::fetchesOnlyWhatIsRead()
{
    QTemporaryDir folder;
    const QString onDisk = writeRaster(folder.filePath(u"scene.tif"_s), scene());
    const auto server = serveFiles(folder.path());
    GdalRasterSource source(gdalPlace(server->address() + u"/scene.tif"_s, {}));
    std::vector<float> pixel(1);
    std::vector<std::uint8_t> valid(1);
    source.read({650, 250, 1, 1}, std::vector{2}, pixel, valid);
    QCOMPARE(pixel[0], float(scene().values[std::size_t(2 * 300 + 250) * 700 + 650]));
    qint64 fetched = 0;
    for (const QString &request : server->requests()) {
        const QStringList ends = request.section(u"bytes="_s, 1).split(u'-');
        if (request.startsWith("GET /scene.tif "_L1))
            fetched += ends.size() == 2 ? ends[1].toLongLong() + 1 - ends[0].toLongLong() : QFile(onDisk).size();
    }
    QVERIFY(fetched > 0);
    QVERIFY2(fetched < QFile(onDisk).size() / 2, QByteArray::number(fetched).constData());
}

void RasterOnWebTest::saysThatItIsNotThere()
{
    QTemporaryDir folder;
    const auto server = serveFiles(folder.path());
    const QString address = server->address() + u"/missing.tif"_s;
    const QString sentence = caughtSentence([&] { GdalRasterSource source(gdalPlace(address, {})); });
    QVERIFY2(sentence.startsWith(address + u" is not there"_s), qPrintable(sentence));
    QVERIFY2(sentence.contains("404"_L1), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(RasterOnWebTest)
#include "tst_raster_on_web.moc"
