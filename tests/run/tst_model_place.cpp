#include "core/run/model_place.h"

#include "core/model/model_package.h"
#include "core/raster/remote_output.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/classified_scene.h"
#include "tests/support/local_servers.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
    return path;
}

/// Another one where the file was written anew.
ino_t fileNumber(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_ino : 0;
}

QByteArray definition(const QByteArray &weights)
{
    return "{\"ModelFile\": \"" + weights +
           "\", \"ImageHeight\": 32, \"ImageWidth\": 32, \"Classes\": [{\"Value\": 1, \"Name\": \"Low\", \"Color\": "
           "[10, 20, 30]}, {\"Value\": 2, \"Name\": \"High\", \"Color\": [200, 100, 0]}]}";
}

} // namespace

class ModelPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void placesOfThisComputerStay_data();
    void placesOfThisComputerStay();
    void aPackageOfAWebServer();
    void aDefinitionComesWithItsFiles();
    void filesThatWeightsNameComeToo_data();
    void filesThatWeightsNameComeToo();
    void aDefinitionNamesNothingOutsideItsFolder_data();
    void aDefinitionNamesNothingOutsideItsFolder();
    void onlyAnotherVersionIsCopiedAnew();
    void whatIsMissingIsSaid();

private:
    QString web(const QString &name) const { return u"/vsicurl/"_s + m_server->address() + u'/' + name; }

    QTemporaryDir m_folder;
    std::unique_ptr<LocalServer> m_server;
};

void ModelPlaceTest::initTestCase()
{
    PIXELSCAPE_NEEDS_PYTHON(u"http.server"_s);
    qputenv("XDG_CACHE_HOME", m_folder.filePath(u"cache"_s).toUtf8());
    m_server = serveFiles(m_folder.filePath(u"served"_s));
    writeFile(m_folder.filePath(u"served/land cover.dlpk"_s), contentOf(demoModel()));
    writeFile(m_folder.filePath(u"served/models/net.emd"_s), definition("weights/net.pb"));
    writeFile(m_folder.filePath(u"served/models/weights/net.pb"_s), "these are weights");
    writeFile(m_folder.filePath(u"served/secret.pb"_s), "not beside it");
    writeFile(m_folder.filePath(u"served/models/above.emd"_s), definition("../secret.pb"));
    writeFile(m_folder.filePath(u"served/models/root.emd"_s), definition("/etc/hostname"));
}

void ModelPlaceTest::placesOfThisComputerStay_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("path") << u"/data/a.dlpk"_s;
    QTest::newRow("missing path of another kind") << u"/data/a.txt"_s;
    QTest::newRow("text") << u"{\"ModelFile\": \"https://host/a.onnx\"}"_s;
}

void ModelPlaceTest::placesOfThisComputerStay()
{
    QFETCH(QString, place);
    QCOMPARE(localModel(place), place);
}

void ModelPlaceTest::aPackageOfAWebServer()
{
    const QString local = localModel(web(u"land%20cover.dlpk"_s));
    QVERIFY2(local.startsWith(m_folder.filePath(u"cache/pixelscape/models/"_s)), qPrintable(local));
    QCOMPARE(QFileInfo(local).fileName(), u"land cover.dlpk"_s);
    QVERIFY(contentOf(local) == contentOf(demoModel()));
    QVERIFY(openModelPackage(local).definition.classes.size() > 1);
}

void ModelPlaceTest::aDefinitionComesWithItsFiles()
{
    const QString local = localModel(web(u"models/net.emd"_s));
    QCOMPARE(contentOf(local), definition("weights/net.pb"));
    QCOMPARE(contentOf(QFileInfo(local).dir().filePath(u"weights/net.pb"_s)), "these are weights");
}

