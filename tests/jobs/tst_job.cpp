#include "tests/run/tiny_run.h"
#include "ui/jobs/job.h"

#include <QSemaphore>
#include <QSignalSpy>

using namespace pixelscape;

namespace {

/// A job and all that it said.
struct HeardJob
{
    Job job;
    std::vector<Job::State> states;
    std::vector<bool> stopping;
    std::vector<Message> messages;
    std::vector<LiveUpdate> updates;
    int begun = 0;
    int ended = 0;
    bool hadEndedBefore = false; ///< something was said after the end

    explicit HeardJob(TinyRun &run) : job(7, run.spec(), {{MessageType::Informative, u"Bands match by number."_s}})
    {
        QObject::connect(&job, &Job::stateChanged, &job, [this] {
            states.push_back(job.state());
            stopping.push_back(job.isStopping());
            hadEndedBefore |= ended > 0;
        });
        QObject::connect(&job, &Job::messaged, &job, [this](const Message &message) {
            messages.push_back(message);
            hadEndedBefore |= ended > 0;
        });
        QObject::connect(&job, &Job::painted, &job, [this](const LiveUpdate &update) { updates.push_back(update); });
        QObject::connect(&job, &Job::began, &job, [this] { ++begun; });
        QObject::connect(&job, &Job::ended, &job, [this] { ++ended; });
    }
};

void makeSlow(TinyRun &run)
{
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
}

} // namespace

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsUntilItIsStarted();
    void runsToItsEnd();
    void cancelKeepsWhatIsFinished();
    void cancelledWhileItWaits();
    void cancelledWhileItStarts();
    void failureIsTheSentence();
    void aWorkerThatDies();
    void aRefusalIsToldOnce();
    void isDeletedInMidRun();
    void anEndedJobStaysAsItIs();
    void everyStateHasAWord();
};

void TestJob::waitsUntilItIsStarted()
{
    TinyRun run;
    HeardJob heard(run);
    QCOMPARE(heard.job.number(), 7);
    QVERIFY(heard.job.state() == Job::State::Waiting);
    QVERIFY(!heard.job.hasEnded());
    QVERIFY(!heard.job.report());
    QVERIFY(!heard.job.startTime().isValid());
    QCOMPARE(heard.job.messages().size(), std::size_t(1));
    QCOMPARE(heard.job.progress().pixelsTotal, TinyRun::width * TinyRun::height);
}

void TestJob::runsToItsEnd()
{
    TinyRun run;
    HeardJob heard(run);
    heard.job.start(run.workers());
    QVERIFY(heard.job.state() == Job::State::Starting);
    QVERIFY(heard.job.startTime().isValid());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 60000);
    const std::vector<Job::State> expected{Job::State::Starting, Job::State::Running, Job::State::Finished};
    QVERIFY(heard.states == expected);
    QCOMPARE(heard.begun, 1);
    QVERIFY(!heard.updates.empty());
    QCOMPARE(heard.job.progress().share(), 1.0);
    QCOMPARE(heard.job.failure(), QString());
    QVERIFY(heard.job.report()->outcome == Outcome::Finished);
    QCOMPARE(heard.job.report()->output, run.request.outputClassifiedRaster);
    QVERIFY(QFileInfo::exists(run.request.outputClassifiedRaster));
    // Those of the request stay in front of those of the run.
    QCOMPARE(heard.job.messages().front().description, u"Bands match by number."_s);
    QCOMPARE(heard.job.messages().size(), heard.messages.size() + 1);
    QTest::qWait(50);
    QCOMPARE(heard.ended, 1);
    QVERIFY(!heard.hadEndedBefore);
}

void TestJob::cancelKeepsWhatIsFinished()
{
    TinyRun run;
    makeSlow(run);
    HeardJob heard(run);
    heard.job.start(run.workers());
    QTRY_VERIFY_WITH_TIMEOUT(heard.job.progress().pixelsDone > 0, 60000);
    heard.job.cancel();
    QVERIFY(heard.job.isStopping());
    QVERIFY(heard.stopping.back());
    QVERIFY(!heard.job.hasEnded());
    heard.job.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 1000);
    QVERIFY(heard.job.state() == Job::State::Cancelled);
    QVERIFY(!heard.job.isStopping());
    QVERIFY(heard.job.messages().back().description.contains(u"the same request continues it"_s));
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
}

