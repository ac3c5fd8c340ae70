#include "core/model/weights_format.h"
#include "tests/model/model_files.h"
#include "tests/model/package_writer.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

using Contents = std::map<QString, QByteArray>;
Q_DECLARE_METATYPE(Contents)

namespace {

/// A protobuf field of bytes, shorter than 128 of them.
QByteArray bytesField(int number, const QByteArray &content)
{
    QByteArray key(1, char(((number & 15) << 3) | 2));
    if (number > 15)
        key = QByteArray(1, char(((number << 3 | 2) & 0x7F) | 0x80)) + char(number >> 4);
    return key + QByteArray(1, char(content.size())) + content;
}

/// A tensor whose numbers are bytes 0 to `length` of another file.
QByteArray tensorIn(const QByteArray &location, const QByteArray &length = {})
{
    QByteArray tensor = bytesField(13, bytesField(1, "location") + bytesField(2, location));
    if (!length.isEmpty())
        tensor += bytesField(13, bytesField(1, "length") + bytesField(2, length));
    return tensor + QByteArray("\x70\x01", 2);
}

QByteArray onnxOf(const QByteArray &graph)
{
    return "\x08\x08" + bytesField(2, "pytorch") + bytesField(7, graph);
}

const QByteArray savedModel = "\x08\x01" + bytesField(2, bytesField(1, bytesField(4, "serve")));
const QByteArray openVinoXml = "<?xml version=\"1.0\"?>\n<net name=\"n\" version=\"11\">\n\t<layers>\n";

Contents with(const QByteArray &modelFile, const Contents &others, const QByteArray &more = {})
{
    Contents contents = others;
    contents[u"c.emd"_s] = definitionNaming(modelFile, more);
    return contents;
}

} // namespace

