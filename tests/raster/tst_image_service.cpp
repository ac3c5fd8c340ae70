#include "core/raster/image_service.h"
#include "core/raster/settled_grid.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/local_servers.h"
#include "tests/support/same_raster.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(MadeRaster)

namespace {

constexpr int width = 700;
constexpr int height = 531;

/// Every value of the type occurs, its ends too; with NoData here and there, in single bands and in all.
MadeRaster scene(GDALDataType type, int bands, std::optional<double> nodata, const RasterPlace &place)
{
    MadeRaster raster{width, height, bands, type, {}};
    const double steps = type == GDT_Byte ? 256 : 65536;
    const double lowest = type == GDT_Int16 ? -32768 : 0;
    const double unit = type == GDT_Float32 ? 1.0 / 3 : 1;
    for (std::size_t i = 0; i < std::size_t(width) * height * std::size_t(bands); ++i) {
        const auto mixed = std::size_t((i * 2654435761U) >> 8);
        raster.values.push_back((std::fmod(double(mixed), steps) + lowest) * unit);
        if (nodata && (mixed % 50 == 0 || i % (std::size_t(width) * height) < 5000))
            raster.values.back() = *nodata;
    }
    raster.finish = [=](GDALDataset &dataset) {
        putOn(dataset, place);
        if (nodata)
            dataset.GetRasterBand(1)->SetNoDataValue(*nodata);
    };
    return raster;
}

MadeRaster smallScene()
{
    return scene(GDT_UInt16, 4, {}, {{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s});
}

} // namespace

class ImageServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasThePixelsOfTheService_data();
    void hasThePixelsOfTheService();
    void isSeenOnAnotherGrid();
    void namesTheBands();
    void fetchesNothingBeforeItIsRead();
    void reducedImagesAreMadeByTheService();
    void tokens();
    void fingerprintIsOfThePixels();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatThereIsNoAnswer();
    void aFailedImageIsAnError_data();
    void aFailedImageIsAnError();

private:
    QTemporaryDir m_folder;
    QString m_scene;
};

void ImageServiceTest::initTestCase()
{
    PIXELSCAPE_NEEDS_PYTHON(u"osgeo.gdal"_s);
    m_scene = writeRaster(m_folder.filePath(u"small.tif"_s), smallScene());
}

void ImageServiceTest::hasThePixelsOfTheService_data()
{
    QTest::addColumn<MadeRaster>("made");
    const RasterPlace utm{{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s};
    const RasterPlace mercator{{1500000.25, 0.5, 0, 6000000.75, 0, -0.5}, u"EPSG:3857"_s};
    const RasterPlace degrees{{15.1, 1.0 / 10800, 0, 47.3, 0, -1.0 / 10800}, u"EPSG:4326"_s};
    QTest::newRow("8 bit, 3 bands") << scene(GDT_Byte, 3, {}, utm);
    QTest::newRow("16 bit, 4 bands") << scene(GDT_UInt16, 4, {}, mercator);
    QTest::newRow("16 bit, 4 bands, NoData") << scene(GDT_UInt16, 4, 0, utm);
    QTest::newRow("16 bit with sign, 5 bands") << scene(GDT_Int16, 5, -32768, degrees);
    QTest::newRow("floating point, NoData") << scene(GDT_Float32, 1, -9999, degrees);
    QTest::newRow("floating point, lowest NoData") << scene(GDT_Float32, 1, -3.4028234663852886e38, utm);
}

void ImageServiceTest::hasThePixelsOfTheService()
{
    QFETCH(MadeRaster, made);
    const QString onDisk = writeRaster(m_folder.filePath(u"scene.tif"_s), made);
    const auto server = serveImageService(onDisk);
    GdalRasterSource service(server->serviceAddress(), imageServiceDefinition(server->serviceAddress()));
    GdalRasterSource file(onDisk);
    QCOMPARE(service.info().path, server->serviceAddress());
    QCOMPARE(service.info().crsName, file.info().crsName);
    compareRasters(service, file);
    QVERIFY(pixelsOf(file).pixels.size() == std::size_t(width) * height * std::size_t(made.bands));
}

void ImageServiceTest::isSeenOnAnotherGrid()
{
    const auto server = serveImageService(m_scene);
    const auto seenInDegrees = [](const QString &path) {
        GridWishes wishes;
        wishes.outCrs = u"EPSG:4326"_s;
        QString field;
        return settleGrid(path, GdalRasterSource(path).info(), std::vector{0, 1, 2, 3}, wishes, 0, field).definition;
    };
    const QString ofFile = seenInDegrees(m_scene);
    const QString ofService = seenInDegrees(imageServiceDefinition(server->serviceAddress()));
    QVERIFY(!ofFile.isEmpty());
    GdalRasterSource service(server->serviceAddress(), ofService);
    GdalRasterSource file(m_scene, ofFile);
    compareRasters(service, file);
}

void ImageServiceTest::namesTheBands()
{
    const auto server = serveImageService(m_scene);
    GdalRasterSource service(server->serviceAddress(), imageServiceDefinition(server->serviceAddress()));
    QCOMPARE(service.info().bands[3].name, u"Band_4"_s);
    QVERIFY(!service.info().bands[3].isAlpha);
}

void ImageServiceTest::fetchesNothingBeforeItIsRead()
{
    const auto server = serveImageService(m_scene);
    GdalRasterSource service(server->serviceAddress(), imageServiceDefinition(server->serviceAddress()));
    QCOMPARE(server->requests().size(), 1);
    std::vector<float> pixels(4);
    std::vector<std::uint8_t> valid(1);
    service.read({300, 300, 1, 1}, std::vector{0, 1, 2, 3}, pixels, valid);
    QCOMPARE(server->requests().size(), 2);
    QVERIFY(server->requests().constLast().contains("exportImage"_L1));
}

void ImageServiceTest::reducedImagesAreMadeByTheService()
{
    const auto server = serveImageService(m_scene);
    GdalRasterSource service(server->serviceAddress(), imageServiceDefinition(server->serviceAddress()));
    std::vector<float> pixels(35 * 26);
    std::vector<std::uint8_t> valid(pixels.size());
    service.readReduced({0, 0, width, height}, {35, 26}, std::vector{0}, Reduction::Nearest, pixels, valid);
    QCOMPARE(server->requests().size(), 2);
    const std::set<float> values(pixels.begin(), pixels.end());
    QVERIFY(values.size() > 800);
}

void ImageServiceTest::tokens()
{
    const auto server = serveImageService(m_scene, u"token"_s);
    const QString address = server->serviceAddress();
    QCOMPARE(caughtSentence([&] { imageServiceDefinition(address); }),
             address + u" lets nobody in without a token; add ?token=... to its address."_s);
    QCOMPARE(caughtSentence([&] { imageServiceDefinition(address + u"?token=secret"_s); }),
             address + u" refuses the token in its address, which may have run out; fetch another one."_s);
    GdalRasterSource service(address, imageServiceDefinition(address + u"?token=open&f=pjson"_s));
    GdalRasterSource file(m_scene);
    compareRasters(service, file);
}

void ImageServiceTest::fingerprintIsOfThePixels()
{
    MadeRaster changed = smallScene();
    for (double &value : changed.values)
        value = 65535 - value;
    const QString other = writeRaster(m_folder.filePath(u"other.tif"_s), changed);
    const auto fingerprint = [](const LocalServer &server, const QString &query) {
        return GdalRasterSource(u"https://host/ImageServer"_s, imageServiceDefinition(server.serviceAddress() + query))
            .fingerprint();
    };
    const auto service = serveImageService(m_scene);
    const auto behindToken = serveImageService(m_scene, u"token"_s);
    const auto madeAnew = serveImageService(other);
    QCOMPARE(fingerprint(*service, {}), fingerprint(*behindToken, u"?token=open"_s));
    QVERIFY(fingerprint(*service, {}) != fingerprint(*madeAnew, {}));
}

void ImageServiceTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("end");
    QTest::newRow("another service") << u"/arcgis/rest/services/Other/ImageServer"_s
                                     << u" refuses: Invalid URL (code 400); check the address."_s;
    QTest::newRow("no service") << u"/arcgis/rest/services/Scene/MapServer"_s
                                << u" is no address of an image service; it ends in /ImageServer."_s;
}

