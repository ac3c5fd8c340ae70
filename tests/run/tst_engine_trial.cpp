#include "core/run/engine_trial.h"
#include "tests/support/classified_scene.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;
using namespace std::chrono_literals;

class TestEngineTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNetworkThatLoads()
    {
        const std::vector<EngineVerdict> verdicts =
            tryEngines(QStringLiteral(PIXELSCAPE_PROGRAM), modelOfCase(u"classes_out_of_order"_s), {u"opencv"_s});
        QCOMPARE(verdicts.size(), 1UL);
        QCOMPARE(verdicts[0].engine, u"opencv"_s);
        QVERIFY2(verdicts[0].reason.isEmpty(), qPrintable(verdicts[0].reason));
    }

    void aModelThatIsNotThere()
    {
        const auto verdicts = tryEngines(QStringLiteral(PIXELSCAPE_PROGRAM), u"nothing.emd"_s, {u"opencv"_s});
        QVERIFY2(verdicts.at(0).reason.contains(u"nothing.emd"_s), qPrintable(verdicts[0].reason));
    }

    void aProcessThatCrashes() { compareReason("kill -SEGV $$", u"it crashes when it loads the network"_s); }
    void aProcessThatSaysNothing() { compareReason("exit 0", u"the process that tried it gave no answer"_s); }
    void aProcessThatTalksNonsense() { compareReason("echo hello", u"the process that tried it gave no answer"_s); }

    void aProcessThatPrintsWithoutEnd()
    {
        compareReason("while :; do echo 0123456789 >&2; done", u"it had not loaded the network after 1 seconds"_s);
    }

    void processesThatHangDoSoTogether()
    {
        QElapsedTimer clock;
        clock.start();
        const auto verdicts = tryEngines(script("exec sleep 60"), u"any.emd"_s, {u"one"_s, u"two"_s}, 1s);
        QVERIFY(clock.elapsed() < 10000);
        QCOMPARE(verdicts.size(), 2UL);
        for (const EngineVerdict &verdict : verdicts)
            QCOMPARE(verdict.reason, u"it had not loaded the network after 1 seconds"_s);
    }

    void aProgramThatIsNotThere()
    {
        const auto verdicts = tryEngines(m_folder.filePath(u"nothing"_s), u"any.emd"_s, {u"opencv"_s});
        QVERIFY2(verdicts.at(0).reason.contains(u"could not be started"_s), qPrintable(verdicts[0].reason));
    }

private:
    QString script(const QByteArray &line) const
    {
        QFile file(m_folder.filePath(u"program.sh"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + line + '\n') < 0)
            return {};
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    }

    void compareReason(const QByteArray &line, const QString &reason) const
    {
        const auto verdicts = tryEngines(script(line), u"any.emd"_s, {u"opencv"_s}, 1s);
        QCOMPARE(verdicts.size(), 1UL);
        QCOMPARE(verdicts[0].reason, reason);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestEngineTrial)
#include "tst_engine_trial.moc"
