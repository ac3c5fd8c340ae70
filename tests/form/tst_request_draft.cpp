#include "ui/form/request_draft.h"
#include "ui/form/run_gate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestRequestDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalRastersAreInTheOrderOfTheirNames();
    void anotherOutputForgetsWhatWasAllowed();
    void anEmptyOutputIsProposed();
    void aModelInTheRastersPlaceIsMoved();
    void whatIsNoFieldChangesNothing();
    void defaultsOfTheEnvironmentOnly();
    void looksAreComparedApartFromAProposal();
    void whatIsMissingIsNoAlarm();
    void reasonsComeInTheOrderInWhichTheyHelp();
};

void TestRequestDraft::anotherOutputForgetsWhatWasAllowed()
{
    RequestDraft draft;
    QVERIFY(draft.set(u"outputClassifiedRaster"_s, u"/a.tif"_s));
    QVERIFY(draft.set(u"overwrite"_s, u"true"_s));
    QVERIFY(draft.set(u"startOver"_s, u"true"_s));
    QVERIFY(draft.set(u"outputClassifiedRaster"_s, u"/a.tif"_s));
    QVERIFY(draft.request.overwrite && draft.request.startOver);
    QVERIFY(draft.set(u"outputClassifiedRaster"_s, u"/b.tif"_s));
    QVERIFY(!draft.request.overwrite && !draft.request.startOver);
    for (const QString &field : {u"inputRaster"_s, u"model"_s}) {
        QVERIFY(draft.set(u"overwrite"_s, u"true"_s));
        QVERIFY(draft.set(field, u"/another"_s));
        QVERIFY2(!draft.request.overwrite, qPrintable(field));
    }
}

void TestRequestDraft::anEmptyOutputIsProposed()
{
    RequestDraft draft;
    QVERIFY(draft.proposesOutput);
    QVERIFY(draft.set(u"outputClassifiedRaster"_s, u"/a.tif"_s));
    QVERIFY(!draft.proposesOutput);
    QVERIFY(draft.set(u"outputClassifiedRaster"_s, QString()));
    QVERIFY(draft.proposesOutput);
}

void TestRequestDraft::aModelInTheRastersPlaceIsMoved()
{
    RequestDraft draft;
    draft.set(u"inputRaster"_s, u"/cloud.dlpk"_s);
    draft.set(u"model"_s, u"/cloud.dlpk"_s);
    QCOMPARE(draft.request.model, u"/cloud.dlpk"_s);
    QCOMPARE(draft.request.inputRaster, QString());
    draft.set(u"inputRaster"_s, u"/scene.tif"_s);
    draft.set(u"model"_s, u"/other.dlpk"_s);
    QCOMPARE(draft.request.inputRaster, u"/scene.tif"_s);
}

void TestRequestDraft::whatIsNoFieldChangesNothing()
{
    RequestDraft draft;
    const RequestDraft before = draft;
    QVERIFY(!draft.set(u"colour"_s, u"red"_s));
    QVERIFY(!draft.set(u"context.extent"_s, u"1,2,3"_s));
    QVERIFY(draft == before);
}

void TestRequestDraft::defaultsOfTheEnvironmentOnly()
{
    RequestDraft draft;
    draft.set(u"inputRaster"_s, u"/a.tif"_s);
    draft.set(u"modelArguments.padding"_s, u"8"_s);
    const RequestDraft before = draft;
    draft.set(u"context.extent"_s, u"1,2,3,4"_s);
    draft.set(u"context.processorType"_s, u"gpu"_s);
    draft.set(u"engine"_s, u"opencv"_s);
    draft.set(u"context.parallelProcessingFactor"_s, u"50%"_s);
    draft.set(u"context.recycleProcessingWorker"_s, u"4"_s);
    draft.set(u"context.retryOnFailures"_s, u"2"_s);
    QVERIFY(!(draft == before));
    QVERIFY(draft.withDefaultEnvironment() == before);
}

void TestRequestDraft::looksAreComparedApartFromAProposal()
{
    RequestDraft draft;
    draft.set(u"inputRaster"_s, u"/a.tif"_s);
    RunRequest looked = draft.request;
    looked.outputClassifiedRaster = u"/proposed.tif"_s;
    QVERIFY(draft.isSameAs(looked));
    draft.set(u"outputClassifiedRaster"_s, u"/mine.tif"_s);
    QVERIFY(!draft.isSameAs(looked));
    looked.outputClassifiedRaster = u"/mine.tif"_s;
    QVERIFY(draft.isSameAs(looked));
    looked.retryOnFailures = 1;
    QVERIFY(!draft.isSameAs(looked));
}

void TestRequestDraft::whatIsMissingIsNoAlarm()
{
    const Problem noRaster{u"inputRaster"_s, Severity::Error, u"?"_s};
    const Problem noOutput{u"outputClassifiedRaster"_s, Severity::Error, u"?"_s};
    RequestDraft draft;
    QVERIFY(draft.isOnlyMissing(noRaster));
    QVERIFY(draft.isOnlyMissing(noOutput));
    draft.set(u"inputRaster"_s, u"/a.tif"_s);
    QVERIFY(!draft.isOnlyMissing(noRaster));
    draft.set(u"model"_s, u"/a.emd"_s);
    QVERIFY(!draft.isOnlyMissing(noOutput));
}

void TestRequestDraft::reasonsComeInTheOrderInWhichTheyHelp()
{
    RunGate gate;
    QCOMPARE(blockedReason(gate), u"Choose an input raster and a model."_s);
    gate.hasModel = true;
    QCOMPARE(blockedReason(gate), u"Choose an input raster."_s);
    gate.hasRaster = true;
    gate.blockingSubjects = QStringList{u"Output"_s, u"Padding"_s};
    gate.blocked = u"At work."_s;
    QCOMPARE(blockedReason(gate), u"Checking…"_s);
    gate.isLookedAt = true;
    QCOMPARE(blockedReason(gate), u"To be put right first: Output, Padding."_s);
    gate.blockingSubjects.clear();
    QCOMPARE(blockedReason(gate), u"At work."_s);
    gate.blocked.clear();
    QVERIFY(!blockedReason(gate).isEmpty());
    gate.isUsable = true;
    QCOMPARE(blockedReason(gate), QString());
}

void TestRequestDraft::severalRastersAreInTheOrderOfTheirNames()
{
    RequestDraft draft;
    draft.set(u"stack"_s, u"true"_s);
    draft.setRasters({u"/data/s_B10.tif"_s, u"/data/s_B2.tif"_s, u"/data/s_B1.tif"_s});
    QCOMPARE(draft.request.inputRaster, u"/data/s_B1.tif"_s);
    QCOMPARE(draft.request.furtherRasters, (QStringList{u"/data/s_B2.tif"_s, u"/data/s_B10.tif"_s}));
    QVERIFY(!draft.request.stack);
}

QTEST_GUILESS_MAIN(TestRequestDraft)
#include "tst_request_draft.moc"
