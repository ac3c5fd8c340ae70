#include "tests/run/pool_world.h"

#include <QtTest>

using namespace pixelscape;

using Ids = std::vector<int>;

/// Workers that start badly, talk nonsense or say nothing.
class TestWorkerPoolFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probeThatKillsItsWorker();
    void probeThatIsRefused();
    void probeOfAnotherVersion();
    void workerThatDiesWhileStarting();
    void workersThatDieWhileStartingAreNotTriedForever();
    void workerThatIsRefusedInMidRun();
    void nonsenseCountsAsDeath_data();
    void nonsenseCountsAsDeath();
    void probabilitiesOfAnotherSize_data();
    void probabilitiesOfAnotherSize();
    void silentWorkerIsEnded();
    void workerThatHangsWhileLoadingIsEnded();
    void probeThatHangsIsEnded();
    void loadingHasALimitOfItsOwn();
    void workerThatDoesNotLeaveIsReplaced();
    void nobodyIsBlamedWhereTheRunnerWasHeldUp();
    void workerThatTalksIsNotSilent();
};

void TestWorkerPoolFaults::probeThatKillsItsWorker()
{
    PoolWorld world;
    world.pool.probe();
    world.worker(0).answer(helloFrame());
    world.worker(0).end(u"crashed or was killed (signal 11)"_s);
    QCOMPARE(world.refused.size(), std::size_t(1));
    QCOMPARE(world.refused[0].field, u"model"_s);
    QVERIFY(world.refused[0].severity == Severity::Error);
    QVERIFY(world.refused[0].sentence.contains(u"cloud.dlpk"_s));
    QVERIFY(world.refused[0].sentence.contains(u"signal 11"_s));
    QVERIFY(world.failures.isEmpty());
    QCOMPARE(world.workers.size(), std::size_t(1));
}

void TestWorkerPoolFaults::probeThatIsRefused()
{
    PoolWorld world;
    world.pool.probe();
    world.worker(0).answer(helloFrame());
    world.worker(0).answer(refusedFrame({-1, u"model"_s, u"cloud.onnx is damaged."_s}));
    world.worker(0).end(u"ended unasked with exit code 0"_s);
    QCOMPARE(world.refused.size(), std::size_t(1));
    QVERIFY((world.refused[0] == Problem{u"model"_s, Severity::Error, u"cloud.onnx is damaged."_s}));
    QVERIFY(world.ready.empty());
    QVERIFY(world.failures.isEmpty());
}

void TestWorkerPoolFaults::probeOfAnotherVersion()
{
    PoolWorld world;
    world.pool.probe();
    world.worker(0).answer({FrameType::Hello, "{\"protocol\": 99, \"version\": \"9.9\"}"_ba});
    QCOMPARE(world.failures.size(), qsizetype(1));
    QVERIFY(world.failures[0].contains(u"version"_s));
    QVERIFY(world.worker(0).isKilled);
}

void TestWorkerPoolFaults::workerThatDiesWhileStarting()
{
    PoolWorld world;
    world.run(6, {.workers = 2, .retries = 1});
    world.worker(1).end(killed);
    QVERIFY(world.failures.isEmpty());
    QCOMPARE(world.workers.size(), std::size_t(3));
    world.load(2);
    QCOMPARE(world.worker(2).orders(), (Ids{2, 3}));
    QCOMPARE(world.pool.sectionsRetried(), 0);
}

void TestWorkerPoolFaults::workersThatDieWhileStartingAreNotTriedForever()
{
    PoolWorld world;
    world.run(6, {.workers = 2, .retries = 1});
    world.worker(1).end(killed);
    world.worker(2).end(u"could not be started (no such file)"_s);
    QCOMPARE(world.failures, QStringList{u"A worker process could not be started (no such file)."_s});
    QCOMPARE(world.workers.size(), std::size_t(3));
    QVERIFY(world.worker(0).isKilled);
}

void TestWorkerPoolFaults::workerThatIsRefusedInMidRun()
{
    PoolWorld world;
    world.run(6, {.workers = 2, .retries = 9});
    world.worker(1).answer(refusedFrame({-1, u"model"_s, u"cloud.dlpk was changed."_s}));
    QCOMPARE(world.failures, QStringList{u"cloud.dlpk was changed."_s});
    QVERIFY(world.refused.empty());
    QVERIFY(world.worker(0).isKilled);
}

void TestWorkerPoolFaults::nonsenseCountsAsDeath_data()
{
    QTest::addColumn<Frame>("frame");
    const QByteArray values = packBands(QByteArray(2, '\1'), 2);
    QTest::newRow("no JSON") << Frame{FrameType::SectionResult, "nonsense"_ba};
    QTest::newRow("empty") << Frame{FrameType::SectionResult, {}};
    QTest::newRow("the section behind") << resultFrame({1, 0, {}, values, {}});
    QTest::newRow("a section that there is not") << resultFrame({-3, 0, {}, values, {}});
    QTest::newRow("no values") << resultFrame({0, 0, {}, {}, {}});
    QTest::newRow("too many values") << resultFrame({0, 0, {}, packBands(QByteArray(3, '\1'), 3), {}});
    QTest::newRow("probabilities unasked") << resultFrame({0, 0, {}, values, packBands(QByteArray(8, '\1'), 8)});
    QTest::newRow("a failure that says nothing") << Frame{FrameType::SectionFailed, "{}"_ba};
    QTest::newRow("an order") << orderFrame({0, {0, 0, 2, 1}, {}});
    QTest::newRow("a job") << jobFrame({});
    QTest::newRow("a greeting of nobody") << Frame{FrameType::Hello, "[]"_ba};
    QTest::newRow("ready for nothing") << Frame{FrameType::Ready, "{\"engine\": []}"_ba};
}

