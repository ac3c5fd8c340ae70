#include "core/model/model_package.h"
#include "tests/model/caught_sentence.h"
#include "tests/model/package_writer.h"
#include "tests/support/shared_data.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(std::vector<PackedFile>)

namespace {

const QByteArray onnx("\x08\x07\x12\x07pytorch:\x07\x12\x05graph", 20);
const QByteArray caffe("\x0a\x03net\xa2\x06\x06\x0a\x04"
                       "conv",
                       14);

QByteArray definitionNaming(const QByteArray &modelFile, const QByteArray &more = {})
{
    return "{\"ModelFile\": \"" + modelFile + "\", \"ImageHeight\": 64, \"ImageWidth\": 64, " + more +
           "\"Classes\": [{\"Value\": 1, \"Name\": \"Water\"}]}";
}

} // namespace

class TestModelPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void readsDefinitionWithWeightsBesideIt()
    {
        const QByteArray text = definitionNaming(".\\\\m.onnx");
        const QString path = write(u"cloud.EMD"_s, text);
        write(u"m.onnx"_s, onnx);
        const ModelPackage package = openModelPackage(path);
        QCOMPARE(package.path, path);
        QCOMPARE(package.definitionText, text);
        QCOMPARE(package.definition.classes[0].name, u"Water"_s);
        const NetworkFiles files = readNetworkFiles(package);
        QVERIFY(files.format == WeightsFormat::Onnx);
        QCOMPARE(files.weights, onnx);
        QCOMPARE(files.weightsName, u"m.onnx"_s);
        QVERIFY(files.configuration.isEmpty());
    }

    void followsLinksAndOtherCapitalsOnDisk()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"elsewhere"_s));
        write(u"elsewhere/real.onnx"_s, onnx);
        QVERIFY(QFile::link(m_folder->filePath(u"elsewhere/real.onnx"_s), m_folder->filePath(u"M.ONNX"_s)));
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        QCOMPARE(readNetworkFiles(openModelPackage(path)).weights, onnx);
    }

    void findsSecondFileOfANetwork_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("written");
        QTest::newRow("named") << QByteArray("\"ModelConfigurationFile\": \"net.prototxt\", ") << u"net.prototxt"_s;
        QTest::newRow("beside") << QByteArray() << u"m.prototxt"_s;
    }
    void findsSecondFileOfANetwork()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, written);
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.caffemodel", more));
        write(u"m.caffemodel"_s, caffe);
        write(written, "name: \"net\"");
        const NetworkFiles files = readNetworkFiles(openModelPackage(path));
        QVERIFY(files.format == WeightsFormat::Caffe);
        QCOMPARE(files.configuration, QByteArray("name: \"net\""));
    }

    void namesTheMissingSecondFile()
    {
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.caffemodel"));
        write(u"m.caffemodel"_s, caffe);
        expectNetworkError(path, {u"m.caffemodel holds Caffe weights"_s, u"m.prototxt"_s, u"cloud.emd"_s});
    }

    void refusesPaths_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::newRow("missing") << u"gone.emd"_s << QByteArray() << u"gone.emd does not exist"_s;
        QTest::newRow("folder") << u"sub.dlpk"_s << QByteArray() << u"sub.dlpk is a folder"_s;
        QTest::newRow("suffix") << u"m.onnx"_s << onnx
                                << u"m.onnx is not a model definition (.emd) or package (.dlpk)"_s;
        QTest::newRow("empty .emd") << u"x.emd"_s << QByteArray() << u"x.emd is empty"_s;
        QTest::newRow("empty .dlpk") << u"x.dlpk"_s << QByteArray() << u"x.dlpk is empty"_s;
        QTest::newRow("no zip") << u"x.dlpk"_s << QByteArray(5000, 'x') << u"x.dlpk is not a zip archive"_s;
        QTest::newRow("pointer .dlpk") << u"x.dlpk"_s << QByteArray("version https://git-lfs.github.com/spec/v1\n")
                                       << u"x.dlpk is a Git LFS pointer"_s;
        QTest::newRow("pointer .emd") << u"x.emd"_s << QByteArray("version https://git-lfs.github.com/spec/v1\n")
                                      << u"x.emd is a Git LFS pointer"_s;
        QTest::newRow("large .emd") << u"x.emd"_s << QByteArray(1024 * 1024 + 1, ' ') << u"x.emd is too large"_s;
        QTest::newRow("not JSON") << u"x.emd"_s << QByteArray("{\"a\": 1,}") << u"x.emd is not valid JSON (line 1"_s;
    }
    void refusesPaths()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        QVERIFY(QDir(m_folder->path()).mkdir(u"sub.dlpk"_s));
        const QString path =
            name.startsWith(u'x') || name.startsWith(u'm') ? write(name, content) : m_folder->filePath(name);
        const QString sentence = caughtSentence([&path] { openModelPackage(path); });
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
    }

    void refusesWeightsOnDisk_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::newRow("missing") << QByteArray("(none)") << u"cloud.emd names m.onnx, which is not beside it"_s;
        QTest::newRow("empty") << QByteArray() << u"m.onnx is empty"_s;
        QTest::newRow("pointer") << QByteArray("version https://git-lfs.github.com/spec/v1\n")
                                 << u"m.onnx is a Git LFS pointer (43 bytes of text)"_s;
    }
    void refusesWeightsOnDisk()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        if (content != "(none)")
            write(u"m.onnx"_s, content);
        expectNetworkError(path, {words});
    }

    void refusesWeightsThatAreNoFile()
    {
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        QVERIFY(QDir(m_folder->path()).mkdir(u"m.onnx"_s));
        expectNetworkError(path, {u"m.onnx is not a file"_s});
    }

    void refusesWeightsLargerThanMemory()
    {
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        QFile sparse(m_folder->filePath(u"m.onnx"_s));
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        if (!sparse.resize(qint64(4) << 40))
            QSKIP("this file system has no sparse files of 4 TiB");
        if (!QFile::exists(u"/proc/meminfo"_s))
            QSKIP("this system does not say how much memory is free");
        expectNetworkError(path, {u"m.onnx is too large"_s, u"4398046511104 bytes"_s});
    }

    void readsPackages_data()
    {
        QTest::addColumn<std::vector<PackedFile>>("files");
        QTest::addColumn<QString>("weightsName");
        const QByteArray emd = definitionNaming("m.onnx");
        const auto row = [](const char *what, const std::vector<PackedFile> &files, const QString &weightsName) {
            QTest::newRow(what) << files << weightsName;
        };
        row("at the root", {{"ModelCharacteristics/", ""}, {"cloud.emd", emd}, {"m.onnx", onnx}, {"f.py", "import os"}},
            u"p.dlpk/m.onnx"_s);
        row("stored", {{"cloud.emd", emd, ZIP_CM_STORE}, {"m.onnx", onnx, ZIP_CM_STORE}}, u"p.dlpk/m.onnx"_s);
        row("in a folder", {{"cloud/cloud.emd", emd}, {"m.onnx", "other"}, {"cloud/m.onnx", onnx}},
            u"p.dlpk/cloud/m.onnx"_s);
        row("root before folder", {{"old/cloud.emd", "{}"}, {"cloud.emd", emd}, {"m.onnx", onnx}}, u"p.dlpk/m.onnx"_s);
        row("backslashes", {{"cloud\\cloud.emd", emd}, {"cloud\\m.onnx", onnx}}, u"p.dlpk/cloud/m.onnx"_s);
        row("weights in a folder", {{"cloud.emd", definitionNaming(".\\\\nets\\\\m.onnx")}, {"nets/m.onnx", onnx}},
            u"p.dlpk/nets/m.onnx"_s);
        row("weights with dots", {{"cloud.emd", emd}, {"./m.onnx", onnx}}, u"p.dlpk/m.onnx"_s);
        row("other capitals", {{"CLOUD.EMD", emd}, {"M.ONNX", onnx}}, u"p.dlpk/M.ONNX"_s);
        row("beyond ASCII", {{"Wälder.emd", definitionNaming("Wälder.onnx")}, {"Wälder.onnx", onnx}},
            u"p.dlpk/Wälder.onnx"_s);
        row("DOS code page",
            {{"W\x84lder.emd", definitionNaming("Wälder.onnx"), ZIP_CM_STORE, ZIP_FL_ENC_CP437},
             {"W\x84lder.onnx", onnx, ZIP_CM_STORE, ZIP_FL_ENC_CP437}},
            u"p.dlpk/Wälder.onnx"_s);
        row("accents composed otherwise", {{"a.emd", definitionNaming("Wälder.onnx")}, {"Wa\xCC\x88lder.onnx", onnx}},
            QString::fromUtf8("p.dlpk/Wa\xCC\x88lder.onnx"));
        row("companions of macOS",
            {{"cloud/c.emd", emd}, {"__MACOSX/cloud/._c.emd", "x"}, {"cloud/._d.emd", "x"}, {"cloud/m.onnx", onnx}},
            u"p.dlpk/cloud/m.onnx"_s);
        row("climbing entries that nothing needs",
            {{"../evil.emd", "{}"},
             {"/etc/evil.emd", "{}"},
             {"cloud.emd", emd},
             {"../m.onnx", "evil"},
             {"C:\\m.onnx", "evil"},
             {"m.onnx", onnx}},
            u"p.dlpk/m.onnx"_s);
    }
    void readsPackages()
    {
        QFETCH(std::vector<PackedFile>, files);
        QFETCH(QString, weightsName);
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, files));
        const ModelPackage package = openModelPackage(path);
        QCOMPARE(package.definition.classes[0].name, u"Water"_s);
        const NetworkFiles network = readNetworkFiles(package);
        QCOMPARE(network.weights, onnx);
        QCOMPARE(network.weightsName, weightsName);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"p.dlpk"_s});
    }

    void readsTheSecondFileInAPackage()
    {
        const QString path = m_folder->filePath(u"P.DLPK"_s);
        QVERIFY(writePackage(path, {{"a/c.emd", definitionNaming("m.caffemodel")},
                                    {"a/m.caffemodel", caffe},
                                    {"a/m.prototxt", "name: \"net\""}}));
        QCOMPARE(readNetworkFiles(openModelPackage(path)).configuration, QByteArray("name: \"net\""));
    }

    void readsSixtyFourBitPackages()
    {
        const QString path = write(u"p.dlpk"_s, zip64Package("cloud.emd", definitionNaming("m.onnx")));
        QCOMPARE(openModelPackage(path).definition.modelFile, u"m.onnx"_s);
    }

    void refusesPackages_data()
    {
        QTest::addColumn<std::vector<PackedFile>>("files");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *what, const std::vector<PackedFile> &files, const QStringList &words) {
            QTest::newRow(what) << files << words;
        };
        const QByteArray emd = definitionNaming("m.onnx");
        row("no definition", {{"m.onnx", onnx}}, {u"p.dlpk holds no model definition (.emd)"_s});
        row("two at the root", {{"a.emd", emd}, {"b.emd", emd}}, {u"holds 2 model definitions: a.emd, b.emd"_s});
        row("two in folders", {{"x/a.emd", emd}, {"y/b.emd", emd}}, {u"holds 2 model definitions: x/a.emd, y/b.emd"_s});
        row("climbing definition", {{"../a.emd", emd}}, {u"p.dlpk: its entry ../a.emd leads out of the package"_s});
        row("hidden climb", {{"x\\..\\..\\a.emd", emd}}, {u"entry x\\..\\..\\a.emd leads out"_s});
        row("absolute definition", {{"/tmp/a.emd", emd}}, {u"entry /tmp/a.emd leads out of the package"_s});
        row("drive", {{"C:\\a.emd", emd}}, {u"entry C:\\a.emd leads out of the package"_s});
        PackedFile link{"a.emd", "/etc/passwd"};
        link.link = true;
        row("linked definition", {link}, {u"entry a.emd is a link"_s});
        PackedFile locked{"a.emd", emd};
        locked.encrypted = true;
        row("encrypted definition", {locked}, {u"p.dlpk/a.emd is encrypted"_s});
        row("large definition", {{"a.emd", QByteArray(1024 * 1024 + 1, ' ')}}, {u"p.dlpk/a.emd is too large"_s});
        row("empty definition", {{"a.emd", ""}}, {u"p.dlpk/a.emd is empty"_s});
        row("not JSON", {{"a.emd", "{\n\"a\" 1}"}}, {u"p.dlpk/a.emd is not valid JSON (line 2, column 5)"_s});
        row("detector", {{"a.emd", "{\"ModelType\": \"ObjectDetection\"}"}},
            {u"p.dlpk/a.emd is for object detection"_s});
    }
    void refusesPackages()
    {
        QFETCH(std::vector<PackedFile>, files);
        QFETCH(QStringList, words);
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, files));
        const QString sentence = caughtSentence([&path] { openModelPackage(path); });
        for (const QString &word : words)
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }

    void refusesWeightsInPackages_data()
    {
        QTest::addColumn<std::vector<PackedFile>>("files");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *what, const std::vector<PackedFile> &files, const QString &words) {
            QTest::newRow(what) << files << words;
        };
        const PackedFile emd{"a/c.emd", definitionNaming("m.onnx")};
        PackedFile link{"a/m.onnx", "../../secret"};
        link.link = true;
        PackedFile locked{"a/m.onnx", onnx};
        locked.encrypted = true;
        row("missing", {emd, {"m.onnx", onnx}}, u"p.dlpk/a/c.emd names m.onnx, which is not in the package"_s);
        row("link", {emd, link}, u"its entry a/m.onnx is a link"_s);
        row("climbing", {emd, {"a/../../m.onnx", onnx}}, u"its entry a/../../m.onnx leads out of the package"_s);
        row("absolute", {emd, {"\\\\server\\m.onnx", onnx}},
            u"its entry \\\\server\\m.onnx leads out of the package"_s);
        row("encrypted", {emd, locked}, u"p.dlpk/a/m.onnx is encrypted"_s);
        row("empty", {emd, {"a/m.onnx", ""}}, u"p.dlpk/a/m.onnx is empty"_s);
        row("pointer", {emd, {"a/m.onnx", "version https://git-lfs.github.com/spec/v1\n"}},
            u"p.dlpk/a/m.onnx is a Git LFS pointer"_s);
        row("a folder of that name", {emd, {"a/m.onnx/", ""}}, u"names m.onnx, which is not in the package"_s);
        row("second file missing", {{"c.emd", definitionNaming("m.caffemodel")}, {"m.caffemodel", caffe}},
            u"need a second file, m.prototxt"_s);
    }
    void refusesWeightsInPackages()
    {
        QFETCH(std::vector<PackedFile>, files);
        QFETCH(QString, words);
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, files));
        expectNetworkError(path, {words});
    }

    /// A definition that climbs is refused before any entry is looked for.
    void refusesDefinitionsThatLeaveThePackage()
    {
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {{"a/c.emd", definitionNaming("../m.onnx")}, {"m.onnx", onnx}}));
        const QString sentence = caughtSentence([&path] { openModelPackage(path); });
        QVERIFY2(sentence.contains(u"p.dlpk/a/c.emd: ModelFile names \"../m.onnx\""_s), qPrintable(sentence));
    }

    void refusesSizesThatLie_data()
    {
        QTest::addColumn<uint>("declared");
        QTest::addColumn<QString>("words");
        QTest::newRow("longer than declared") << 100U << u"p.dlpk/m.onnx is damaged"_s;
        QTest::newRow("nothing declared") << 0U << u"p.dlpk/m.onnx is damaged"_s;
        QTest::newRow("shorter than declared") << 50000000U << u"p.dlpk/m.onnx is damaged"_s;
    }
    void refusesSizesThatLie()
    {
        QFETCH(uint, declared);
        QFETCH(QString, words);
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {{"c.emd", definitionNaming("m.onnx")}, {"m.onnx", QByteArray(20000000, '\0')}}));
        write(u"p.dlpk"_s, withDeclaredSize(read(path), "m.onnx", declared));
        expectNetworkError(path, {words});
    }

    void refusesDamage()
    {
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(
            writePackage(path, {{"c.emd", definitionNaming("m.onnx"), ZIP_CM_STORE}, {"m.onnx", onnx, ZIP_CM_STORE}}));
        QByteArray content = read(path);
        content.replace("pytorch", "pytorcH");
        write(u"p.dlpk"_s, content);
        expectNetworkError(path, {u"p.dlpk/m.onnx is damaged in the package"_s});
    }

    void refusesPackagesCutOffAnywhere()
    {
        const QString path = m_folder->filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {{"c.emd", definitionNaming("m.onnx")}, {"m.onnx", onnx}}));
        const QByteArray whole = read(path);
        for (qsizetype length = 1; length < whole.size(); ++length) {
            write(u"p.dlpk"_s, whole.left(length));
            const QString sentence = caughtSentence([&path] { readNetworkFiles(openModelPackage(path)); });
            QVERIFY2(sentence.startsWith(u"p.dlpk"_s), qPrintable(QString::number(length)));
        }
    }

    void fingerprintFollowsEveryByte()
    {
        ModelPackage package;
        package.definitionText = "abc";
        NetworkFiles files;
        files.weights = "de";
        // printf '\3\0\0\0\0\0\0\0abc\2\0\0\0\0\0\0\0de\0\0\0\0\0\0\0\0' | sha256sum
        QCOMPARE(modelFingerprint(package, files),
                 u"01ac2c1c4b7c9ad97cb5010c864468eb155130a8efabe599d196df3a2d3ea8d4"_s);
        const QString before = modelFingerprint(package, files);
        files.weights = "d";
        files.configuration = "e";
        QVERIFY(modelFingerprint(package, files) != before);
    }

    void readsRealModels_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("weights");
        QTest::addColumn<int>("configuration");
        QTest::newRow("ONNX") << u"models/cloud/cloud_rgbiswir.emd"_s << 385992 << 0;
        QTest::newRow("Caffe") << u"models/cloud/cloud_rgbiswir_caffe.emd"_s << 380723 << 5076;
        QTest::newRow("TensorFlow") << u"models/cloud/cloud_rgbiswir_tf.emd"_s << 386434 << 0;
        QTest::newRow("UTF-16") << u"models/cloud/utf16_cloud.emd"_s << 385992 << 0;
        QTest::newRow("Dynamic World") << u"models/dynamicworld/dynamicworld_s2_13band.emd"_s << 900130 << 0;
        QTest::newRow("Azure") << u"models/odd/azure_landcover/trained.emd"_s << 1302341 << 0;
    }
    void readsRealModels()
    {
        QFETCH(QString, file);
        PIXELSCAPE_NEEDS_SHARED(file);
        const NetworkFiles files = readNetworkFiles(openModelPackage(sharedData(file)));
        QTEST(int(files.weights.size()), "weights");
        QTEST(int(files.configuration.size()), "configuration");
    }

private:
    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a test file could not be written");
        return path;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void expectNetworkError(const QString &path, const QStringList &words)
    {
        const ModelPackage package = openModelPackage(path);
        const QString sentence = caughtSentence([&package] { readNetworkFiles(package); });
        for (const QString &word : words)
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestModelPackage)
#include "tst_model_package.moc"
