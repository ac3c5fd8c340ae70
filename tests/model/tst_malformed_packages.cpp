#include "core/inference/engine_factory.h"
#include "core/model/model_package.h"
#include "tests/model/model_files.h"
#include "tests/model/package_writer.h"
#include "tests/model/raw_zip.h"
#include "tests/support/caught_sentence.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// Highest resident memory of this process so far, in KiB.
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.sliced(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

/// From here on, peakMemory() counts anew.
void forgetPeakMemory()
{
    QFile references(u"/proc/self/clear_refs"_s);
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

/// All that the program says of a model before it would be loaded.
QString refusalOf(const QString &path)
{
    return caughtSentence([&path] {
        const NetworkFiles files = readNetworkFiles(openModelPackage(path));
        if (const auto problem = engineProblem(u"auto"_s, Device::Cpu, files))
            throw Error(problem->sentence);
    });
}

QByteArray millionEntries()
{
    constexpr quint32 count = 1'000'000;
    QByteArray zip = rawZip({{"a.emd", "{}"}}).left(30 + 5 + 2);
    const quint32 offset = quint32(zip.size());
    for (quint32 i = 0; i < count; ++i) {
        const QByteArray name = QByteArray::number(i) + ".emd";
        QByteArray entry("PK\1\2");
        entry += QByteArray(24, '\0');
        putNumber(entry, quint16(name.size()));
        entry += QByteArray(16, '\0');
        zip += entry + name;
    }
    const quint64 directoryEnd = quint64(zip.size());
    zip += "PK\6\6";
    putNumber(zip, quint64(44));
    putNumber(zip, quint32(45 << 16 | 45));
    putNumber(zip, quint64(0));
    putNumber(zip, quint64(count));
    putNumber(zip, quint64(count));
    putNumber(zip, directoryEnd - offset);
    putNumber(zip, quint64(offset));
    zip += "PK\6\7";
    putNumber(zip, quint32(0));
    putNumber(zip, directoryEnd);
    putNumber(zip, quint32(1));
    return zip + endRecord(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF);
}

} // namespace

/// Packages that are damaged, or made to do harm: each is refused with one sentence, soon, and in little memory.
class TestMalformedPackages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_files = std::make_unique<ModelFilesOnDisk>(); }

    void oneSentenceEach_data()
    {
        QTest::addColumn<QByteArray>("package");
        QTest::addColumn<QString>("words");
        addWholeFiles();
        addDefinitions();
        addWeights();
        addNames();
        addTraps();
    }
    void oneSentenceEach()
    {
        QFETCH(QByteArray, package);
        QFETCH(QString, words);
        expectRefusal(m_files->write(u"p.dlpk"_s, package), words);
    }

    void foldersAndLargeDefinitions()
    {
        QDir(m_files->folder.path()).mkdir(u"x.emd"_s);
        QDir(m_files->folder.path()).mkdir(u"x.dlpk"_s);
        expectRefusal(m_files->folder.filePath(u"x.emd"_s), u"x.emd is a folder"_s);
        expectRefusal(m_files->folder.filePath(u"x.dlpk"_s), u"x.dlpk is a folder"_s);
        QFile large(m_files->folder.filePath(u"large.emd"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.write("{") == 1 && large.resize(100 << 20));
        large.close();
        expectRefusal(large.fileName(), u"large.emd is too large"_s);
    }

    void lockedPackages()
    {
        PackedFile definition{"c.emd", definitionNaming("m.onnx")};
        PackedFile weights{"m.onnx", onnx};
        weights.encrypted = true;
        const QString path = m_files->folder.filePath(u"p.dlpk"_s);
        QVERIFY(writePackage(path, {definition, weights}));
        expectRefusal(path, u"p.dlpk/m.onnx is encrypted"_s);
        definition.encrypted = true;
        QVERIFY(writePackage(path, {definition, weights}));
        expectRefusal(path, u"p.dlpk/c.emd is encrypted"_s);
    }

    void aMillionEntries()
    {
        expectRefusal(m_files->write(u"p.dlpk"_s, millionEntries()), u"p.dlpk holds 1000000 entries"_s);
    }

    /// Large, but within reason: nothing of it may be slow.
    void manyEntries()
    {
        std::vector<RawMember> members{{"c.emd", definitionNaming("m.onnx")}, {"m.onnx", onnx}};
        for (int i = 0; i < 60000; ++i)
            members.push_back({"chips/" + QByteArray::number(i) + ".txt", "x"});
        const QString path = m_files->write(u"p.dlpk"_s, rawZip(members));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(readNetworkFiles(openModelPackage(path)).weights, onnx);
        QVERIFY2(timer.elapsed() < slowest, qPrintable(QString::number(timer.elapsed())));
    }

private:
    static constexpr qint64 slowest = 5000; ///< milliseconds, on a busy computer

    static QTestData &row(const char *what, const QByteArray &package, const QString &words)
    {
        return QTest::newRow(what) << package << words;
    }

    static void addWholeFiles()
    {
        const QByteArray good = rawZip({definition(), {"m.onnx", onnx}});
        row("empty", {}, u"p.dlpk is empty"_s);
        row("a text", "This is no package.", u"p.dlpk is not a zip archive"_s);
        row("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\n", u"p.dlpk is a Git LFS pointer"_s);
        row("nothing in it", endRecord(0, 0, 0), u"holds no model definition"_s);
        row("cut off in the middle", good.left(good.size() / 2), u"p.dlpk is not a zip archive"_s);
        row("without its end", good.chopped(22), u"p.dlpk is not a zip archive"_s);
        row("without its beginning", good.sliced(40), u"p.dlpk"_s);
        row("part of several disks", rawZip({definition(), {"m.onnx", onnx}}, 1), u"p.dlpk"_s);
        row("directory beyond the end", good.chopped(22) + endRecord(2, 1000, 0x7FFFFFF0), u"p.dlpk"_s);
        row("a zip in it", rawZip({{"model.zip", good}}), u"holds no model definition"_s);
        row("only what macOS adds", rawZip({{"__MACOSX/._c.emd", "x"}}), u"holds no model definition"_s);
    }

    static void addDefinitions()
    {
        const auto only = [](const RawMember &member) { return rawZip({member, {"m.onnx", onnx}}); };
        const QByteArray text = definition().content;
        row("definition that climbs", only({"../c.emd", text}), u"entry ../c.emd leads out"_s);
        row("absolute definition", only({"/etc/c.emd", text}), u"entry /etc/c.emd leads out"_s);
        row("definition on a server", only({"\\\\server\\c.emd", text}), u"leads out of the package"_s);
        RawMember link{"c.emd", "/etc/passwd"};
        link.attributes = linkAttributes;
        row("linked definition", only(link), u"entry c.emd is a link"_s);
        RawMember wrong{"c.emd", text};
        wrong.checksum = 1;
        row("definition with a wrong checksum", only(wrong), u"p.dlpk/c.emd is damaged"_s);
        row("a folder for a definition", only({"c.emd/", ""}), u"holds no model definition"_s);
        row("definition twice", rawZip({definition(), definition()}), u"holds 2 model definitions: c.emd, c.emd"_s);
        row("definition that packs another", only({"c.emd", definitionNaming("../../m.onnx")}),
            u"ModelFile names \"../../m.onnx\""_s);
        row("definition of no text", only({"c.emd", QByteArray("\xff\xfe\xff\xff\x00\xd8", 6)}), u"p.dlpk/c.emd"_s);
        row("definition of brackets", only({"c.emd", QByteArray(500'000, '[')}), u"p.dlpk/c.emd is not valid JSON"_s);
        RawMember claims{"c.emd", text};
        claims.size = 0xFFFFFFF0;
        row("definition that claims 4 GiB", only(claims), u"p.dlpk/c.emd is too large"_s);
    }

    static void addWeights()
    {
        const auto with = [](const RawMember &member) { return rawZip({definition(), member}); };
        row("no weights", rawZip({definition()}), u"names m.onnx, which is not in the package"_s);
        row("empty weights", with({"m.onnx", ""}), u"p.dlpk/m.onnx is empty"_s);
        row("weights that climb", with({"a/../../m.onnx", onnx}), u"entry a/../../m.onnx leads out"_s);
        row("weights on a drive", with({"C:\\m.onnx", onnx}), u"leads out of the package"_s);
        RawMember link{"m.onnx", "../../../etc/shadow"};
        link.attributes = linkAttributes;
        row("linked weights", with(link), u"entry m.onnx is a link"_s);
        RawMember wrong{"m.onnx", onnx};
        wrong.checksum = 1;
        row("weights with a wrong checksum", with(wrong), u"p.dlpk/m.onnx is damaged"_s);
        row("weights twice", rawZip({definition(), {"m.onnx", onnx}, {"m.onnx", onnx + "x"}}),
            u"holds two entries called m.onnx"_s);
        row("weights that are a package", with({"m.onnx", rawZip({definition(), {"m.onnx", onnx}})}),
            u"p.dlpk/m.onnx holds unknown format weights"_s);
        row("weights that are a pointer", with({"m.onnx", "version https://git-lfs.github.com/spec/v1\n"}),
            u"p.dlpk/m.onnx is a Git LFS pointer"_s);
        RawMember method{"m.onnx", onnx};
        method.method = 97;
        row("weights packed in an unknown way", with(method), u"p.dlpk/m.onnx is damaged"_s);
        RawMember noise{"m.onnx", QByteArray("\xff\xff\xff\xff not deflated")};
        noise.method = 8;
        row("weights whose packing is noise", with(noise), u"p.dlpk/m.onnx is damaged"_s);
        RawMember elsewhere{"m.onnx", onnx};
        elsewhere.offset = 0x7FFFFFF0;
        row("weights beyond the end", with(elsewhere), u"p.dlpk"_s);
        RawMember onDefinition{"m.onnx", onnx};
        onDefinition.offset = 0;
        row("weights that lie on the definition", with(onDefinition), u"p.dlpk"_s);
    }

    static void addNames()
    {
        const auto named = [](const QByteArray &name, quint16 flags) {
            RawMember member{name, onnx};
            member.flags = flags;
            return rawZip({definition(), member});
        };
        const QString missing = u"names m.onnx, which is not in the package"_s;
        row("a name in Latin-1 that says it is UTF-8", named("m\xf6.onnx", 0x800),
            u"p.dlpk is a zip archive whose parts contradict"_s);
        row("a name in Shift-JIS", named("\x83\x82\x83\x66\x83\x8b.onnx", 0), missing);
        row("a name cut by a zero", named(QByteArray("m.onnx\0.txt", 11), 0x800), u"p.dlpk"_s);
        row("no name", named("", 0x800), missing);
        row("a name of 60,000 letters", named(QByteArray(60000, 'm'), 0x800), missing);
        row("a name of dots", named("./..", 0x800), missing);
        RawMember cursor{"../\x1b[2Jc.emd", "{}"};
        cursor.flags = 0;
        row("a name that moves the cursor", rawZip({cursor}), u"p.dlpk: its entry"_s);
    }

    static void addTraps()
    {
        const QByteArray zeros(100 << 20, '\0');
        RawMember definitionBomb{"c.emd", zeros, true};
        definitionBomb.checksum = 0;
        row("a definition that unpacks to 100 MB", rawZip({definitionBomb}), u"p.dlpk/c.emd is too large"_s);
        RawMember weightsBomb{"m.onnx", zeros, true};
        weightsBomb.checksum = 0;
        row("weights that unpack to 100 MB of zeros", rawZip({definition(), weightsBomb}),
            u"p.dlpk/m.onnx unpacks to 104857600 bytes from only"_s);
        weightsBomb.size = 1000;
        row("weights that unpack to more than they claim", rawZip({definition(), weightsBomb}),
            u"p.dlpk/m.onnx is damaged"_s);
        RawMember claims{"m.onnx", onnx};
        claims.size = 0xFFFFFFF0;
        row("weights that claim 4 GiB", rawZip({definition(), claims}), u"p.dlpk/m.onnx"_s);
        RawMember claimsPacked{"m.onnx", onnx, true};
        claimsPacked.size = 0xFFFFFFF0;
        row("packed weights that claim 4 GiB", rawZip({definition(), claimsPacked}), u"p.dlpk/m.onnx"_s);
    }

    static RawMember definition() { return {"c.emd", definitionNaming("m.onnx")}; }

    void expectRefusal(const QString &path, const QString &words)
    {
        constexpr qint64 mostKibibytes = 48 * 1024;
        forgetPeakMemory();
        const qint64 before = peakMemory();
        QElapsedTimer timer;
        timer.start();
        const QString sentence = refusalOf(path);
        const qint64 milliseconds = timer.elapsed();
        const qint64 grown = peakMemory() - before;
        QVERIFY2(sentence.contains(words), qPrintable(u"'%1'"_s.arg(sentence)));
        QVERIFY2(sentence.size() < 600, qPrintable(sentence));
        for (const QChar c : sentence)
            QVERIFY2(c.isPrint(), qPrintable(sentence));
        QVERIFY2(milliseconds < slowest, qPrintable(u"%1 ms"_s.arg(milliseconds)));
        QVERIFY2(grown < mostKibibytes, qPrintable(u"%1 KiB"_s.arg(grown)));
    }

    std::unique_ptr<ModelFilesOnDisk> m_files;
};

QTEST_GUILESS_MAIN(TestMalformedPackages)
#include "tst_malformed_packages.moc"
