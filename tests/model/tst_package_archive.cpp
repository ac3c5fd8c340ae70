#include "core/model/model_package.h"
#include "tests/model/model_files.h"
#include "tests/model/package_writer.h"
#include "tests/support/caught_sentence.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(std::vector<PackedFile>)

class TestPackageArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_files = std::make_unique<ModelFilesOnDisk>(); }

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
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, files));
        const ModelPackage package = openModelPackage(path);
        QCOMPARE(package.definition.classes[0].name, u"Water"_s);
        const NetworkFiles network = readNetworkFiles(package);
        QCOMPARE(network.weights, onnx);
        QCOMPARE(network.weightsName, weightsName);
        QCOMPARE(QDir(m_files->folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{u"p.dlpk"_s});
    }

    void readsTheSecondFileInAPackage()
    {
        const QString path = m_files->folder.filePath(u"P.DLPK"_s);
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
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
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
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, files));
        expectNetworkError(path, {words});
    }

    /// A definition that climbs is refused before any entry is looked for.
    void refusesDefinitionsThatLeaveThePackage()
    {
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
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
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {{"c.emd", definitionNaming("m.onnx")}, {"m.onnx", QByteArray(20000000, '\0')}}));
        write(u"p.dlpk"_s, withDeclaredSize(ModelFilesOnDisk::read(path), "m.onnx", declared));
        expectNetworkError(path, {words});
    }

    void refusesDamage()
    {
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(
            writePackage(path, {{"c.emd", definitionNaming("m.onnx"), ZIP_CM_STORE}, {"m.onnx", onnx, ZIP_CM_STORE}}));
        QByteArray content = ModelFilesOnDisk::read(path);
        content.replace("pytorch", "pytorcH");
        write(u"p.dlpk"_s, content);
        expectNetworkError(path, {u"p.dlpk/m.onnx is damaged in the package"_s});
    }

    void refusesPackagesCutOffAnywhere()
    {
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {{"c.emd", definitionNaming("m.onnx")}, {"m.onnx", onnx}}));
        const QByteArray whole = ModelFilesOnDisk::read(path);
        for (qsizetype length = 1; length < whole.size(); ++length) {
            write(u"p.dlpk"_s, whole.left(length));
            const QString sentence = caughtSentence([&path] { readNetworkFiles(openModelPackage(path)); });
            QVERIFY2(sentence.startsWith(u"p.dlpk"_s), qPrintable(QString::number(length)));
        }
    }

private:
    QString write(const QString &name, const QByteArray &content) { return m_files->write(name, content); }

    std::unique_ptr<ModelFilesOnDisk> m_files;
};

QTEST_GUILESS_MAIN(TestPackageArchive)
#include "tst_package_archive.moc"
