#include "core/raster/remote_output.h"
#include "core/run/data_place.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/local_servers.h"
#include "tests/support/same_raster.h"

#include <QTemporaryDir>
#include <QTest>

#include <cpl_vsi.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

QString writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
    return path;
}

/// Of a file that GDAL opens; empty where there is none.
QByteArray contentOf(const QString &path)
{
    VSILFILE *file = VSIFOpenL(path.toUtf8().constData(), "rb");
    if (!file)
        return {};
    QByteArray content;
    QByteArray part(1 << 20, 0);
    while (const std::size_t size = VSIFReadL(part.data(), 1, std::size_t(part.size()), file))
        content.append(part.constData(), qsizetype(size));
    VSIFCloseL(file);
    return content;
}

} // namespace

class RemoteOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRasterHasThePixelsOfTheDisk();
    void filesArriveWhole_data();
    void filesArriveWhole();
    void whatIsThereIsReplaced();
    void aFailureKeepsTheLocalFile();
    void stopsAtTheFirstFailure();
    void theFileThatMattersIsNamed();
    void aLookTellsWhereNothingCanBePut_data();
    void aLookTellsWhereNothingCanBePut();
    void aTrialLeavesNothing();
    void aTrialFindsWhatALookDoesNot();

private:
    std::unique_ptr<LocalBucket> m_bucket;
    QTemporaryDir m_folder;
};

void RemoteOutputTest::initTestCase()
{
    PIXELSCAPE_NEEDS_BUCKET;
    m_bucket = std::make_unique<LocalBucket>();
}

void RemoteOutputTest::aRasterHasThePixelsOfTheDisk()
{
    constexpr int width = 320;
    constexpr int height = 210;
    MadeRaster scene{width, height, 4, GDT_UInt16, hills(width, height, 4, 0, 60000), {"TILED=YES"}};
    scene.finish = [](GDALDataset &dataset) { putOn(dataset, {{500000, 10, 0, 5000000, 0, -10}, u"EPSG:32633"_s}); };
    const QString onDisk = writeRaster(m_folder.filePath(u"scene 100%.tif"_s), scene);
    const DataStores stores{{u"ours"_s, u"s3://scenes/2024"_s}};
    upload({onDisk}, gdalPlace(u"/cloudStores/ours/rasters"_s, stores));
    GdalRasterSource file(onDisk);
    for (const QString &place :
         {u"s3://scenes/2024/rasters/scene 100%.tif"_s, u"/cloudStores/ours/rasters/scene 100%.tif"_s}) {
        GdalRasterSource inBucket(gdalPlace(place, stores));
        compareRasters(inBucket, file);
    }
}

void RemoteOutputTest::filesArriveWhole_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("empty") << qsizetype(0);
    QTest::newRow("one byte") << qsizetype(1);
    QTest::newRow("one chunk") << qsizetype(4 << 20);
    // GDAL sends files of more than 50 MiB in parts.
    QTest::newRow("several parts") << qsizetype(60'000'001);
}

void RemoteOutputTest::filesArriveWhole()
{
    QFETCH(qsizetype, size);
    QByteArray content(size, 0);
    for (qsizetype i = 0; i < size; ++i)
        content[i] = char((quint64(i) * 2654435761U) >> 11);
    const QString name = u"%1 bytes"_s.arg(size);
    upload({writeFile(m_folder.filePath(name), content)}, u"/vsis3/scenes/whole/"_s);
    VSIStatBufL status;
    QCOMPARE(VSIStatL(u"/vsis3/scenes/whole/%1"_s.arg(name).toUtf8().constData(), &status), 0);
    QCOMPARE(qsizetype(status.st_size), size);
    QVERIFY(contentOf(u"/vsis3/scenes/whole/"_s + name) == content);
}

void RemoteOutputTest::whatIsThereIsReplaced()
{
    const QString path = m_folder.filePath(u"map.tif"_s);
    upload({writeFile(path, "the first, and longer")}, u"/vsis3/scenes/replaced"_s);
    QCOMPARE(contentOf(u"/vsis3/scenes/replaced/map.tif"_s), "the first, and longer");
    upload({writeFile(path, "the second")}, u"/vsis3/scenes/replaced"_s);
    QCOMPARE(contentOf(u"/vsis3/scenes/replaced/map.tif"_s), "the second");
}