/// Networks that are more than one file, in a folder and in a package alike.
class TestNetworkFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_files = std::make_unique<ModelFilesOnDisk>(); }

    void readsCompanions_data()
    {
        QTest::addColumn<Contents>("contents");
        QTest::addColumn<Contents>("companions");
        QTest::addColumn<QString>("weightsName");
        const auto row = [](const char *what, const Contents &contents, const Contents &companions,
                            const QString &weightsName) {
            QTest::newRow(what) << contents << companions << weightsName;
        };
        const Contents variables{{u"variables/variables.index"_s, "I"},
                                 {u"variables/variables.data-00000-of-00001"_s, "D"}};
        const Contents inFolder{{u"net/saved_model.pb"_s, savedModel},
                                {u"net/variables/variables.index"_s, "I"},
                                {u"net/variables/variables.data-00000-of-00001"_s, "D"},
                                {u"net/assets/words.txt"_s, "not needed"}};
        row("SavedModel by its folder", with("net", inFolder), variables, u"net/saved_model.pb"_s);
        row("SavedModel by its folder, with a slash", with(".\\\\net\\\\", inFolder), variables,
            u"net/saved_model.pb"_s);
        row("SavedModel by its file", with("net/saved_model.pb", inFolder), variables, u"net/saved_model.pb"_s);
        row("SavedModel beside the definition",
            with("saved_model.pb",
                 {{u"saved_model.pb"_s, savedModel}, {u"variables/variables.index"_s, "I"}, {u"other.txt"_s, "o"}}),
            {{u"variables/variables.index"_s, "I"}}, u"saved_model.pb"_s);
        const QByteArray outside = onnxOf(bytesField(5, tensorIn("m.onnx.data", "4")));
        row("ONNX with data", with("m.onnx", {{u"m.onnx"_s, outside}, {u"m.onnx.data"_s, "1234"}}),
            {{u"m.onnx.data"_s, "1234"}}, u"m.onnx"_s);
        row("ONNX in a folder with data",
            with("nets/m.onnx",
                 {{u"nets/m.onnx"_s, onnxOf(bytesField(5, tensorIn("./parts/a.bin")))}, {u"nets/parts/a.bin"_s, "1"}}),
            {{u"parts/a.bin"_s, "1"}}, u"nets/m.onnx"_s);
        const QByteArray constant = bytesField(1, bytesField(5, bytesField(5, tensorIn("c.bin"))));
        row("data of a Constant", with("m.onnx", {{u"m.onnx"_s, onnxOf(constant)}, {u"c.bin"_s, "1"}}),
            {{u"c.bin"_s, "1"}}, u"m.onnx"_s);
        const QByteArray branch = bytesField(1, bytesField(5, bytesField(6, bytesField(5, tensorIn("b.bin")))));
        row("data of a branch", with("m.onnx", {{u"m.onnx"_s, onnxOf(branch)}, {u"b.bin"_s, "1"}}), {{u"b.bin"_s, "1"}},
            u"m.onnx"_s);
        const QByteArray inside = bytesField(5, bytesField(13, bytesField(1, "location") + bytesField(2, "x.bin")));
        row("a location that counts for nothing", with("m.onnx", {{u"m.onnx"_s, onnxOf(inside)}}), {}, u"m.onnx"_s);
    }
    void readsCompanions()
    {
        QFETCH(Contents, contents);
        QFETCH(Contents, companions);
        QFETCH(QString, weightsName);
        const NetworkFiles beside = readNetworkFiles(openModelPackage(onDisk(contents)));
        QCOMPARE(beside.companions, companions);
        QCOMPARE(beside.weightsName, weightsName.section(u'/', -1));
        const NetworkFiles packed = readNetworkFiles(openModelPackage(inPackage(contents)));
        QCOMPARE(packed.companions, companions);
        QCOMPARE(packed.weightsName, u"p.dlpk/a/"_s + weightsName);
        QCOMPARE(packed.weights, beside.weights);
    }

    void wholeTensorsAreTaken_data()
    {
        QTest::addColumn<QByteArray>("tensor");
        const QByteArray floats("\x08\x02\x08\x03\x10\x01");
        QTest::newRow("bytes") << floats + bytesField(9, QByteArray(24, '1'));
        QTest::newRow("packed floats") << floats + bytesField(4, QByteArray(24, '1'));
        QTest::newRow("single floats") << floats + QByteArray("\x25\0\0\0\0", 5).repeated(6);
        QTest::newRow("packed shape") << bytesField(1, "\x02\x03") + "\x10\x01" + bytesField(9, QByteArray(24, '1'));
        QTest::newRow("one number") << "\x10\x0b" + bytesField(9, QByteArray(8, '1'));
        QTest::newRow("halves") << "\x08\x03\x10\x0a" + bytesField(9, QByteArray(6, '1'));
        QTest::newRow("integers elsewhere") << "\x08\x03\x10\x07" + bytesField(7, "\x01\x02\x03");
        QTest::newRow("texts") << "\x08\x03\x10\x08" + bytesField(9, "1");
        QTest::newRow("of no numbers") << QByteArray("\x08\0\x10\x01", 4);
    }
    void wholeTensorsAreTaken()
    {
        QFETCH(QByteArray, tensor);
        const QByteArray network = onnxOf(bytesField(5, tensor));
        QCOMPARE(readNetworkFiles(openModelPackage(onDisk(with("m.onnx", {{u"m.onnx"_s, network}})))).weights, network);
    }

    void readsOpenVinoPairs_data()
    {
        QTest::addColumn<Contents>("contents");
        const Contents pair{{u"n.xml"_s, openVinoXml}, {u"n.bin"_s, "numbers"}};
        QTest::newRow("the network, its numbers beside it") << with("n.xml", pair);
        QTest::newRow("the numbers, the network beside it") << with("n.bin", pair);
        const Contents apart{{u"n.xml"_s, openVinoXml}, {u"w.bin"_s, "numbers"}};
        QTest::newRow("the network, its numbers named")
            << with("n.xml", apart, "\"ModelConfigurationFile\": \"w.bin\", ");
        QTest::newRow("the numbers, the network named")
            << with("w.bin", apart, "\"ModelConfigurationFile\": \"n.xml\", ");
        // Numbers can look like another format: here like ONNX.
        QTest::newRow("numbers that look like a network")
            << with("n.bin", {{u"n.xml"_s, openVinoXml}, {u"n.bin"_s, onnx}});
    }
    void readsOpenVinoPairs()
    {
        QFETCH(Contents, contents);
        for (const QString &path : {onDisk(contents), inPackage(contents)}) {
            const NetworkFiles files = readNetworkFiles(openModelPackage(path));
            QCOMPARE(weightsFormatName(files.format), u"OpenVINO IR"_s);
            QCOMPARE(files.weights, openVinoXml);
            QVERIFY(files.configuration == "numbers" || files.configuration == onnx);
            QVERIFY(files.weightsName.endsWith(u"n.xml"_s));
        }
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<Contents>("contents");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *what, const Contents &contents, const QString &words) {
            QTest::newRow(what) << contents << words;
        };
        const auto naming = [](const QByteArray &location) {
            return Contents{{u"m.onnx"_s, onnxOf(bytesField(5, tensorIn(location)))}, {u"secret"_s, "s"}};
        };
        // A tensor of 2 x 3 floats needs 24 bytes.
        const auto holding = [](const QByteArray &numbers) {
            const QByteArray tensor = QByteArray("\x08\x02\x08\x03\x10\x01") + bytesField(8, "w") + numbers;
            return Contents{{u"m.onnx"_s, onnxOf(bytesField(5, tensor))}};
        };
        row("a tensor cut off", with("m.onnx", holding(bytesField(9, QByteArray(20, '1')))),
            u"m.onnx is damaged: its tensor \"w\" holds 20 bytes"_s);
        row("a tensor too long", with("m.onnx", holding(bytesField(9, QByteArray(28, '1')))), u"holds 28 bytes"_s);
        row("a tensor without numbers in its bytes", with("m.onnx", holding(bytesField(9, {}))), u"holds 0 bytes"_s);
        row("packed floats cut off", with("m.onnx", holding(bytesField(4, QByteArray(20, '1')))), u"holds 20 bytes"_s);
        row("single floats cut off", with("m.onnx", holding(QByteArray("\x25\0\0\0\0", 5).repeated(5))),
            u"holds 20 bytes"_s);
        row("a tensor larger than computers",
            with("m.onnx", {{u"m.onnx"_s, onnxOf(bytesField(5, QByteArray("\x08")
                                                                   .append(QByteArray(8, '\xff'))
                                                                   .append("\x7f\x08\x7f\x10\x01")
                                                                   .append(bytesField(9, "1234"))))}}),
            u"holds 4 bytes"_s);
        row("data missing", with("m.onnx", naming("m.onnx.data")), u"m.onnx names m.onnx.data, which is not"_s);
        row("data climbs", with("m.onnx", naming("../secret")), u"\"../secret\", which leads out of its folder"_s);
        row("data climbs later", with("m.onnx", naming("a/../../secret")), u"which leads out of its folder"_s);
        row("data absolute", with("m.onnx", naming("/etc/passwd")), u"\"/etc/passwd\", which leads out"_s);
        row("data on a drive", with("m.onnx", naming("C:\\data")), u"leads out of its folder"_s);
        row("data cut off",
            with("m.onnx", {{u"m.onnx"_s, onnxOf(bytesField(5, tensorIn("d", "1000")))}, {u"d"_s, "12"}}),
            u"d is cut off: it has 2 bytes, but"_s);
        row("data a pointer",
            with("m.onnx", {{u"m.onnx"_s, onnxOf(bytesField(5, tensorIn("d")))},
                            {u"d"_s, "version https://git-lfs.github.com/spec/v1\n"}}),
            u"d is a Git LFS pointer"_s);
        row("no numbers", with("n.xml", {{u"n.xml"_s, openVinoXml}}),
            u"n.xml holds OpenVINO IR weights, which need a second file, n.bin"_s);
        row("a folder without a network", with("net", {{u"net/readme.txt"_s, "r"}}),
            u"names the folder net, which holds no saved_model.pb"_s);
        row("a zip of a SavedModel", with("m.zip", {{u"m.zip"_s, QByteArray("PK\3\4") + "m/saved_model.pb"}}),
            u"m.zip is a zip with a"_s);
    }
    void refusesWithOneSentence()
    {
        QFETCH(Contents, contents);
        QFETCH(QString, words);
        expectNetworkError(onDisk(contents), {words});
        expectNetworkError(inPackage(contents), {words});
    }

    void companionsCountInTheFingerprint()
    {
        NetworkFiles files;
        files.weights = "w";
        const QString bare = modelFingerprint({}, files);
        files.companions[u"a"_s] = "12";
        const QString one = modelFingerprint({}, files);
        files.companions[u"a"_s] = "13";
        const QString changed = modelFingerprint({}, files);
        files.companions = {{u"b"_s, "12"}};
        const QString renamed = modelFingerprint({}, files);
        QCOMPARE((QSet<QString>{bare, one, changed, renamed}.size()), 4);
    }

private:
    QString onDisk(const Contents &contents) const
    {
        for (const auto &[name, content] : contents) {
            QDir(m_files->folder.path()).mkpath(QFileInfo(name).path());
            m_files->write(name, content);
        }
        return m_files->folder.filePath(u"c.emd"_s);
    }

    QString inPackage(const Contents &contents) const
    {
        std::vector<PackedFile> packed;
        for (const auto &[name, content] : contents)
            packed.push_back({"a/" + name.toUtf8(), content});
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        return writePackage(path, packed) ? path : QString();
    }

    std::unique_ptr<ModelFilesOnDisk> m_files;
};

QTEST_GUILESS_MAIN(TestNetworkFiles)
#include "tst_network_files.moc"
