#include "ui/window/request_history.h"

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

RunRequest named(const QString &input, const QString &output = {})
{
    RunRequest request;
    request.inputRaster = input;
    request.outputClassifiedRaster = output;
    return request;
}

} // namespace

class TestRequestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackAndGivesAgain();
    void whatIsSaidAgainIsNoStep();
    void aProposedOutputComesBackAsAProposal();
    void restoringIsNoStepOfItsOwn();
};

void TestRequestHistory::takesBackAndGivesAgain()
{
    RequestHistory history;
    QStringList said;
    connect(&history, &RequestHistory::restored, this, [&](const RunRequest &request) { said << request.inputRaster; });
    history.record(named(u"a.tif"_s), false);
    history.record(named(u"b.tif"_s), false);
    history.stack().undo();
    history.stack().undo();
    history.stack().redo();
    QCOMPARE(said, (QStringList{u"a.tif"_s, QString(), u"a.tif"_s}));
    history.record(named(u"c.tif"_s), false);
    QVERIFY(!history.stack().canRedo());
}

void TestRequestHistory::whatIsSaidAgainIsNoStep()
{
    RequestHistory history;
    history.record(named(u"a.tif"_s), false);
    history.record(named(u"a.tif"_s), false);
    QCOMPARE(history.stack().count(), 1);
}

void TestRequestHistory::aProposedOutputComesBackAsAProposal()
{
    RequestHistory history;
    QStringList outputs;
    connect(&history, &RequestHistory::restored, this,
            [&](const RunRequest &request) { outputs << request.outputClassifiedRaster; });
    history.record(named(u"a.tif"_s, u"proposed.tif"_s), true);
    history.record(named(u"a.tif"_s, u"another proposal.tif"_s), true);
    QCOMPARE(history.stack().count(), 1);
    history.record(named(u"a.tif"_s, u"mine.tif"_s), false);
    history.stack().undo();
    QCOMPARE(outputs, QStringList{QString()});
}

void TestRequestHistory::restoringIsNoStepOfItsOwn()
{
    RequestHistory history;
    connect(&history, &RequestHistory::restored, this,
            [&](const RunRequest &request) { history.record(request, false); });
    history.record(named(u"a.tif"_s), false);
    history.record(named(u"b.tif"_s), false);
    history.stack().undo();
    QCOMPARE(history.stack().count(), 2);
    QVERIFY(history.stack().canRedo());
}

QTEST_GUILESS_MAIN(TestRequestHistory)
#include "tst_request_history.moc"
