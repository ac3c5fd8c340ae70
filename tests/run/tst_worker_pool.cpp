#include "tests/run/pool_world.h"

#include <QtTest>

using namespace pixelscape;

using Ids = std::vector<int>;

/// No threads and no processes: the workers do what the test says, when it says it.
class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probeFindsOutAboutTheNetwork();
    void twoSectionsInHand();
    void noMoreWorkersThanSections();
    void recordsTellEachLife();
    void recyclingMakesNewWorkers();
    void recyclingAfterEverySection();
    void dyingWorkerCostsItsFirstSectionOneRetry();
    void lostSectionsGoToAWorkerThatHasRoom();
    void retriesUsedUpFailOnce();
    void failedSectionIsRetriedElsewhere();
    void failedSectionWithoutRetries();
    void leavingWorkerThatLosesItsSection();
    void workerThatDiesIdleIsNotMissed();
    void workerThatPausesTakesOver();
    void fewerWorkersThatAreAsFastStay();
    void stopIsQuietAfterwards();
};

void TestWorkerPool::probeFindsOutAboutTheNetwork()
{
    PoolWorld world;
    world.pool.probe();
    QCOMPARE(world.workers.size(), std::size_t(1));
    QVERIFY(world.worker(0).isStarted);
    QCOMPARE(world.worker(0).told.size(), std::size_t(1));
    const WorkerJob job = jobFrom(world.worker(0).told[0]);
    QCOMPARE(job.model, u"cloud.dlpk"_s);
    QVERIFY(!job.contract);
    world.load(0);
    QCOMPARE(world.ready.size(), std::size_t(1));
    QCOMPARE(world.ready[0].engine.name, u"fake"_s);
    QCOMPARE(world.ready[0].contract.stride, 16);
    QCOMPARE(world.worker(0).orders(), Ids());
    QVERIFY((world.pool.processIds() == std::vector<qint64>{1000}));
}

void TestWorkerPool::twoSectionsInHand()
{
    PoolWorld world;
    world.run(6, {.workers = 2});
    QCOMPARE(world.workers.size(), std::size_t(2));
    QCOMPARE(world.worker(0).orders(), (Ids{0, 1}));
    QCOMPARE(world.worker(1).orders(), Ids());
    QCOMPARE(jobFrom(world.worker(1).told[0]).contract.value().stride, 16);
    world.load(1);
    QCOMPARE(world.ready.size(), std::size_t(1)); // that of the probe
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3}));
    world.answer(1, 2);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3, 4}));
    world.answer(0, 0);
    world.answer(0, 1);
    QCOMPARE(world.worker(0).orders(), (Ids{0, 1, 5}));
    QCOMPARE(world.done, (Ids{2, 0, 1}));
    QCOMPARE(world.pool.workerCount(), 2);
}

void TestWorkerPool::noMoreWorkersThanSections()
{
    PoolWorld world;
    world.run(3, {.workers = 8});
    QCOMPARE(world.workers.size(), std::size_t(3));
}

void TestWorkerPool::recordsTellEachLife()
{
    PoolWorld world;
    world.run(3, {.workers = 2});
    world.load(1);
    world.answer(0, 0);
    world.answer(0, 1);
    world.answer(1, 2);
    world.pool.finish();
    QVERIFY(world.worker(0).isFinishing);
    QVERIFY(world.worker(1).isFinishing);
    QVERIFY(!world.worker(0).isKilled);
    world.worker(0).end({});
    world.worker(1).end({});
    const std::vector<WorkerRecord> &records = world.pool.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0].processId, qint64(1000));
    QCOMPARE(records[0].sections, 2);
    QCOMPARE(records[1].processId, qint64(1001));
    QCOMPARE(records[1].sections, 1);
    QCOMPARE(world.exits(), (QStringList{u"finished"_s, u"finished"_s}));
    QVERIFY(world.warnings.isEmpty() && world.failures.isEmpty());
    QCOMPARE(world.pool.workerCount(), 0);
}

void TestWorkerPool::recyclingMakesNewWorkers()
{
    PoolWorld world;
    world.run(5, {.workers = 1, .recycleAfter = 2});
    QCOMPARE(world.worker(0).orders(), (Ids{0, 1}));
    QVERIFY(!world.worker(0).isFinishing);
    world.answer(0, 0);
    QVERIFY(world.worker(0).isFinishing);
    QCOMPARE(world.workers.size(), std::size_t(1)); // one at a time
    world.answer(0, 1);
    world.worker(0).end({});
    QCOMPARE(world.workers.size(), std::size_t(2));
    world.load(1);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3}));
    world.answer(1, 2);
    world.answer(1, 3);
    world.worker(1).end({});
    world.load(2);
    QCOMPARE(world.worker(2).orders(), Ids{4});
    world.answer(2, 4);
    world.pool.finish();
    world.worker(2).end({});
    QCOMPARE(world.workers.size(), std::size_t(3));
    QCOMPARE(world.exits(), (QStringList{u"recycled"_s, u"recycled"_s, u"finished"_s}));
    QCOMPARE(world.pool.records()[0].sections, 2);
    QCOMPARE(world.pool.records()[1].sections, 2);
    QCOMPARE(world.pool.records()[2].sections, 1);
    QCOMPARE(world.done, (Ids{0, 1, 2, 3, 4}));
    QCOMPARE(world.pool.sectionsRetried(), 0);
}

