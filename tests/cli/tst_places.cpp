#include "core/raster/remote_output.h"
#include "tests/support/classified_scene.h"
#include "tests/support/local_servers.h"
#include "tests/support/program.h"
#include "tests/support/same_raster.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// The same raster from wherever a request may name it: the same class map as from disk.
class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fromAWebServer();
    void anAddressThatGivesNothingIsRefused();
    void fromADataStore_data();
    void fromADataStore();
    void fromAnImageService();
    void fromABucketAndIntoIt();
    void aModelOfAServer();
    void aPlaceThatTakesNothingIsRefusedFirst_data();
    void aPlaceThatTakesNothingIsRefusedFirst();
    void aKeyForReadingOnlyIsRefusedBeforeTheFirstSection();
    void anUploadThatFailsKeepsTheFile();
    void anUploadCanBeCancelled_data();
    void anUploadCanBeCancelled();
    void itemOfAPortalIsRefused();

private:
    QString keptFile(const QString &sentence) const;
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

void TestPlaces::anAddressThatGivesNothingIsRefused()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    const auto server = serveFiles(m_folder.filePath(u"store/scenes süd"_s));
    const QString address = server->address() + u"/other.tif"_s;
    const QString sentence = address + u" is not there: the server answers 404, not found; check the address."_s;
    const ProgramResult result = runPixelscape({u"classify"_s, address, demoModel(), m_folder.filePath(u"none.tif"_s)});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorText().contains(u"inputRaster: "_s + sentence), result.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_folder.filePath(u"none.tif"_s)));
    const ProgramResult info = runPixelscape({u"info"_s, address});
    QCOMPARE(info.errorText(), sentence + u'\n');
    const ProgramResult known = runPixelscape({u"info"_s, server->address() + u"/scene.tif"_s});
    QVERIFY2(known.exitCode == 0 && known.standardOutput.contains("[300,280]"), known.standardOutput.constData());
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

void TestPlaces::aModelOfAServer()
{
    PIXELSCAPE_NEEDS_BUCKET;
    qputenv("XDG_CACHE_HOME", m_folder.filePath(u"cache"_s).toUtf8());
    const LocalBucket bucket;
    upload({demoModel()}, u"/vsis3/scenes/models"_s);
    const auto server = serveFiles(QFileInfo(demoModel()).absolutePath());
    const QString name = u'/' + QFileInfo(demoModel()).fileName();
    const QString output = m_folder.filePath(u"by_server.tif"_s);
    for (const QString &model :
         {server->address() + name, u"s3://scenes/models"_s + name, u"/cloudStores/ours"_s + name}) {
        const ProgramResult result = runPixelscape({u"classify"_s, m_scene, model, output, u"-q"_s, u"--overwrite"_s,
                                                    u"--data-store"_s, u"ours=s3://scenes/models"_s});
        QVERIFY2(result.exitCode == 0, result.standardError.constData());
        comparesWithExpected(output);
    }
    const ProgramResult missing = runPixelscape({u"plan"_s, m_scene, server->address() + u"/none.dlpk"_s, output});
    QCOMPARE(missing.exitCode, 2);
    QVERIFY2(missing.errorText().contains(u"model: %1/none.dlpk is not there"_s.arg(server->address())),
             missing.standardError.constData());
}

void TestPlaces::aPlaceThatTakesNothingIsRefusedFirst_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("sentence");
    const QString noBucket = u"s3://elsewhere/classes.tif names a bucket that does not exist"_s;
    const QString onlyRead = u"http://127.0.0.1:1/classes.tif is an address that is only read from"_s;
    QTest::newRow("plan, no bucket") << u"plan"_s << u"s3://elsewhere/classes.tif"_s << noBucket;
    QTest::newRow("no bucket") << u"classify"_s << u"s3://elsewhere/classes.tif"_s << noBucket;
    QTest::newRow("plan, web") << u"plan"_s << u"http://127.0.0.1:1/classes.tif"_s << onlyRead;
    QTest::newRow("web") << u"classify"_s << u"http://127.0.0.1:1/classes.tif"_s << onlyRead;
}

