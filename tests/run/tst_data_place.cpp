#include "core/run/data_place.h"
#include "tests/support/caught_sentence.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

const DataStores &stores()
{
    static const DataStores known{{u"landsat"_s, u"/data/rasters/"_s},
                                  {u"all"_s, u"/"_s},
                                  {u"bucket"_s, u"s3://scenes/2024"_s},
                                  {u"blobs"_s, u"az://container"_s},
                                  {u"web"_s, u"https://host.example/files/"_s},
                                  {u"addressed"_s, u"file:///data/my%20rasters"_s},
                                  {u"archive"_s, u"/data/archive"_s}};
    return known;
}

} // namespace

class DataPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens_data();
    void opens();
    void refuses_data();
    void refuses();
    void foldersOfTheDiskGoFirst();
    void saysWhatIsRemote_data();
    void saysWhatIsRemote();
};

void DataPlaceTest::opens_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &place, const QString &expected) {
        QTest::newRow(name) << place << expected;
    };
    const auto unchanged = [&](const char *name, const QString &place) { row(name, place, place); };
    unchanged("nothing", u""_s);
    unchanged("absolute", u"/data/ortho 100%.tif"_s);
    unchanged("relative", u"rasters/ortho.tif"_s);
    unchanged("name with backslash", u"/data/a\\b.tif"_s);
    unchanged("GDAL's zip", u"/vsizip/scene.zip/ortho.tif"_s);
    unchanged("GDAL's bucket", u"/vsis3/bucket/ortho.tif"_s);
    unchanged("subdataset", u"NETCDF:\"sea.nc\":temperature"_s);
    unchanged("VRT as text", u"<VRTDataset rasterXSize=\"1\"></VRTDataset>"_s);
    unchanged("image service", u"https://host.example/arcgis/rest/services/Ortho/ImageServer?token=a"_s);
    unchanged("a folder that only begins so", u"/rasterStoresOfOld/landsat/a.tif"_s);

    row("s3", u"s3://scenes/2024/a b%20c.tif"_s, u"/vsis3/scenes/2024/a b%20c.tif"_s);
    row("gs", u"gs://scenes/a.tif"_s, u"/vsigs/scenes/a.tif"_s);
    row("az", u"AZ://container/a.tif"_s, u"/vsiaz/container/a.tif"_s);
    row("https", u"https://host.example/a.tif?sig=x%2Fy&v=2"_s, u"/vsicurl/https://host.example/a.tif?sig=x%2Fy&v=2"_s);
    row("http with a port", u"http://127.0.0.1:8080/a.tif"_s, u"/vsicurl/http://127.0.0.1:8080/a.tif"_s);
    row("https with a space", u"https://host.example/a b.tif"_s, u"/vsicurl/https://host.example/a%20b.tif"_s);
    row("the data of an item", u"https://host.example/sharing/rest/content/items/0123/data"_s,
        u"/vsicurl/https://host.example/sharing/rest/content/items/0123/data"_s);

    row("file", u"file:///a%20b/%C3%A4.tif"_s, u"/a b/ä.tif"_s);
    row("file of localhost", u"file://localhost/a/b.tif"_s, u"/a/b.tif"_s);
    row("file, short", u"file:/a/b.tif"_s, u"/a/b.tif"_s);
    row("file with what else divides an address", u"file:///a?b#c.tif"_s, u"/a?b#c.tif"_s);

    row("raster store", u"/rasterStores/landsat/2024/a%20b.tif"_s, u"/data/rasters/2024/a%20b.tif"_s);
    row("file share", u"/fileShares/archive/a.tif"_s, u"/data/archive/a.tif"_s);
    row("cloud store", u"/cloudStores/bucket/a//b.tif"_s, u"/vsis3/scenes/2024/a//b.tif"_s);
    row("store in az", u"/cloudStores/blobs/a.tif"_s, u"/vsiaz/container/a.tif"_s);
    row("store on the web", u"/cloudStores/web/a.tif"_s, u"/vsicurl/https://host.example/files/a.tif"_s);
    row("store with an address", u"/fileShares/addressed/a%20b.tif"_s, u"/data/my rasters/a%20b.tif"_s);
    row("store of everything", u"/fileShares/all/data/a.tif"_s, u"/data/a.tif"_s);
    row("a store itself", u"/rasterStores/archive"_s, u"/data/archive"_s);
    row("a store itself, with a slash", u"/rasterStores/archive/"_s, u"/data/archive"_s);
    row("up, but inside", u"/rasterStores/archive/a/../b/c.tif"_s, u"/data/archive/b/c.tif"_s);
    row("up to the store itself", u"/rasterStores/archive/a/.."_s, u"/data/archive"_s);
    row("two points in a name", u"/rasterStores/archive/a..b/..c.tif"_s, u"/data/archive/a..b/..c.tif"_s);

    row("share by its name", u"\\\\server\\archive\\2024\\a.tif"_s, u"/data/archive/2024/a.tif"_s);
    row("share by its name, with slashes", u"//server/archive/2024/a.tif"_s, u"/data/archive/2024/a.tif"_s);
    row("share in a bucket", u"\\\\server\\bucket\\a.tif"_s, u"/vsis3/scenes/2024/a.tif"_s);
}

void DataPlaceTest::opens()
{
    QFETCH(QString, place);
    QFETCH(QString, expected);
    QCOMPARE(gdalPlace(place, stores()), expected);
}