void TestJob::cancelledWhileItWaits()
{
    TinyRun run;
    HeardJob heard(run);
    heard.job.cancel();
    QCOMPARE(heard.ended, 1);
    QVERIFY(heard.states == std::vector<Job::State>{Job::State::Cancelled});
    QVERIFY(heard.job.report()->outcome == Outcome::Cancelled);
    QVERIFY(!heard.job.report()->request.empty());
    heard.job.start(run.workers());
    QVERIFY(heard.job.state() == Job::State::Cancelled);
    QCOMPARE(run.workersMade, 0);
}

void TestJob::cancelledWhileItStarts()
{
    // No worker is ready before Cancel, however long this thread has to wait for its turn in between.
    QSemaphore isCancelled;
    TinyRun run;
    run.network = [&isCancelled] {
        isCancelled.acquire();
        return thresholdNetwork(50);
    };
    HeardJob heard(run);
    heard.job.start(run.workers());
    heard.job.cancel();
    isCancelled.release(100);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 10000);
    QVERIFY(heard.job.state() == Job::State::Cancelled);
    QCOMPARE(heard.begun, 0);
}

void TestJob::failureIsTheSentence()
{
    TinyRun run;
    run.network = [] { return throwingNetwork(thresholdNetwork(50), 5, u"The network is broken."_s); };
    HeardJob heard(run);
    heard.job.start(run.workers());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 60000);
    QVERIFY(heard.job.state() == Job::State::Failed);
    QVERIFY2(heard.job.failure().contains(u"The network is broken."_s), qPrintable(heard.job.failure()));
    QVERIFY(heard.states.back() == Job::State::Failed);
}

void TestJob::aWorkerThatDies()
{
    TinyRun run;
    run.fault = [](int) { return WorkerFault{WorkerFault::Kind::Dies, 3}; };
    HeardJob heard(run);
    heard.job.start(run.workers());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 60000);
    QVERIFY(heard.job.state() == Job::State::Failed);
    QVERIFY2(heard.job.failure().contains(u"signal 11"_s), qPrintable(heard.job.failure()));
}

/// The network is loaded first when the run begins; a refusal is in the report alone, the job says it like the others.
void TestJob::aRefusalIsToldOnce()
{
    TinyRun run;
    run.network = [] { return throwingNetwork(thresholdNetwork(50), 0, u"The network cannot be run."_s); };
    HeardJob heard(run);
    heard.job.start(run.workers());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 60000);
    QVERIFY(heard.job.state() == Job::State::Failed);
    QVERIFY(heard.job.failure().contains(u"The network cannot be run."_s));
    const auto isThat = [](const Message &m) { return m.description.contains(u"The network cannot be run."_s); };
    QCOMPARE(std::ranges::count_if(heard.messages, isThat), 1);
    QVERIFY(!heard.hadEndedBefore);
}

void TestJob::isDeletedInMidRun()
{
    TinyRun run;
    makeSlow(run);
    {
        HeardJob heard(run);
        heard.job.start(run.workers());
        QTRY_VERIFY_WITH_TIMEOUT(heard.job.progress().pixelsDone > 0, 60000);
    }
    // Nobody holds the part folder any more: the same request goes on from there.
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(report.tiling.sectionsContinued > 0);
}

void TestJob::anEndedJobStaysAsItIs()
{
    TinyRun run;
    HeardJob heard(run);
    heard.job.start(run.workers());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ended, 1, 60000);
    heard.job.cancel();
    QVERIFY(heard.job.state() == Job::State::Finished);
    QVERIFY(!heard.job.isStopping());
    // Past the moment at which what ran it is put away.
    QTest::qWait(3200);
    QVERIFY(heard.job.state() == Job::State::Finished);
    QCOMPARE(heard.ended, 1);
}

void TestJob::everyStateHasAWord()
{
    QStringList words;
    for (const Job::State state : {Job::State::Waiting, Job::State::Starting, Job::State::Running, Job::State::Finished,
                                   Job::State::Cancelled, Job::State::Failed})
        words.append(stateText(state));
    QVERIFY(!words.contains(QString()));
    QCOMPARE(words.removeDuplicates(), 0);
}

QTEST_MAIN(TestJob)
#include "tst_job.moc"
