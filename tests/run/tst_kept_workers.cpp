#include "core/run/kept_workers.h"
#include "tests/run/worker_world.h"
#include "tests/support/memory_worker.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

const QString labels = u"1 2 / 3 4"_s;

/// What the workers of a reserve did, told from their threads.
struct Kept
{
    World world = labelWorld(labels, 2, 0);
    std::atomic<int> started{0};
    std::atomic<int> loaded{0};
    std::atomic<int> asked{0}; ///< inferences
    Ahead ahead = Ahead::None;
    WorkerFactory factory = keptWorkers(
        [this] {
            ++started;
            return std::make_unique<MemoryWorker>(
                [this](const WorkerJob &) { return std::make_unique<MemoryRasterSource>(world.bands); },
                [this](const WorkerJob &) {
                    return OpenedNetwork{world.definition, {u"fake"_s}, [this](const QString &) {
                                             ++loaded;
                                             return std::make_unique<FakeEngine>([this](const TensorView &input) {
                                                 ++asked;
                                                 return identityNetwork()(input);
                                             });
                                         }};
                });
        },
        ahead);

    WorkerJob job(const QString &fingerprint = u"a"_s) const
    {
        WorkerJob job = world.job;
        job.modelFingerprint = fingerprint;
        return job;
    }
};

/// A job from beginning to end, as a pool has it done.
struct Job
{
    std::unique_ptr<WorkerChannel> channel;
    QSignalSpy received;
    QSignalSpy ended;

    explicit Job(const Kept &kept)
        : channel(kept.factory()), received(channel.get(), &WorkerChannel::received),
          ended(channel.get(), &WorkerChannel::ended)
    {
        channel->start();
    }

    bool hears(FrameType type)
    {
        return QTest::qWaitFor([this, type] {
            return std::ranges::any_of(
                received, [type](const QList<QVariant> &words) { return words.front().value<Frame>().type == type; });
        });
    }

    bool isDone(const WorkerJob &job, const TilePlan &plan)
    {
        channel->send(jobFrame(job));
        if (!hears(FrameType::Ready))
            return false;
        channel->send(orderFrame(plan.section(0)));
        return hears(FrameType::SectionResult);
    }

    bool isReleased()
    {
        channel->release();
        return QTest::qWaitFor([this] { return !ended.empty(); }) && ended.front().front().toString().isEmpty();
    }
};

} // namespace

class TestKeptWorkers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nextJobGoesOnWithTheNetwork();
    void sameQuestionIsNotAskedAgain();
    void anotherNetworkGetsAnotherWorker();
    void preparedWorkerHasLoaded();
    void killedWorkerIsNotKept();
    void jobsOfOneTimeHaveWorkersOfTheirOwn();
    void releasedWorkerIsKeptThoughNobodyWaits();
    void workerThatWasStartedAheadIsTheFirst();
};

void TestKeptWorkers::nextJobGoesOnWithTheNetwork()
{
    Kept kept;
    for (int i = 0; i < 3; ++i) {
        Job job(kept);
        QVERIFY(job.isDone(kept.job(), kept.world.plan));
        QVERIFY(job.isReleased());
    }
    QCOMPARE(kept.started.load(), 1);
    QCOMPARE(kept.loaded.load(), 1);
}

void TestKeptWorkers::sameQuestionIsNotAskedAgain()
{
    Kept kept;
    WorkerJob asking = kept.job();
    asking.contract.reset();
    asking.window = {0, 0, 2, 2};
    std::vector<int> asked;
    const std::vector<std::pair<int, QString>> questions{{1, u"a"_s}, {1, u"a"_s}, {2, u"a"_s}, {2, u"changed"_s}};
    for (const auto &[threshold, ground] : questions) {
        asking.decision.threshold = threshold;
        asking.ground = ground;
        const int before = kept.asked;
        Job job(kept);
        QVERIFY(job.isDone(asking, kept.world.plan));
        QVERIFY(job.isReleased());
        asked.push_back(kept.asked - before);
    }
    QVERIFY(asked[0] > 1);
    QCOMPARE(asked[1], 1); // the section alone
    QVERIFY(asked[2] > 1);
    QVERIFY(asked[3] > 1); // a raster or a mask was edited under the same name
    QCOMPARE(kept.loaded.load(), 1);
}

void TestKeptWorkers::anotherNetworkGetsAnotherWorker()
{
    Kept kept;
    for (const QString &fingerprint : {u"a"_s, u"b"_s, u"a"_s}) {
        Job job(kept);
        QVERIFY(job.isDone(kept.job(fingerprint), kept.world.plan));
        QVERIFY(job.isReleased());
    }
    QCOMPARE(kept.started.load(), 2);
    QCOMPARE(kept.loaded.load(), 2);
}

void TestKeptWorkers::preparedWorkerHasLoaded()
{
    Kept kept;
    Job first(kept);
    first.channel->send(prepareFrame(kept.job()));
    QVERIFY(first.isReleased());
    QCOMPARE(kept.loaded.load(), 1);
    Job second(kept);
    QVERIFY(second.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 1);
    QCOMPARE(kept.loaded.load(), 1);
}

void TestKeptWorkers::killedWorkerIsNotKept()
{
    Kept kept;
    {
        Job job(kept);
        QVERIFY(job.isDone(kept.job(), kept.world.plan));
        job.channel->kill();
        QVERIFY(QTest::qWaitFor([&job] { return !job.ended.empty(); }));
        QVERIFY(!job.ended.front().front().toString().isEmpty());
    }
    Job next(kept);
    QVERIFY(next.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 2);
}

void TestKeptWorkers::jobsOfOneTimeHaveWorkersOfTheirOwn()
{
    Kept kept;
    Job first(kept);
    QVERIFY(first.isDone(kept.job(), kept.world.plan));
    Job second(kept);
    QVERIFY(second.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 2);
}

void TestKeptWorkers::releasedWorkerIsKeptThoughNobodyWaits()
{
    Kept kept;
    {
        Job job(kept);
        QVERIFY(job.isDone(kept.job(), kept.world.plan));
        job.channel->release();
    }
    QTest::qWait(200); // for the worker to say so; a job that comes sooner gets another one
    Job next(kept);
    QVERIFY(next.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 1);
}

void TestKeptWorkers::workerThatWasStartedAheadIsTheFirst()
{
    Kept kept{.ahead = Ahead::One};
    QTRY_COMPARE(kept.started.load(), 1); // nobody has asked for one yet
    Job first(kept);
    QVERIFY(first.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 1);
    Job second(kept);
    QVERIFY(second.isDone(kept.job(), kept.world.plan));
    QCOMPARE(kept.started.load(), 2);
}

QTEST_GUILESS_MAIN(TestKeptWorkers)
#include "tst_kept_workers.moc"