void ModelPlaceTest::filesThatWeightsNameComeToo_data()
{
    QTest::addColumn<QByteArray>("weightsName");
    QTest::addColumn<QByteArray>("weights");
    QTest::addColumn<QString>("other");
    // One tensor (graph, initializer) whose numbers are at the location "m.data": external_data, data_location.
    const QByteArray tensor = QByteArray("\x6a\x12\x0a\x08location\x12\x06m.data\x70\x01", 22);
    const QByteArray graph = "\x2a" + QByteArray(1, char(tensor.size())) + tensor;
    QTest::newRow("ONNX") << QByteArray("m.onnx") << "\x08\x08\x3a" + QByteArray(1, char(graph.size())) + graph
                          << u"m.data"_s;
    QTest::newRow("OpenVINO") << QByteArray("m.xml") << QByteArray("<?xml version=\"1.0\"?>\n<net name=\"n\"/>")
                              << u"m.bin"_s;
    QTest::newRow("Caffe") << QByteArray("m.caffemodel") << QByteArray("weights") << u"m.prototxt"_s;
}

void ModelPlaceTest::filesThatWeightsNameComeToo()
{
    QFETCH(QByteArray, weightsName);
    QFETCH(QByteArray, weights);
    QFETCH(QString, other);
    const QString folder = m_folder.filePath(u"served/"_s + QString::fromLatin1(weightsName) + u".d/"_s);
    writeFile(folder + u"m.emd"_s, definition("nets/" + weightsName));
    writeFile(folder + u"nets/"_s + QString::fromLatin1(weightsName), weights);
    writeFile(folder + u"nets/"_s + other, "its numbers");
    const QDir copy = QFileInfo(localModel(web(QString::fromLatin1(weightsName) + u".d/m.emd"_s))).dir();
    QCOMPARE(contentOf(copy.filePath(u"nets/"_s + QString::fromLatin1(weightsName))), weights);
    QCOMPARE(contentOf(copy.filePath(u"nets/"_s + other)), "its numbers");
}

void ModelPlaceTest::aDefinitionNamesNothingOutsideItsFolder_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("above it") << u"models/above.emd"_s;
    QTest::newRow("absolute") << u"models/root.emd"_s;
}

void ModelPlaceTest::aDefinitionNamesNothingOutsideItsFolder()
{
    QFETCH(QString, name);
    const qsizetype before = m_server->requests().size();
    const QString sentence = caughtSentence([&] { localModel(web(name)); });
    QVERIFY(!sentence.isEmpty());
    for (const QString &request : m_server->requests().sliced(before))
        QVERIFY2(request.contains(name), qPrintable(request));
}

void ModelPlaceTest::onlyAnotherVersionIsCopiedAnew()
{
    PIXELSCAPE_NEEDS_BUCKET;
    const LocalBucket bucket;
    const QString source = writeFile(m_folder.filePath(u"a.dlpk"_s), "the first content");
    upload({source}, u"/vsis3/scenes/models"_s);
    const QString place = u"/vsis3/scenes/models/a.dlpk"_s;
    const QString local = localModel(place);
    QCOMPARE(contentOf(local), "the first content");
    const ino_t number = fileNumber(local);
    QCOMPARE(localModel(place), local);
    QCOMPARE(fileNumber(local), number);

    // Of the same size, as weights that were trained again are.
    writeFile(source, "the other content");
    upload({source}, u"/vsis3/scenes/models"_s);
    QCOMPARE(localModel(place), local);
    QCOMPARE(contentOf(local), "the other content");

    // As a copy would look that was broken off, had it this name.
    writeFile(local, "the other");
    QCOMPARE(localModel(place), local);
    QCOMPARE(contentOf(local), "the other content");
}

void ModelPlaceTest::whatIsMissingIsSaid()
{
    QCOMPARE(caughtSentence([&] { localModel(web(u"none.dlpk?key=secret"_s)); }),
             m_server->address() + u"/none.dlpk is not there: the server answers 404, not found; check the address."_s);
    const QString sentence = caughtSentence([&] { localModel(web(u"scene.tif"_s)); });
    QVERIFY2(sentence.contains("is not a model definition (.emd) or package (.dlpk)"_L1), qPrintable(sentence));
    QVERIFY(QDir(m_folder.filePath(u"cache/pixelscape/models"_s)).exists());
}

QTEST_GUILESS_MAIN(ModelPlaceTest)
#include "tst_model_place.moc"