void ImageServiceTest::saysWhatIsWrong()
{
    QFETCH(QString, path);
    QFETCH(QString, end);
    const auto server = serveImageService(m_scene);
    QCOMPARE(caughtSentence([&] { imageServiceDefinition(server->address() + path); }), server->address() + path + end);
    const QString ruled = server->serviceAddress() + u"?token=open&renderingRule=a"_s;
    QCOMPARE(caughtSentence([&] { imageServiceDefinition(ruled); }),
             u"The address %1 has ?renderingRule=, which would change the pixels; leave all but the token out."_s.arg(
                 server->serviceAddress()));
}

void ImageServiceTest::saysThatThereIsNoAnswer()
{
    auto server = serveImageService(m_scene, u"silent"_s);
    const QString address = server->serviceAddress();
    QCOMPARE(caughtSentence([&] { imageServiceDefinition(address, 1); }),
             address + u" has not answered within 1 s; check the address and the network, or try again later."_s);
    server.reset();
    const QString sentence = caughtSentence([&] { imageServiceDefinition(address, 5); });
    QVERIFY2(sentence.startsWith(address + u" cannot be reached ("_s), qPrintable(sentence));
}

void ImageServiceTest::aFailedImageIsAnError_data()
{
    QTest::addColumn<bool>("upperHalfIsThere");
    QTest::addColumn<QString>("reason");
    QTest::newRow("broken") << true << u"its answer is no image of the size and bands asked for"_s;
    QTest::newRow("gone") << false << u"it answers with HTTP status 404"_s;
    QTest::newRow("ended") << false << u"it cannot be reached"_s;
}

void ImageServiceTest::aFailedImageIsAnError()
{
    QFETCH(bool, upperHalfIsThere);
    QFETCH(QString, reason);
    auto server = serveImageService(m_scene, QString::fromUtf8(QTest::currentDataTag()));
    const QString address = server->serviceAddress();
    const QString withToken = address + u"?token=secret"_s;
    GdalRasterSource service(withToken, imageServiceDefinition(withToken));
    if (reason == "it cannot be reached"_L1)
        server.reset();
    std::vector<float> pixel(1);
    std::vector<std::uint8_t> valid(1);
    const auto read = [&](int y) { service.read({10, y, 1, 1}, std::vector{0}, pixel, valid); };
    QCOMPARE(caughtSentence([&] { read(10); }).isEmpty(), upperHalfIsThere);
    QCOMPARE(
        caughtSentence([&] { read(height - 1); }),
        u"%1 cannot be read at columns 10-10, rows 530-530 (%2); check the service and the network, then try again."_s
            .arg(address, reason));
}

QTEST_GUILESS_MAIN(ImageServiceTest)
#include "tst_image_service.moc"