void TestWorkerPool::recyclingAfterEverySection()
{
    PoolWorld world;
    world.run(2, {.workers = 1, .recycleAfter = 1});
    QCOMPARE(world.worker(0).orders(), Ids{0});
    QVERIFY(world.worker(0).isFinishing);
    world.answer(0, 0);
    world.worker(0).end({});
    world.load(1);
    QCOMPARE(world.worker(1).orders(), Ids{1});
}

/// With one retry a section, and each worker dying on another section, only the first in hand may pay.
void TestWorkerPool::dyingWorkerCostsItsFirstSectionOneRetry()
{
    PoolWorld world;
    world.run(3, {.workers = 1, .retries = 1});
    QCOMPARE(world.worker(0).orders(), (Ids{0, 1}));
    world.worker(0).end(killed);
    QCOMPARE(world.warnings.size(), qsizetype(1));
    QVERIFY2(world.warnings[0].contains(killed) && world.warnings[0].contains(u"1 of 1"_s),
             qPrintable(world.warnings[0]));
    QCOMPARE(world.pool.sectionsRetried(), 1);
    world.load(1);
    QCOMPARE(world.worker(1).orders(), (Ids{0, 1}));
    world.answer(1, 0);
    QCOMPARE(world.worker(1).orders(), (Ids{0, 1, 2}));
    world.worker(1).end(killed); // on section 1, for the first time
    QVERIFY(world.failures.isEmpty());
    QCOMPARE(world.pool.sectionsRetried(), 2);
    world.load(2);
    QCOMPARE(world.worker(2).orders(), (Ids{1, 2}));
    world.answer(2, 1);
    world.worker(2).end(killed); // on section 2, for the first time
    QVERIFY(world.failures.isEmpty());
    world.load(3);
    world.answer(3, 2);
    QCOMPARE(world.done, (Ids{0, 1, 2}));
    world.pool.finish();
    world.worker(3).end({});
    QCOMPARE(world.exits(), (QStringList{u"failed"_s, u"failed"_s, u"failed"_s, u"finished"_s}));
}

void TestWorkerPool::lostSectionsGoToAWorkerThatHasRoom()
{
    PoolWorld world;
    world.run(4, {.workers = 2, .retries = 1});
    world.load(1);
    world.answer(1, 2); // nothing is left to hand out: one section in hand
    world.worker(0).end(killed);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3, 0}));
    QCOMPARE(world.workers.size(), std::size_t(3)); // for section 1
    world.load(2);
    QCOMPARE(world.worker(2).orders(), Ids{1});
}

void TestWorkerPool::retriesUsedUpFailOnce()
{
    PoolWorld world;
    world.run(6, {.workers = 2, .retries = 1});
    world.load(1);
    world.worker(0).end(killed);
    world.load(2);
    QCOMPARE(world.worker(2).orders(), (Ids{0, 1}));
    world.worker(2).end(u"crashed or was killed (signal 11)"_s);
    QCOMPARE(world.failures, QStringList{u"A worker process crashed or was killed (signal 11)."_s});
    QVERIFY(world.worker(1).isKilled);
    world.answer(1, 2);
    world.worker(1).end(killed);
    QCOMPARE(world.failures.size(), qsizetype(1));
    QCOMPARE(world.warnings.size(), qsizetype(1));
    QVERIFY(world.done.empty());
    QCOMPARE(world.workers.size(), std::size_t(3));
    QCOMPARE(world.exits(), (QStringList{u"failed"_s, u"failed"_s, u"failed"_s}));
    QVERIFY(world.pool.processIds().empty());
}

void TestWorkerPool::failedSectionIsRetriedElsewhere()
{
    PoolWorld world;
    world.run(2, {.workers = 1, .retries = 2});
    for (std::size_t number = 0; number < 2; ++number) {
        world.worker(number).answer(failedFrame({0, u"inputRaster"_s, u"ortho.tif cannot be read."_s}));
        QVERIFY(world.worker(number).isKilled);
        world.worker(number).end(killed);
        world.load(number + 1);
        QCOMPARE(world.worker(number + 1).orders(), (Ids{0, 1}));
    }
    QVERIFY(world.warnings[0].startsWith(u"ortho.tif cannot be read."_s));
    QVERIFY(world.warnings[0].contains(u"1 of 2"_s));
    QVERIFY(world.warnings[1].contains(u"2 of 2"_s));
    world.worker(2).answer(failedFrame({0, u"inputRaster"_s, u"ortho.tif cannot be read at all."_s}));
    world.worker(2).end(killed);
    QCOMPARE(world.failures, QStringList{u"ortho.tif cannot be read at all."_s});
}

