#include "core/run/command_text.h"
#include "core/run/request_reader.h"
#include "core/run/request_writer.h"
#include "tests/support/program.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

/// A command line, a request file and what the window holds are one request: each is turned into the others by the
/// program itself.
class TestRequestFaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandMakesTheFile_data();
    void commandMakesTheFile();
    void fileMakesTheSameFile();
    void optionsWinOverTheFile();
    void fileWithProblemsIsRefused();
};

namespace {

/// Every field has another value than by default.
RunRequest fullRequest()
{
    RunRequest request;
    request.inputRaster = u"/nowhere/it's a 'scene' süd.tif"_s;
    request.model = u"/nowhere/forêt $1.dlpk"_s;
    request.modelRoot = u"/nowhere/the models"_s;
    request.outputClassifiedRaster = u"/nowhere/all classes.tif"_s;
    request.modelArguments = {{u"padding"_s, u"64"_s}, {u"threshold"_s, u"-0.5"_s}};
    request.bandMapping = u"4,near infrared,1"_s;
    request.extent = GroundBox{-500000.125, -1, 0.1, 1.0 / 3};
    request.extentCrs = u"EPSG:3857"_s;
    request.outSr = u"ESRI:54009"_s;
    request.cellSize = u"10,20.5"_s;
    request.snapRaster = u"/nowhere/snap to.tif"_s;
    request.mask = u"/nowhere/fields.gpkg|layername=all of them"_s;
    request.resampling = u"cubic"_s;
    request.processorType = u"gpu"_s;
    request.engine = u"opencv"_s;
    request.parallelProcessingFactor = u"80%"_s;
    request.memory = u"800M"_s;
    request.recycleProcessingWorker = 5;
    request.retryOnFailures = 2;
    request.sectionDeadline = 300;
    request.tilesPerSection = 3;
    request.creationOptions = {u"COMPRESS=ZSTD"_s, u"ZSTD_LEVEL=3"_s};
    request.overwrite = true;
    request.startOver = true;
    return request;
}

RunRequest collectionRequest()
{
    RunRequest request;
    request.inputRaster = u"/nowhere/1.tif"_s;
    request.furtherRasters = {u"/nowhere/-2.tif"_s, u"s3://bucket/3.tif"_s};
    request.processAllRasterItems = true;
    request.stack = true;
    request.model = u"{\"ModelFile\":\"it's\\\\a net.pb\",\"Padding\":4}"_s;
    request.modelRoot = u"/nowhere"_s;
    request.outputClassifiedRaster = u"/nowhere/classes"_s;
    request.outSr = u"GEOGCS[\"of one's own\",UNIT[\"degree\",0.0174]]"_s;
    request.cellSize = u"MaxOf"_s;
    return request;
}

QByteArray jsonOf(const RunRequest &request)
{
    return QByteArray::fromStdString(toJson(request).dump(2)) + '\n';
}

struct Answer
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

/// What a shell makes of a command that begins with the program's name.
Answer runInShell(const QString &command)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" "_s + command.sliced(11), u"" PIXELSCAPE_PROGRAM ""_s});
    shell.waitForFinished(60000);
    return {shell.exitCode(), shell.readAllStandardOutput(), shell.readAllStandardError()};
}

QString savedIn(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(u"job.json"_s);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return path;
}

} // namespace

void TestRequestFaces::commandMakesTheFile_data()
{
    QTest::addColumn<bool>("isCollection");
    QTest::newRow("one raster, every option") << false;
    QTest::newRow("a collection") << true;
}

void TestRequestFaces::commandMakesTheFile()
{
    QFETCH(bool, isCollection);
    const RunRequest request = isCollection ? collectionRequest() : fullRequest();
    const Answer answer = runInShell(commandText(request) + u" --write-request -"_s);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output, jsonOf(request));
}

void TestRequestFaces::fileMakesTheSameFile()
{
    const QTemporaryDir folder;
    for (const RunRequest &request : {fullRequest(), collectionRequest()}) {
        const QString file = savedIn(folder, jsonOf(request));
        const QString written = folder.filePath(u"again.json"_s);
        const Answer answer =
            runInShell(u"pixelscape classify --request '%1' --write-request '%2'"_s.arg(file, written));
        QVERIFY2(answer.exitCode == 0, answer.errors.constData());
        QCOMPARE(answer.output, QByteArray());
        QVERIFY(readRequestFile(written).request == request);
        QFile again(written);
        QVERIFY(again.open(QIODevice::ReadOnly));
        QCOMPARE(again.readAll(), jsonOf(request));
    }
}

void TestRequestFaces::optionsWinOverTheFile()
{
    const QTemporaryDir folder;
    const QString file = savedIn(folder, jsonOf(fullRequest()));
    const Answer answer =
        runInShell(u"pixelscape classify --request '%1' /elsewhere/out.tif --workers 3 --arg padding=8 "
                   "--dst-crs 3857 --write-request -"_s.arg(file));
    QCOMPARE(answer.exitCode, 0);
    RunRequest expected = fullRequest();
    expected.outputClassifiedRaster = u"/elsewhere/out.tif"_s;
    expected.parallelProcessingFactor = u"3"_s;
    expected.modelArguments[u"padding"_s] = u"8"_s;
    expected.outSr = u"EPSG:3857"_s;
    QCOMPARE(answer.output, jsonOf(expected));
}

void TestRequestFaces::fileWithProblemsIsRefused()
{
    const QTemporaryDir folder;
    const QString file = savedIn(folder, R"({"inputRaster": {"uri": "a.tif"}, "modle": {"uri": "b.emd"},
        "context": {"extent": {"xmin": "west", "ymin": 0, "xmax": 1, "ymax": 1}, "retryOnFailures": "twice"}})");
    const Answer answer = runInShell(u"pixelscape classify --request '%1' out.tif"_s.arg(file));
    QCOMPARE(answer.exitCode, 2);
    for (const char *line :
         {"context.extent.xmin: context.extent.xmin must be a number, not \"west\".",
          "context.retryOnFailures: context.retryOnFailures must be a whole number, not \"twice\".",
          "modle (warning): modle is no member of the operation and was left out; did you mean model?"})
        QVERIFY2(answer.errors.contains(line), answer.errors.constData());
    // What an option says again no longer matters in the file.
    const Answer overruled = runInShell(
        u"pixelscape classify --request '%1' out.tif --retries 1 --bbox 0,0,1,1 --write-request -"_s.arg(file));
    QVERIFY2(overruled.exitCode == 0, overruled.errors.constData());
}

QTEST_GUILESS_MAIN(TestRequestFaces)
#include "tst_request_faces.moc"
