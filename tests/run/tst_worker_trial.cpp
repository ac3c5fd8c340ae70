#include "core/run/worker_trial.h"

#include <QTest>

using namespace pixelscape;

namespace {

/// All answer sections of ten tiles until nothing is tried any more; `secondsOfTile` says how long a tile takes one of
/// so many. Returns the number that is kept.
template <typename SecondsOfTile> int settled(int workers, double alone, SecondsOfTile secondsOfTile)
{
    WorkerTrial trial(workers, alone, 0);
    for (int answer = 0; answer < 1000 && !trial.isOver(); ++answer) {
        const double seconds = 10 * secondsOfTile(trial.workers());
        trial.answered(10, seconds, seconds);
    }
    return trial.isOver() ? trial.workers() : -1;
}

} // namespace

class TestWorkerTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workersThatDoNotDisturbEachOther()
    {
        QCOMPARE(settled(8, 0.1, [](int) { return 0.1; }), 8);
    }

    /// Slower together by a fifth, as cores that share memory: all of them are of use.
    void slowerTogether()
    {
        QCOMPARE(settled(2, 0.1, [](int workers) { return workers == 1 ? 0.1 : 0.12; }), 2);
    }

    /// A computer that says it has eight processors and lets a program use the time of two.
    void timeOfTwo()
    {
        QCOMPARE(settled(8, 0.1, [](int workers) { return 0.1 * std::max(1.0, workers / 2.0); }), 2);
    }

    void timeOfOne()
    {
        QCOMPARE(settled(2, 0.1, [](int workers) { return 0.1 * workers; }), 1);
    }

    /// Two threads of a core are a third faster than one: four of eight were tried, and eight stay.
    void threadsOfACore()
    {
        int fewest = 8;
        const auto seconds = [&fewest](int workers) {
            fewest = std::min(fewest, workers);
            return workers <= 4 ? 0.1 : 0.1 * workers / (4 + (workers - 4) / 3.0);
        };
        QCOMPARE(settled(8, 0.1, seconds), 8);
        QCOMPARE(fewest, 5); // eight do the work of 5.3
    }

    /// Sections of half a second, twice as slow together: as four make a second of both workers, two seconds are over
    /// with the eighth.
    void aShortLookTellsNothing()
    {
        WorkerTrial trial(2, 0.1, 2);
        for (int answer = 1; answer <= 8; ++answer) {
            QCOMPARE(trial.workers(), 2);
            trial.answered(1, 0.5, 0.2);
        }
        QCOMPARE(trial.workers(), 1);
    }

    /// Where reading and writing take nearly all the time, more workers do more, however long a section takes.
    void whatIsNoInferenceDoesNotCount()
    {
        WorkerTrial trial(2, 0.1, 0);
        for (int answer = 0; answer < 4; ++answer)
            trial.answered(1, 5, 0.1);
        QVERIFY(trial.isOver());
        QCOMPARE(trial.workers(), 2);
    }

    void sectionsWithoutTilesTellNothing()
    {
        WorkerTrial trial(2, 0.1, 0);
        for (int answer = 0; answer < 100; ++answer)
            trial.answered(0, 0.001, 0);
        QVERIFY(!trial.isOver());
        QCOMPARE(trial.workers(), 2);
    }
};

QTEST_GUILESS_MAIN(TestWorkerTrial)
#include "tst_worker_trial.moc"
