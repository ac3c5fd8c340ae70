#include "core/base/json.h"
#include "core/run/command_text.h"
#include "core/run/request_writer.h"
#include "tests/support/program.h"

#include <QProcess>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

/// What the window copies as a command line is the same request again when a shell hands it to the program.
class TestCopiedCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheSameRequest_data();
    void makesTheSameRequest();
};

void TestCopiedCommand::makesTheSameRequest_data()
{
    QTest::addColumn<QString>("model");
    QTest::newRow("a path") << u"/nowhere/forêt $1.dlpk"_s;
    QTest::newRow("a definition as text") << u"{\"ModelFile\": \"it's\\\\a net.pb\",\n \"Padding\": 4}"_s;
}

void TestCopiedCommand::makesTheSameRequest()
{
    RunRequest request;
    request.inputRaster = u"/nowhere/it's a 'scene' süd.tif"_s;
    QFETCH(QString, model);
    request.model = model;
    request.modelRoot = u"/nowhere/the models"_s;
    request.bandMapping = u"4,near infrared,1"_s;
    request.outputClassifiedRaster = u"/nowhere/all classes.tif"_s;
    request.modelArguments = {{u"padding"_s, u"64"_s}, {u"threshold"_s, u"-0.5"_s}};
    request.extent = GroundBox{-500000.125, -1, 0.1, 1.0 / 3};
    request.parallelProcessingFactor = u"80%"_s;
    request.recycleProcessingWorker = 5;
    request.retryOnFailures = 2;
    request.sectionDeadline = 300;
    request.creationOptions = {u"COMPRESS=ZSTD"_s};
    const QString command = commandText(request);
    QVERIFY(command.startsWith(u"pixelscape "_s));
    QProcess shell;
    shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"\"$0\" "_s + command.sliced(11) + u" --report -"_s, u"" PIXELSCAPE_PROGRAM ""_s});
    QVERIFY(shell.waitForFinished(60000));
    QCOMPARE(shell.exitCode(), 2); // nothing is there
    const Json report = Json::parse(shell.readAllStandardOutput().toStdString(), nullptr, false);
    QVERIFY2(!report.is_discarded(), shell.readAllStandardError().constData());
    QCOMPARE(QByteArray::fromStdString(report["request"].dump()), QByteArray::fromStdString(toJson(request).dump()));
}

QTEST_GUILESS_MAIN(TestCopiedCommand)
#include "tst_copied_command.moc"
