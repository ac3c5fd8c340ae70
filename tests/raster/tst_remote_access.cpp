#include "core/raster/remote_access.h"

#include "core/raster/gdal_raster_source.h"
#include "core/raster/mask_source.h"
#include "core/raster/remote_output.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/local_servers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cpl_vsi.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// Sets variables of the environment for a while.
class Environment
{
public:
    explicit Environment(const std::map<QByteArray, QByteArray> &values)
    {
        for (const auto &[name, value] : values) {
            m_before[name] = qgetenv(name.constData());
            qputenv(name.constData(), value);
        }
        VSICurlClearCache();
    }
    ~Environment()
    {
        for (const auto &[name, value] : m_before)
            value.isNull() ? qunsetenv(name.constData()) : qputenv(name.constData(), value);
        VSICurlClearCache();
    }
    Environment(const Environment &) = delete;
    Environment &operator=(const Environment &) = delete;

private:
    std::map<QByteArray, QByteArray> m_before;
};

QString openingSentence(const QString &path)
{
    return caughtSentence([&] { GdalRasterSource raster(path); });
}

} // namespace

class RemoteAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void webServerSaysWhatIsWrong_data();
    void webServerSaysWhatIsWrong();
    void aMaskSaysItToo();
    void nobodyAnswers_data();
    void nobodyAnswers();
    void aBucketSaysWhatIsWrong_data();
    void aBucketSaysWhatIsWrong();
    void aStoreRefuses();
    void noKeyForABucket();
    void whatIsDamagedIsNoMatterOfTheServer();
    void addressesAreShownWithoutKeys();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LocalServer> m_server;
};

void RemoteAccessTest::initTestCase()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    // Too large to come with the first bytes.
    MadeRaster scene{512, 512, 1, GDT_Byte, hills(512, 512, 1, 0, 200)};
    writeRaster(m_folder.filePath(u"scene.tif"_s), scene);
    QFile damaged(m_folder.filePath(u"noise.tif"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("this is no raster");
    m_server = std::make_unique<LocalServer>(u"failing_server.py"_s, QStringList{m_folder.path()});
}

void RemoteAccessTest::webServerSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("not found") << u"404/a.tif"_s << u" is not there: "_s << u"check the address"_s;
    QTest::newRow("gone") << u"410/a.tif"_s << u" is not there: "_s << u"check the address"_s;
    QTest::newRow("no login") << u"401/a.tif"_s << u" is refused by the server (HTTP status 401)"_s
                              << u"GDAL_HTTP_USERPWD"_s;
    QTest::newRow("not allowed") << u"403/a.tif"_s << u" is refused by the server (HTTP status 403)"_s
                                 << u"GDAL_HTTP_HEADER_FILE"_s;
    QTest::newRow("out of order") << u"503/a.tif"_s << u" cannot be read: the server answers with HTTP status 503"_s
                                  << u"try again later"_s;
    QTest::newRow("sign in") << u"page/a.tif"_s << u" is answered with a web page"_s << u"download it"_s;
    QTest::newRow("no parts") << u"whole/scene.tif"_s << u" is on a server that gives no parts"_s << u"download it"_s;
}

void RemoteAccessTest::webServerSaysWhatIsWrong()
{
    QFETCH(QString, path);
    QFETCH(QString, begin);
    QFETCH(QString, remedy);
    const QString address = m_server->address() + u'/' + path;
    const QString sentence = openingSentence(u"/vsicurl/"_s + address + u"?key=secret"_s);
    QVERIFY2(sentence.startsWith(address + begin), qUtf8Printable(sentence));
    QVERIFY2(sentence.contains(remedy), qUtf8Printable(sentence));
    QVERIFY2(!sentence.contains("secret"_L1), qUtf8Printable(sentence));
}

void RemoteAccessTest::aMaskSaysItToo()
{
    const QString address = m_server->address() + u"/404/mask.gpkg"_s;
    const QString sentence = caughtSentence([&] { MaskSource::fingerprint(u"/vsicurl/"_s + address); });
    QVERIFY2(sentence.startsWith(address + u" is not there: "_s), qUtf8Printable(sentence));
}

void RemoteAccessTest::nobodyAnswers_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("begin");
    QTest::newRow("no server") << u"http://127.0.0.1:1/a.tif"_s << u" cannot be reached: there is no answer ("_s;
    // This ending is promised to belong to nobody.
    QTest::newRow("no host") << u"http://pixelscape.invalid/a.tif"_s
                             << u" cannot be reached: no computer of that name"_s;
}