void RemoteOutputTest::aFailureKeepsTheLocalFile()
{
    const QString path = writeFile(m_folder.filePath(u"kept.tif"_s), "content");
    const QString sentence = caughtSentence([&] { upload({path}, u"/vsis3/nobody/x"_s); });
    QVERIFY2(sentence.startsWith("s3://nobody/x/kept.tif cannot be written (names a bucket that does not exist)"_L1),
             qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u"; the finished file is kept as %1: copy it there once that is mended."_s.arg(path)),
             qPrintable(sentence));
    QCOMPARE(contentOf(path), "content");
}

void RemoteOutputTest::stopsAtTheFirstFailure()
{
    const QString missing = m_folder.filePath(u"missing.csv"_s);
    const QString map = writeFile(m_folder.filePath(u"last.tif"_s), "content");
    const QString sentence = caughtSentence([&] { upload({missing, map}, u"/vsis3/scenes/stopped"_s); });
    QVERIFY2(sentence.contains(u"No such file"_s), qPrintable(sentence));
    VSIStatBufL status;
    QVERIFY(VSIStatL("/vsis3/scenes/stopped/last.tif", &status) != 0);
}

void RemoteOutputTest::theFileThatMattersIsNamed()
{
    const QString table = writeFile(m_folder.filePath(u"map.tif.vat.dbf"_s), "table");
    const QString map = writeFile(m_folder.filePath(u"map.tif"_s), "content");
    const QString sentence = caughtSentence([&] { upload({table, map}, u"/vsis3/nobody/x"_s); });
    QVERIFY2(sentence.startsWith("s3://nobody/x/map.tif.vat.dbf cannot be written"_L1), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"is kept as %1: copy"_s.arg(map)), qPrintable(sentence));
}

void RemoteOutputTest::aLookTellsWhereNothingCanBePut_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("sentence");
    const QString onlyRead =
        u" is an address that is only read from; choose an output on this computer, or in a bucket "
        "(s3://, gs:// or az://)."_s;
    QTest::newRow("web") << u"/vsicurl/https://host/a.tif?key=1"_s << u"https://host/a.tif"_s + onlyRead;
    QTest::newRow("service") << u"https://host/arcgis/rest/services/A/ImageServer?token=1"_s
                             << u"https://host/arcgis/rest/services/A/ImageServer"_s + onlyRead;
    QTest::newRow("folder") << u"/vsis3/scenes/a/"_s
                            << u"s3://scenes/a/ is a folder; name the file to write in it, such as "
                               "s3://scenes/a/classes.tif."_s;
    QTest::newRow("no bucket") << u"/vsis3/nobody/a.tif"_s
                               << u"s3://nobody/a.tif names a bucket that does not exist; check the bucket's name and "
                                  "the store's address."_s;
    QTest::newRow("possible") << u"/vsis3/scenes/new/a.tif"_s << QString();
}

void RemoteOutputTest::aLookTellsWhereNothingCanBePut()
{
    QFETCH(QString, place);
    QTEST(remoteOutputDefect(place), "sentence");
}

void RemoteOutputTest::aTrialLeavesNothing()
{
    QCOMPARE(tryPuttingBeside(u"/vsis3/scenes/tried/a.tif"_s), QString());
    VSICurlClearCache();
    char **names = VSIReadDir("/vsis3/scenes/tried");
    QVERIFY(!names);
}

void RemoteOutputTest::aTrialFindsWhatALookDoesNot()
{
    const FailingStore store(u"reading"_s);
    const QString place = u"/vsis3/scenes/a.tif"_s;
    QCOMPARE(remoteOutputDefect(place), QString());
    const QString sentence = caughtSentence([&] { tryPuttingBeside(place); });
    QVERIFY2(sentence.startsWith("s3://scenes/a.tif cannot be written (the store does not take it"_L1),
             qPrintable(sentence));
    QVERIFY2(sentence.contains("AWS_SECRET_ACCESS_KEY"_L1), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(RemoteOutputTest)
#include "tst_remote_output.moc"