void TestPlaces::aPlaceThatTakesNothingIsRefusedFirst()
{
    PIXELSCAPE_NEEDS_BUCKET;
    QFETCH(QString, command);
    QFETCH(QString, output);
    QFETCH(QString, sentence);
    const LocalBucket bucket;
    const ProgramResult result = runPixelscape({command, m_scene, demoModel(), output, u"-q"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorText().contains(u"outputClassifiedRaster: "_s + sentence), result.standardError.constData());
}

/// Only a trial tells; a plan writes nothing, and so does not know.
void TestPlaces::aKeyForReadingOnlyIsRefusedBeforeTheFirstSection()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    const FailingStore store(u"reading"_s);
    const QString output = u"s3://scenes/classes.tif"_s;
    QCOMPARE(runPixelscape({u"plan"_s, m_scene, demoModel(), output, u"-q"_s}).exitCode, 0);
    QVERIFY(store.requests().filter(u"PUT"_s).isEmpty());
    const ProgramResult result = runPixelscape({u"classify"_s, m_scene, demoModel(), output, u"-q"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errorText().contains(u"outputClassifiedRaster: s3://scenes/classes.tif cannot be written"_s),
             result.standardError.constData());
    QCOMPARE(store.requests().filter(u"PUT"_s).size(), 1);
    QVERIFY2(!result.errorText().contains(u".part"_s), result.standardError.constData());
}

QString TestPlaces::keptFile(const QString &sentence) const
{
    const QString outputs = QDir(dataHome()).filePath(u"pixelscape/outputs"_s) + u'/';
    // In a folder of this output's own.
    const QString folder = sentence.section(outputs, 1).section(u'/', 0, 0);
    return folder.isEmpty() ? QString() : outputs + folder + u"/classes.tif"_s;
}

void TestPlaces::anUploadThatFailsKeepsTheFile()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    const FailingStore store(u"small"_s);
    const ProgramResult result =
        runPixelscape({u"classify"_s, m_scene, demoModel(), u"s3://scenes/classes.tif"_s, u"-q"_s});
    QCOMPARE(result.exitCode, 1);
    const QStringList errors = result.errors();
    QCOMPARE(errors.size(), 1);
    const QString kept = keptFile(errors.front());
    QVERIFY2(!kept.isEmpty() && errors.front().contains(kept + u": copy it there"_s), qUtf8Printable(errors.front()));
    QVERIFY2(!result.errorText().contains(u".part"_s), result.standardError.constData());
    comparesWithExpected(kept);
}

void TestPlaces::anUploadCanBeCancelled_data()
{
    QTest::addColumn<bool>("bySignal");
    QTest::newRow("by Ctrl+C") << true;
    QTest::newRow("by another process") << false;
}

void TestPlaces::anUploadCanBeCancelled()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    QFETCH(bool, bySignal);
    const FailingStore store(u"slow"_s);
    const auto begun = [&store] { return !store.requests().filter(u"PUT begins"_s).isEmpty(); };
    RunningPixelscape program({u"classify"_s, m_scene, demoModel(), u"s3://scenes/classes.tif"_s});
    QTRY_VERIFY_WITH_TIMEOUT(begun(), 60'000);
    if (bySignal) {
        program.sendSignal(SIGINT);
    } else {
        QCOMPARE(runPixelscape({u"jobs"_s, u"cancel"_s, u"last"_s}).exitCode, 0);
    }
    const ProgramResult result = program.result();
    QCOMPARE(result.exitCode, 130);
    const QString kept = keptFile(result.errorText());
    QVERIFY2(result.errorText().contains(u"The class map was not put into s3://scenes; it is kept as "_s + kept),
             result.standardError.constData());
    QVERIFY2(!result.errorText().contains(u".part"_s), result.standardError.constData());
    comparesWithExpected(kept);
    const ProgramResult job = runPixelscape({u"jobs"_s, u"show"_s, u"last"_s, u"--format"_s, u"json"_s});
    QVERIFY2(job.standardOutput.contains("\"jobStatus\": \"esriJobCancelled\""), job.standardOutput.constData());
    // Nothing came after the file that was on its way.
    QCOMPARE(store.requests().filter(u"PUT begins"_s).size(), 1);
    QVERIFY(store.requests().filter(u"PUT /scenes/classes.tif "_s).isEmpty());
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