void TestWorkerPool::failedSectionWithoutRetries()
{
    PoolWorld world;
    world.run(2, {.workers = 1});
    world.worker(0).answer(failedFrame({0, u"model"_s, u"The engine broke."_s}));
    world.worker(0).end(killed);
    QCOMPARE(world.failures.size(), qsizetype(1));
    QVERIFY(world.failures[0].startsWith(u"The engine broke."_s));
    QVERIFY(world.failures[0].contains(u"Allow retries"_s)); // what would have helped
    QVERIFY(world.warnings.isEmpty());
    QCOMPARE(world.pool.sectionsRetried(), 0);
}

/// A worker that is to be replaced may end in good order and still owe an answer.
void TestWorkerPool::leavingWorkerThatLosesItsSection()
{
    PoolWorld world;
    world.run(3, {.workers = 1, .recycleAfter = 2, .retries = 1});
    world.answer(0, 0);
    QVERIFY(world.worker(0).isFinishing);
    world.worker(0).end({});
    QCOMPARE(world.warnings.size(), qsizetype(1));
    QCOMPARE(world.exits().first(), u"failed"_s);
    world.load(1);
    QCOMPARE(world.worker(1).orders(), (Ids{1, 2}));
}

void TestWorkerPool::workerThatDiesIdleIsNotMissed()
{
    PoolWorld world;
    world.run(2, {.workers = 2});
    world.load(1); // the first worker has both sections
    QCOMPARE(world.worker(1).orders(), Ids());
    world.worker(1).end(killed);
    QVERIFY(world.failures.isEmpty());
    QCOMPARE(world.workers.size(), std::size_t(2));
    world.answer(0, 0);
    world.answer(0, 1);
    QCOMPARE(world.done, (Ids{0, 1}));
}

/// Its tiles take far longer than one alone took, so that one worker is tried: the second gets no more sections.
void letOnePause(PoolWorld &world)
{
    world.run(30, {.workers = 2, .retries = 1, .tileSeconds = 1e-9, .trialSeconds = 0});
    world.load(1);
    for (const auto &[worker, section] : {std::pair(0, 0), {1, 2}, {0, 1}, {1, 3}, {0, 4}, {1, 5}}) {
        QTest::qSleep(10);
        world.answer(std::size_t(worker), section);
    }
    QCOMPARE(world.worker(0).orders(), (Ids{0, 1, 4, 6, 8}));
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3, 5, 7}));
}

void TestWorkerPool::workerThatPausesTakesOver()
{
    PoolWorld world;
    letOnePause(world);
    world.answer(1, 7);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3, 5, 7}));
    world.worker(0).end(killed);
    QCOMPARE(world.worker(1).orders(), (Ids{2, 3, 5, 7, 6, 8}));
    QCOMPARE(world.workers.size(), std::size_t(3));
    world.load(2);
    QCOMPARE(world.worker(2).orders(), Ids()); // it pauses in its turn
}

void TestWorkerPool::fewerWorkersThatAreAsFastStay()
{
    PoolWorld world;
    std::vector<int> settled;
    QObject::connect(&world.pool, &WorkerPool::workersSettled, &world.pool,
                     [&settled](int workers) { settled.push_back(workers); });
    letOnePause(world);
    world.answer(1, 7);
    for (const int section : {6, 8, 9, 10, 11})
        world.answer(0, section); // at once: faster than both were
    QCOMPARE(settled, Ids{1});
    QVERIFY(world.worker(1).isFinishing);
    world.worker(1).end({});
    QCOMPARE(world.workers.size(), std::size_t(2));
    QCOMPARE(world.exits()[1], u"finished"_s);
    QVERIFY(world.warnings.isEmpty() && world.failures.isEmpty());
}

void TestWorkerPool::stopIsQuietAfterwards()
{
    PoolWorld world;
    world.run(6, {.workers = 3, .retries = 5});
    world.load(1);
    world.answer(0, 0);
    world.pool.stop(u"cancelled"_s);
    QCOMPARE(world.pool.workerCount(), 0);
    for (std::size_t number = 0; number < 3; ++number) {
        QVERIFY(world.worker(number).isKilled);
        world.worker(number).answer(resultFrame({1, 0, {}, packBands(QByteArray(2, '\1'), 2), {}}));
        world.worker(number).end(killed);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(world.done, Ids{0});
    QVERIFY(world.warnings.isEmpty() && world.failures.isEmpty() && world.refused.empty());
    QCOMPARE(world.exits(), (QStringList{u"cancelled"_s, u"cancelled"_s, u"cancelled"_s}));
    QCOMPARE(world.workers.size(), std::size_t(3));
    for (const QPointer<ScriptedWorker> &worker : world.workers)
        QVERIFY(!worker);
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_worker_pool.moc"