void TestWorkerPoolFaults::nonsenseCountsAsDeath()
{
    QFETCH(Frame, frame);
    PoolWorld world;
    world.run(3, {.workers = 1, .retries = 1});
    world.worker(0).answer(frame);
    QVERIFY(world.worker(0).isKilled);
    QVERIFY(world.done.empty());
    world.worker(0).end(killed);
    QVERIFY(world.failures.isEmpty());
    QCOMPARE(world.pool.sectionsRetried(), 1);
    world.load(1);
    QCOMPARE(world.worker(1).orders(), (Ids{0, 1}));
    QCOMPARE(world.exits().first(), u"failed"_s);
}

void TestWorkerPoolFaults::probabilitiesOfAnotherSize_data()
{
    QTest::addColumn<QByteArray>("probabilities");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("one for each pixel") << packBands(QByteArray(8, '\1'), 8) << true;
    QTest::newRow("one") << packBands(QByteArray(4, '\1'), 4) << false;
    QTest::newRow("none") << QByteArray() << false;
}

void TestWorkerPoolFaults::probabilitiesOfAnotherSize()
{
    QFETCH(QByteArray, probabilities);
    QFETCH(bool, isTaken);
    PoolWorld world(true);
    world.run(3, {.workers = 1, .retries = 1});
    world.worker(0).answer(resultFrame({0, 0, {}, packBands(QByteArray(2, '\1'), 2), probabilities}));
    QCOMPARE(world.worker(0).isKilled, !isTaken);
    QCOMPARE(world.done.size(), std::size_t(isTaken));
}

void TestWorkerPoolFaults::silentWorkerIsEnded()
{
    PoolWorld world;
    world.run(3, {.workers = 1, .sectionSecondsLimit = 0.25});
    QTRY_VERIFY_WITH_TIMEOUT(world.worker(0).isKilled, 5000);
    world.worker(0).end(killed);
    QCOMPARE(world.failures.size(), qsizetype(1));
    QVERIFY2(world.failures[0].contains(u"did not answer for 0.25 seconds"_s), qPrintable(world.failures[0]));
}

void TestWorkerPoolFaults::workerThatHangsWhileLoadingIsEnded()
{
    PoolWorld world;
    world.run(2, {.workers = 2, .loadingSecondsLimit = 0.25});
    world.answer(0, 0);
    world.answer(0, 1);
    QTRY_VERIFY_WITH_TIMEOUT(world.worker(1).isKilled, 5000);
    QVERIFY(!world.worker(0).isKilled); // has nothing to answer
    world.worker(1).end(killed);
    QCOMPARE(world.failures.size(), qsizetype(1));
    QVERIFY2(world.failures[0].startsWith(u"The network of cloud.dlpk was not loaded and tried on a tile within 0.25 "),
             qPrintable(world.failures[0]));
}

void TestWorkerPoolFaults::probeThatHangsIsEnded()
{
    PoolWorld world;
    world.pool.probe(0.25);
    world.worker(0).answer(helloFrame());
    QTRY_VERIFY_WITH_TIMEOUT(world.worker(0).isKilled, 5000);
    world.worker(0).end(killed);
    QCOMPARE(world.refused.size(), std::size_t(1));
    QCOMPARE(world.refused[0].field, u"model"_s);
    QVERIFY2(world.refused[0].sentence.startsWith(u"The network of cloud.dlpk was not loaded and tried "),
             qPrintable(world.refused[0].sentence));
}

void TestWorkerPoolFaults::loadingHasALimitOfItsOwn()
{
    PoolWorld world;
    world.run(6, {.workers = 2, .sectionSecondsLimit = 0.25});
    QTRY_VERIFY_WITH_TIMEOUT(world.worker(0).isKilled, 5000); // has work in hand
    QVERIFY(!world.worker(1).isKilled);                       // still loads
}

/// One that hangs as it ends would otherwise keep the place of the next for ever.
void TestWorkerPoolFaults::workerThatDoesNotLeaveIsReplaced()
{
    PoolWorld world;
    world.run(4, {.workers = 1, .recycleAfter = 2, .sectionSecondsLimit = 0.25});
    world.answer(0, 0);
    world.answer(0, 1);
    QVERIFY(world.worker(0).isFinishing);
    QTRY_VERIFY_WITH_TIMEOUT(world.worker(0).isKilled, 5000);
    world.worker(0).end(killed);
    QVERIFY(world.failures.isEmpty());
    world.load(1);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3}));
    QCOMPARE(world.exits().first(), u"recycled"_s);
}

/// A disk that blocks the runner for long holds up the answers too: they are read before anybody is taken for hung.
void TestWorkerPoolFaults::nobodyIsBlamedWhereTheRunnerWasHeldUp()
{
    PoolWorld world;
    world.run(3, {.workers = 1, .sectionSecondsLimit = 5.5});
    QTest::qSleep(6500);
    QTest::qWait(200); // the watch has looked by now
    QVERIFY(!world.worker(0).isKilled);
    world.answer(0, 0);
    QCOMPARE(world.done, Ids{0});
}

void TestWorkerPoolFaults::workerThatTalksIsNotSilent()
{
    PoolWorld world;
    world.run(20, {.workers = 1, .sectionSecondsLimit = 1.5});
    // Three seconds in all, but never so long without an answer.
    for (int section = 0; section < 10; ++section) {
        QTest::qWait(300);
        world.answer(0, section);
    }
    QVERIFY(!world.worker(0).isKilled);
    QCOMPARE(world.done.size(), std::size_t(10));
}

QTEST_GUILESS_MAIN(TestWorkerPoolFaults)
#include "tst_worker_pool_faults.moc"
