#include "core/raster/raster_collection.h"
#include "core/raster/vrt_sources.h"
#include "tests/raster/scene_folder.h"
#include "tests/support/caught_sentence.h"

#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
}

void writeIndex(const QString &path, const char *driverName, const char *field, const QStringList &locations)
{
    QDir().mkpath(QFileInfo(path).path());
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(driverName);
    const GDALDatasetUniquePtr dataset(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer *layer = dataset->CreateLayer("index", nullptr, wkbPolygon, nullptr);
    OGRFieldDefn defined(field, OFTString);
    layer->CreateField(&defined);
    OGRLinearRing ring;
    for (const auto &[x, y] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, 1), std::pair(0, 0)})
        ring.addPoint(x, y);
    OGRPolygon polygon;
    polygon.addRing(&ring);
    for (const QString &location : locations) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetGeometry(&polygon);
        if (!location.isEmpty())
            feature.SetField(0, location.toUtf8().constData());
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
            qFatal("a test index could not be written");
    }
}

QStringList namesOf(const Collection &collection)
{
    QStringList names;
    for (const CollectionItem &item : collection.items)
        names.append(item.name);
    return names;
}

QStringList pathsOf(const Collection &collection)
{
    QStringList paths;
    for (const CollectionItem &item : collection.items)
        paths.append(item.path);
    return paths;
}

} // namespace

class TestRasterCollection : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const
    {
        return m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u'/' + name);
    }