void RemoteAccessTest::nobodyAnswers()
{
    QFETCH(QString, address);
    QFETCH(QString, begin);
    const Environment direct({{"no_proxy", "*"}, {"NO_PROXY", "*"}});
    const QString sentence = openingSentence(u"/vsicurl/"_s + address);
    QVERIFY2(sentence.startsWith(address + begin), qUtf8Printable(sentence));
    QVERIFY2(sentence.contains("check the address and the network"_L1), qUtf8Printable(sentence));
}

void RemoteAccessTest::aBucketSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no file") << u"/vsis3/scenes/north/a.tif"_s
                             << u"s3://scenes/north/a.tif is not in its bucket; check its name, capitals too."_s;
    QTest::newRow("no bucket") << u"/vsis3/no-such-bucket/a.tif"_s
                               << u"s3://no-such-bucket/a.tif names a bucket that does not exist; check the bucket's "
                                  "name and the store's address."_s;
    QTest::newRow("a folder") << u"/vsis3/scenes/full"_s
                              << u"s3://scenes/full is a folder on a server; name the file in it."_s;
    QTest::newRow("an empty file") << u"/vsis3/scenes/full/empty.tif"_s
                                   << u"s3://scenes/full/empty.tif is empty on the server; have it put there again."_s;
}

void RemoteAccessTest::aBucketSaysWhatIsWrong()
{
    PIXELSCAPE_NEEDS_BUCKET;
    const LocalBucket bucket;
    QFile empty(m_folder.filePath(u"empty.tif"_s));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    upload({empty.fileName()}, u"/vsis3/scenes/full"_s);
    QFETCH(QString, path);
    QTEST(openingSentence(path), "sentence");
}

void RemoteAccessTest::aStoreRefuses()
{
    const StoreSettings store(m_server->hostAndPort() + u"/403"_s);
    const QString sentence = openingSentence(u"/vsis3/scenes/a.tif"_s);
    QVERIFY2(sentence.startsWith("s3://scenes/a.tif is refused by the server (HTTP status 403)"_L1),
             qUtf8Printable(sentence));
    QVERIFY2(sentence.contains("AWS_SECRET_ACCESS_KEY"_L1), qUtf8Printable(sentence));
}

void RemoteAccessTest::noKeyForABucket()
{
    const Environment nothing({{"AWS_ACCESS_KEY_ID", ""},
                               {"AWS_SECRET_ACCESS_KEY", ""},
                               {"CPL_AWS_CREDENTIALS_FILE", "/nowhere/credentials"},
                               {"AWS_CONFIG_FILE", "/nowhere/config"},
                               {"CPL_AWS_EC2_API_ROOT_URL", "http://127.0.0.1:1"}});
    const QString sentence = openingSentence(u"/vsis3/scenes/a.tif"_s);
    QVERIFY2(sentence.startsWith("s3://scenes/a.tif needs a key"_L1), qUtf8Printable(sentence));
    QVERIFY2(sentence.contains("~/.aws/credentials"_L1), qUtf8Printable(sentence));
}

void RemoteAccessTest::whatIsDamagedIsNoMatterOfTheServer()
{
    const auto server = serveFiles(m_folder.path());
    const QString path = u"/vsicurl/"_s + server->address();
    QCOMPARE(remoteDefect(path + u"/scene.tif"_s), QString());
    const QString sentence = openingSentence(path + u"/noise.tif"_s);
    QVERIFY2(sentence.contains("in no raster format that GDAL knows"_L1), qUtf8Printable(sentence));
}

void RemoteAccessTest::addressesAreShownWithoutKeys()
{
    QCOMPARE(addressShown(u"/vsis3/bucket/a b.tif"_s), u"s3://bucket/a b.tif"_s);
    QCOMPARE(addressShown(u"/vsiaz/box/a.tif"_s), u"az://box/a.tif"_s);
    QCOMPARE(addressShown(u"/vsicurl/https://host/a.tif?sig=1"_s), u"https://host/a.tif"_s);
    QCOMPARE(addressShown(u"/data/what?.tif"_s), u"/data/what?.tif"_s);
}

QTEST_GUILESS_MAIN(RemoteAccessTest)
#include "tst_remote_access.moc"
