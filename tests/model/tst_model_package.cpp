#include "core/model/model_package.h"
#include "tests/model/model_files.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestModelPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_files = std::make_unique<ModelFilesOnDisk>(); }

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
        QVERIFY(QDir(m_files->folder.path()).mkdir(u"elsewhere"_s));
        write(u"elsewhere/real.onnx"_s, onnx);
        QVERIFY(QFile::link(m_files->folder.filePath(u"elsewhere/real.onnx"_s), m_files->folder.filePath(u"M.ONNX"_s)));
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        QCOMPARE(readNetworkFiles(openModelPackage(path)).weights, onnx);
    }

    void readsADefinitionGivenAsText()
    {
        const QString text = QString::fromUtf8(" \n" + definitionNaming("m.onnx"));
        const ModelPackage nowhere = openModelPackage(text, m_files->folder.path());
        QCOMPARE(nowhere.definition.classes[0].name, u"Water"_s);
        const QString sentence = caughtSentence([&nowhere] { readNetworkFiles(nowhere); });
        QCOMPARE(sentence,
                 u"The model definition names m.onnx, which is not in %1. Put it there, or correct the name."_s.arg(
                     m_files->folder.path()));
        write(u"m.onnx"_s, onnx);
        QCOMPARE(readNetworkFiles(openModelPackage(text, m_files->folder.path())).weights, onnx);
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_files->folder.path()));
        const NetworkFiles files = readNetworkFiles(openModelPackage(text));
        QDir::setCurrent(before);
        QCOMPARE(files.weights, onnx);
    }

    void refusesTextsThatAreNoDefinition()
    {
        const auto sentenceOf = [](const QString &text, const QString &root = {}) {
            return caughtSentence([&] { openModelPackage(text, root); });
        };
        QVERIFY(
            sentenceOf(u"{\"ModelFile\" 1}"_s).startsWith(u"The model definition is not valid JSON (line 1, column"_s));
        QVERIFY(sentenceOf(u"{\"ModelFile\": \"../m\"}"_s).contains(u"leads out of the definition's own folder"_s));
        QVERIFY(sentenceOf(u"{}"_s, u"/nowhere"_s).contains(u"The model root /nowhere is no folder"_s));
        QVERIFY(sentenceOf(u"{"_s + QString(2'000'000, u' ')).contains(u"too large"_s));
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
        QVERIFY(QDir(m_files->folder.path()).mkdir(u"sub.dlpk"_s));
        const QString path =
            name.startsWith(u'x') || name.startsWith(u'm') ? write(name, content) : m_files->folder.filePath(name);
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
        QVERIFY(QDir(m_files->folder.path()).mkdir(u"m.onnx"_s));
        expectNetworkError(path, {u"m.onnx is not a file"_s});
    }

    void refusesWeightsLargerThanMemory()
    {
        const QString path = write(u"cloud.emd"_s, definitionNaming("m.onnx"));
        QFile sparse(m_files->folder.filePath(u"m.onnx"_s));
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        if (!sparse.resize(qint64(4) << 40))
            QSKIP("this file system has no sparse files of 4 TiB");
        if (!QFile::exists(u"/proc/meminfo"_s))
            QSKIP("this system does not say how much memory is free");
        expectNetworkError(path, {u"m.onnx is too large"_s, u"4398046511104 bytes"_s});
    }

    void fingerprintFollowsEveryByte()
    {
        ModelPackage package;
        package.definitionText = "abc";
        NetworkFiles files;
        files.weights = "de";
        // printf '\3\0\0\0\0\0\0\0abc\2\0\0\0\0\0\0\0de\0\0\0\0\0\0\0\0' | b2sum -l 256
        QCOMPARE(modelFingerprint(package, files),
                 u"bff779f5ba495fc1872fba6453ab06e27303fd966b4745b54f1c599b01d58a45"_s);
        const QString before = modelFingerprint(package, files);
        files.weights = "d";
        files.configuration = "e";
        QVERIFY(modelFingerprint(package, files) != before);
        files.weights = QByteArray(1 << 20, 'd');
        const QString large = modelFingerprint(package, files);
        files.weights[1 << 19] = 'e';
        QVERIFY(modelFingerprint(package, files) != large);
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
    QString write(const QString &name, const QByteArray &content) { return m_files->write(name, content); }

    std::unique_ptr<ModelFilesOnDisk> m_files;
};

QTEST_GUILESS_MAIN(TestModelPackage)
#include "tst_model_package.moc"