void DataPlaceTest::refuses_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("sentence");
    const auto item = [](const char *name, const QString &place) {
        QTest::newRow(name) << place
                            << place + u" is an item of a portal, and no portal is configured; give a path or an "
                                       "address of the data itself."_s;
    };
    item("item", u"item:0123abc"_s);
    item("page of an item", u"https://host.example/portal/home"
                            "/item.html?id=0123abc"_s);
    item("page of an item, more asked", u"https://host.example/home"
                                        "/item.html?view=x&id=0123abc#overview"_s);
    item("item by REST", u"https://host.example/sharing/rest/content/items/0123abc?f=json"_s);

    const auto leaves = [](const char *name, const QString &place) {
        QTest::newRow(name) << place << place + u" leaves its data store by '..'; name a place inside the store."_s;
    };
    leaves("out of the store", u"/rasterStores/landsat/../secret.tif"_s);
    leaves("out of the store, late", u"/rasterStores/landsat/a/../../secret.tif"_s);
    leaves("out of the bucket", u"/cloudStores/bucket/a/b/../../.."_s);
    leaves("out of the share", u"\\\\server\\archive\\..\\secret.tif"_s);

    const QString known = u"addressed, all, archive, blobs, bucket, landsat, web"_s;
    QTest::newRow("unknown store")
        << u"/rasterStores/sentinel/a.tif"_s
        << u"/rasterStores/sentinel/a.tif is in the data store \"sentinel\", which is not "
           "known (known are: %1); say where it is with --data-store sentinel=PATH, or in the window under Edit > Data stores."_s
               .arg(known);
    QTest::newRow("store in other letters") << u"/rasterStores/Landsat/a.tif"_s
                                            << u"/rasterStores/Landsat/a.tif is in the data store \"Landsat\", which "
                                               "is not known (known are: %1); say where it is with --data-store "
                                               "Landsat=PATH, or in the window under Edit > Data stores."_s.arg(known);
    QTest::newRow("unmounted share")
        << u"\\\\server\\maps\\a.tif"_s
        << u"\\\\server\\maps\\a.tif is on a share that is not mounted here; mount it "
           "and give its path, or say where it is with --data-store maps=PATH, or in the window under Edit > Data stores."_s;
    QTest::newRow("unmounted share with slashes")
        << u"//server/maps/b/a.tif"_s
        << u"//server/maps/b/a.tif is on a share that is not mounted here; mount it and give its path, or say where "
           "it is with --data-store maps=PATH, or in the window under Edit > Data stores."_s;
    QTest::newRow("file of another computer")
        << u"file://server/a.tif"_s
        << u"file://server/a.tif is no file of this computer; write it as file:///FOLDER/FILE."_s;
    QTest::newRow("relative file") << u"file:a.tif"_s
                                   << u"file:a.tif is no file of this computer; write it as file:///FOLDER/FILE."_s;
    QTest::newRow("null character")
        << u"file:///a%00b.tif"_s
        << u"file:///a%00b.tif has a null character, which no file has in its name; check the address."_s;
    QTest::newRow("no bucket") << u"s3:///a.tif"_s
                               << u"s3:///a.tif names no bucket or server after the //; give its whole address."_s;
}

void DataPlaceTest::refuses()
{
    QFETCH(QString, place);
    QFETCH(QString, sentence);
    QCOMPARE(caughtSentence([&] { gdalPlace(place, stores()); }), sentence);
}

void DataPlaceTest::foldersOfTheDiskGoFirst()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"archive"_s));
    QFile file(folder.filePath(u"archive/a.tif"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const QString mounted = u'/' + folder.filePath(u"archive/a.tif"_s);
    const QString windows = QString(mounted).replace(u'/', u'\\');
    QCOMPARE(gdalPlace(mounted, stores()), mounted);
    QCOMPARE(gdalPlace(windows, stores()), mounted);
    const QString made = u'/' + folder.filePath(u"archive/not there yet.tif"_s);
    QCOMPARE(gdalPlace(made, stores()), made);
    const QString none = u"none is known"_s;
    QVERIFY(caughtSentence([] { gdalPlace(u"/fileShares/a/b.tif"_s, {}); }).contains(none));
}

void DataPlaceTest::saysWhatIsRemote_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *place :
         {"/vsis3/b/k.tif", "/vsigs/b/k.tif", "/vsiaz/c/k.tif", "/vsicurl/https://host.example/a.tif",
          "/vsicurl?use_head=no&url=https%3A%2F%2Fhost.example%2Fa", "/vsis3_streaming/b/k.tif",
          "/vsizip//vsis3/b/k.zip/a.tif", "/vsizip/vsicurl/https://host.example/a.zip/a.tif",
          "/vsizip/{/vsicurl/https://host.example/a.zip}/a.tif", "/vsitar//vsigzip//vsigs/b/k.tar.gz/a.tif",
          "NETCDF:\"/vsis3/b/sea.nc\":t", "https://host.example/arcgis/rest/services/Ortho/ImageServer"})
        QTest::newRow(place) << true;
    for (const char *place : {"", "/data/a.tif", "a.tif", "/vsizip/scene.zip/a.tif", "/vsimem/a.tif",
                              "/data/vsis3/b/k.tif", "/data/vsicurl.tif", "NETCDF:\"/data/sea.nc\":t"})
        QTest::newRow(place) << false;
}

void DataPlaceTest::saysWhatIsRemote()
{
    QFETCH(bool, expected);
    QCOMPARE(isRemote(QString::fromUtf8(QTest::currentDataTag())), expected);
}

QTEST_GUILESS_MAIN(DataPlaceTest)
#include "tst_data_place.moc"
