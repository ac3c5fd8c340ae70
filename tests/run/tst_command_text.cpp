#include "core/run/command_text.h"

#include <QProcess>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

/// What a real shell makes of a command line: its words.
QStringList wordsInAShell(const QString &command)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s\\0' "_s + command});
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        return {};
    return QString::fromUtf8(shell.readAllStandardOutput()).chopped(1).split(QChar(0));
}

RunRequest plainRequest()
{
    RunRequest request;
    request.inputRaster = u"/data/scene.tif"_s;
    request.model = u"/models/land_cover.dlpk"_s;
    request.outputClassifiedRaster = u"/data/classes.tif"_s;
    return request;
}

} // namespace

class TestCommandText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreNotInIt();
    void everythingElseIs();
    void shellReadsPathsBack_data();
    void shellReadsPathsBack();
    void valuesThatLookLikeOptions();
};

void TestCommandText::defaultsAreNotInIt()
{
    QCOMPARE(commandText(plainRequest()),
             u"pixelscape classify /data/scene.tif /models/land_cover.dlpk /data/classes.tif"_s);
}

void TestCommandText::everythingElseIs()
{
    RunRequest request = plainRequest();
    request.modelArguments = {{u"padding"_s, u"64"_s}, {u"edge"_s, u"zero"_s}};
    request.bandMapping = u"4,near infrared,2"_s;
    request.modelRoot = u"/models"_s;
    request.extent = GroundBox{500000, 4600000.25, 512345, 4700000};
    request.processorType = u"gpu"_s;
    request.engine = u"opencv"_s;
    request.parallelProcessingFactor = u"80%"_s;
    request.memory = u"6G"_s;
    request.recycleProcessingWorker = 5;
    request.retryOnFailures = 2;
    request.sectionDeadline = 90;
    request.tilesPerSection = 4;
    request.creationOptions = {u"COMPRESS=ZSTD"_s, u"ZSTD_LEVEL=3"_s};
    request.overwrite = true;
    request.startOver = true;
    QCOMPARE(
        commandText(request).sliced(commandText(plainRequest()).size()),
        u" --arg edge=zero --arg padding=64 --model-root /models --bands '4,near infrared,2' --bbox 500000,4600000.25,512345,4700000 --device gpu --engine opencv "
        "--workers 80% --memory 6G --recycle 5 --retries 2 --section-deadline 90 --section-tiles 4 --overwrite "
        "--start-over --co COMPRESS=ZSTD --co ZSTD_LEVEL=3"_s);
}

void TestCommandText::shellReadsPathsBack_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"/data/scene one.tif", "/data/Übersicht süd/forêt.tif", "it's.tif", "\"quoted\".tif", "a\\b\\.tif",
          "$HOME/`date`/$(date).tif", "a;b&c|d>e<f.tif", "*?[ab]{c,d}.tif", "~/x.tif", "!history.tif", "#hash.tif",
          "tab\there.tif", "line\nbreak.tif", "''", "NETCDF:\"/data/heat.nc\":t2m"})
        QTest::newRow(QByteArray(path).simplified().constData()) << QString::fromUtf8(path);
}

void TestCommandText::shellReadsPathsBack()
{
    QFETCH(QString, path);
    RunRequest request = plainRequest();
    request.inputRaster = path;
    request.modelArguments = {{u"edge"_s, path}};
    QCOMPARE(wordsInAShell(commandText(request)),
             (QStringList{u"pixelscape"_s, u"classify"_s, path, request.model, request.outputClassifiedRaster,
                          u"--arg"_s, u"edge="_s + path}));
}

void TestCommandText::valuesThatLookLikeOptions()
{
    RunRequest request = plainRequest();
    request.inputRaster = u"-odd.tif"_s;
    request.extent = GroundBox{-5, -4, 3, 2};
    request.retryOnFailures = -1;
    request.parallelProcessingFactor = QString();
    QCOMPARE(wordsInAShell(commandText(request)),
             (QStringList{u"pixelscape"_s, u"classify"_s, u"./-odd.tif"_s, request.model,
                          request.outputClassifiedRaster, u"--bbox=-5,-4,3,2"_s, u"--workers="_s, u"--retries=-1"_s}));
}

QTEST_GUILESS_MAIN(TestCommandText)
#include "tst_command_text.moc"
