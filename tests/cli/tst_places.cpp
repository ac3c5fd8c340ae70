#include "core/raster/remote_output.h"
#include "tests/support/classified_scene.h"
#include "tests/support/local_servers.h"
#include "tests/support/program.h"
#include "tests/support/same_raster.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// The same raster from wherever a request may name it: the same class map as from disk.
class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fromAWebServer();
    void fromADataStore_data();
    void fromADataStore();
    void fromAnImageService();
    void fromABucketAndIntoIt();
    void anUploadThatFailsKeepsTheFile();
    void itemOfAPortalIsRefused();

private:
    void comparesWithExpected(const QString &output) const;
    void classifiesAlike(const QString &input, const QStringList &options = {});

    QTemporaryDir m_folder;
    QString m_scene;
    QString m_expected;
};

void TestPlaces::initTestCase()
{
    QDir(m_folder.path()).mkpath(u"store/scenes süd"_s);
    m_scene = writeScene(m_folder.filePath(u"store/scenes süd/scene.tif"_s), 300, 280, 6);
    m_expected = m_folder.filePath(u"expected.tif"_s);
    const ProgramResult result = runPixelscape({u"classify"_s, m_scene, demoModel(), m_expected, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
}

void TestPlaces::comparesWithExpected(const QString &output) const
{
    GdalRasterSource actual(output);
    GdalRasterSource expected(m_expected);
    compareRasters(actual, expected);
}

void TestPlaces::classifiesAlike(const QString &input, const QStringList &options)
{
    const QString output = m_folder.filePath(u"classes.tif"_s);
    const ProgramResult result =
        runPixelscape(QStringList{u"classify"_s, input, demoModel(), output, u"-q"_s, u"--overwrite"_s} + options);
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    comparesWithExpected(output);
}

void TestPlaces::fromAWebServer()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    const auto server = serveFiles(m_folder.filePath(u"store/scenes süd"_s));
    classifiesAlike(server->address() + u"/scene.tif"_s);
}

void TestPlaces::fromADataStore_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("raster store") << u"/rasterStores/mine/scenes süd/scene.tif"_s;
    QTest::newRow("file share") << u"/fileShares/mine/scenes süd/scene.tif"_s;
    QTest::newRow("file address") << QUrl::fromLocalFile(m_scene).toString(QUrl::FullyEncoded);
}

void TestPlaces::fromADataStore()
{
    QFETCH(QString, place);
    classifiesAlike(place, {u"--data-store"_s, u"mine="_s + m_folder.filePath(u"store"_s)});
}

void TestPlaces::fromAnImageService()
{
    PIXELSCAPE_NEEDS_PYTHON(u"osgeo.gdal"_s);
    const auto server = serveImageService(m_scene);
    classifiesAlike(server->serviceAddress());
}

void TestPlaces::fromABucketAndIntoIt()
{
    PIXELSCAPE_NEEDS_BUCKET;
    const LocalBucket bucket;
    upload({m_scene}, u"/vsis3/scenes/north"_s);
    classifiesAlike(u"s3://scenes/north/scene.tif"_s);
    classifiesAlike(u"/cloudStores/north/scene.tif"_s, {u"--data-store"_s, u"north=s3://scenes/north"_s});
    const ProgramResult result = runPixelscape(
        {u"classify"_s, m_scene, demoModel(), u"s3://scenes/results/classes.tif"_s, u"-q"_s, u"--report"_s, u"-"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    comparesWithExpected(u"/vsis3/scenes/results/classes.tif"_s);
    QVERIFY(isThere(u"/vsis3/scenes/results/classes.tif.aux.xml"_s));
    const ProgramResult again =
        runPixelscape({u"classify"_s, m_scene, demoModel(), u"s3://scenes/results/classes.tif"_s, u"-q"_s});
    QCOMPARE(again.exitCode, 2);
    QVERIFY2(again.standardError.contains("exists already"), again.standardError.constData());
}

void TestPlaces::anUploadThatFailsKeepsTheFile()
{
    PIXELSCAPE_NEEDS_BUCKET;
    const LocalBucket bucket;
    const ProgramResult result =
        runPixelscape({u"classify"_s, m_scene, demoModel(), u"s3://no-such-bucket/classes.tif"_s, u"-q"_s});
    QCOMPARE(result.exitCode, 1);
    const QStringList errors = result.errors();
    QCOMPARE(errors.size(), 1);
    const QString kept = QDir(dataHome()).filePath(u"pixelscape/outputs"_s);
    QVERIFY2(errors.front().contains(kept), qUtf8Printable(errors.front()));
    // The sentence names the file, in a folder of this output's own.
    const QString folder = errors.front().section(kept + u'/', 1).section(u'/', 0, 0);
    QVERIFY(!folder.isEmpty());
    comparesWithExpected(kept + u'/' + folder + u"/classes.tif"_s);
}

void TestPlaces::itemOfAPortalIsRefused()
{
    const ProgramResult result =
        runPixelscape({u"classify"_s, u"item:0123456789abcdef"_s, demoModel(), m_folder.filePath(u"none.tif"_s)});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.standardError.contains("inputRaster: "), result.standardError.constData());
    QVERIFY2(result.standardError.contains("portal"), result.standardError.constData());
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