private Q_SLOTS:
    void aFolderHasTheRastersDirectlyInIt()
    {
        const QString folder = at(u"in"_s);
        for (const char *name : {"b.tif", "a.TIF", "c.dat", "below/d.tif", ".hidden.tif", "result.tif.part/e.tif"})
            writeBand(at(u"in/"_s + QString::fromUtf8(name)), {2, 10, 0});
        writeFile(at(u"in/damaged.tif"_s), "no raster");
        for (const char *name : {"a.TIF.aux.xml", "b.tif.ovr", "b.tif.msk", "b.tfw", "b.prj", "readme.txt", "b.json"})
            writeFile(at(u"in/"_s + QString::fromUtf8(name)), "text");
        const QString scene = writeLevel1C(folder);
        QVERIFY(isCollection(folder));
        const Collection collection = collectionOf({folder});
        QCOMPARE(pathsOf(collection), (QStringList{scene, at(u"in/a.TIF"_s), at(u"in/b.tif"_s), at(u"in/c.dat"_s),
                                                   at(u"in/damaged.tif"_s)}));
        QCOMPARE(namesOf(collection),
                 (QStringList{QFileInfo(scene).completeBaseName(), u"a"_s, u"b"_s, u"c"_s, u"damaged"_s}));
        QCOMPARE(collection.remarks, QStringList());
        // The scene is one raster.
        QVERIFY(!isCollection(scene));
        QCOMPARE(pathsOf(collectionOf({scene})), QStringList{scene});
    }

    void whatHasNoRastersIsNoCollection()
    {
        QDir().mkpath(at(u"empty"_s));
        writeFile(at(u"texts/readme.txt"_s), "text");
        const QString raster = writeBand(at(u"one.tif"_s), {2, 10, 0});
        writeIndex(at(u"other.gpkg"_s), "GPKG", "name", {raster});
        writeIndex(at(u"index.gpkg"_s), "GPKG", "location", {});
        for (const QString &path :
             {at(u"empty"_s), at(u"texts"_s), raster, at(u"other.gpkg"_s), at(u"none"_s), QString()})
            QVERIFY2(!isCollection(path), qUtf8Printable(path));
        QVERIFY(isCollection(at(u"index.gpkg"_s)));
        for (const char *name : {"empty", "texts", "index.gpkg"}) {
            const QString path = at(QString::fromUtf8(name));
            const QString sentence = caughtSentence([&] { collectionOf({raster, path}); });
            QVERIFY2(sentence.startsWith(path), qUtf8Printable(sentence));
        }
        QVERIFY(!caughtSentence([] { collectionOf({}); }).isEmpty());
        // What cannot be opened says so in its own run.
        QCOMPARE(pathsOf(collectionOf({at(u"none.tif"_s)})), QStringList{at(u"none.tif"_s)});
    }

    void namesAreUniqueAndSafe()
    {
        const Collection collection =
            collectionOf({u"x/a.tif"_s, u"y/a.tif"_s, u"y/A.img"_s, u"a_2.tif"_s, u"a_probability.tif"_s, u"s.v1.tif"_s,
                          u"NETCDF:\"z/w.nc\":t?*<b>|"_s, u"..."_s, u"y/../y/a.tif"_s});
        QCOMPARE(namesOf(collection), (QStringList{u"a"_s, u"a_2"_s, u"A_3"_s, u"a_2_2"_s, u"a_probability_2"_s,
                                                   u"s.v1"_s, u"w.nc__t___b__"_s, u"raster"_s}));
        QCOMPARE(collection.remarks, QStringList{u"y/../y/a.tif is there more than once, and taken once."_s});
    }

    void aTileIndexNamesItsRasters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("driver");
        QTest::addColumn<QString>("field");
        QTest::newRow("shapefile") << u"index.shp"_s << u"ESRI Shapefile"_s << u"LOCATION"_s;
        QTest::newRow("GeoPackage") << u"index.gti.gpkg"_s << u"GPKG"_s << u"location"_s;
        QTest::newRow("FlatGeobuf") << u"index.fgb"_s << u"FlatGeobuf"_s << u"Location"_s;
        QTest::newRow("GeoJSON") << u"index.geojson"_s << u"GeoJSON"_s << u"location"_s;
    }

    void aTileIndexNamesItsRasters()
    {
        QFETCH(QString, name);
        QFETCH(QString, driver);
        QFETCH(QString, field);
        const QString elsewhere = m_folder.filePath(u"elsewhere/b.tif"_s);
        writeIndex(at(u"indices/"_s + name), driver.toUtf8().constData(), field.toUtf8().constData(),
                   {u"../tiles/c.tif"_s, elsewhere, QString(), u"a.tif"_s, u"/vsicurl/https://example.org/d.tif"_s});
        QVERIFY(isCollection(at(u"indices/"_s + name)));
        const Collection collection = collectionOf({at(u"indices/"_s + name)});
        QStringList paths = pathsOf(collection);
        QStringList expected{at(u"tiles/c.tif"_s), elsewhere, at(u"indices/a.tif"_s),
                             u"/vsicurl/https://example.org/d.tif"_s};
        // FlatGeobuf may keep features in another order.
        if (driver == "FlatGeobuf"_L1) {
            paths.sort();
            expected.sort();
        }
        QCOMPARE(paths, expected);
    }

    void sourcesOfAVirtualRaster()
    {
        const QString one = writeBand(at(u"one.tif"_s), {2, 10, 0});
        const QString two = writeBand(at(u"below/two.tif"_s), {2, 10, 0, 20});
        const auto source = [](const QString &name) {
            return u"<SimpleSource><SourceFilename relativeToVRT=\"1\">%1</SourceFilename></SimpleSource>"_s.arg(name);
        };
        writeFile(at(u"both.vrt"_s),
                  (u"<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"><VRTRasterBand dataType=\"UInt16\">"_s +
                   source(u"below/two.tif"_s) + source(u"one.tif"_s) + u"</VRTRasterBand></VRTDataset>"_s)
                      .toUtf8());
        QCOMPARE(vrtSources(at(u"both.vrt"_s)), (QStringList{two, one}));
        QCOMPARE(vrtSources(one), QStringList());
        QCOMPARE(vrtSources(at(u"none.vrt"_s)), QStringList());
        // Not asked for, it is one raster.
        QVERIFY(!isCollection(at(u"both.vrt"_s)));
        QCOMPARE(collectionOf({at(u"both.vrt"_s)}).items.size(), std::size_t(1));
        QCOMPARE(namesOf(itemsOf({at(u"both.vrt"_s)})), (QStringList{u"two"_s, u"one"_s}));
        // A NoData value of its own, a part of a source, or one that is missing: not its sources as they are.
        const auto stays = [&](const QString &band) {
            writeFile(at(u"own.vrt"_s), (u"<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"><VRTRasterBand "
                                         "dataType=\"UInt16\" band=\"1\">%1</VRTRasterBand></VRTDataset>"_s.arg(band))
                                            .toUtf8());
            return namesOf(itemsOf({at(u"own.vrt"_s)})) == QStringList{u"own"_s};
        };
        const QString whole = source(u"below/two.tif"_s) + source(u"one.tif"_s);
        const auto with = [&whole](const QString &more) {
            return QString(whole).replace("</SourceFilename>"_L1, u"</SourceFilename>"_s + more);
        };
        QVERIFY(!stays(whole));
        QVERIFY(!stays(with(u"<SourceBand>1</SourceBand>"_s)));
        QVERIFY(stays(with(u"<SourceBand>2</SourceBand>"_s)));
        QVERIFY(stays(u"<NoDataValue>0</NoDataValue>"_s + whole));
        QVERIFY(stays(QString(whole).replace("Simple"_L1, "Complex"_L1)));
        const QString size = u"<SourceProperties RasterXSize=\"2\" RasterYSize=\"2\"/>"_s;
        QVERIFY(!stays(with(size + u"<SrcRect xOff=\"0\" yOff=\"0\" xSize=\"2\" ySize=\"2\"/>"_s)));
        QVERIFY(stays(with(size + u"<SrcRect xOff=\"1\" yOff=\"0\" xSize=\"1\" ySize=\"2\"/>"_s)));
        QVERIFY(stays(whole + source(u"missing.tif"_s)));
        QCOMPARE(namesOf(itemsOf({one})), QStringList{u"one"_s});
    }

    void virtualRastersThatAreNoMosaics()
    {
        writeBand(at(u"red.tif"_s), {2, 10, 0});
        writeBand(at(u"green.tif"_s), {2, 10, 0});
        const QString band = u"<VRTRasterBand dataType=\"UInt16\"><SimpleSource><SourceFilename "
                             "relativeToVRT=\"1\">%1.tif</SourceFilename></SimpleSource></VRTRasterBand>"_s;
        const auto file = [](const QString &bands) {
            return u"<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\">%1</VRTDataset>"_s.arg(bands).toUtf8();
        };
        writeFile(at(u"scene.vrt"_s), file(band.arg(u"red"_s) + band.arg(u"green"_s)));
        writeFile(at(u"view.vrt"_s), file(band.arg(u"red"_s)));
        QCOMPARE(vrtSources(at(u"scene.vrt"_s)), QStringList());
        QCOMPARE(namesOf(itemsOf({at(u"scene.vrt"_s)})), QStringList{u"scene"_s});
        QCOMPARE(namesOf(itemsOf({at(u"view.vrt"_s)})), QStringList{u"view"_s});
    }
};

QTEST_GUILESS_MAIN(TestRasterCollection)
#include "tst_raster_collection.moc"
