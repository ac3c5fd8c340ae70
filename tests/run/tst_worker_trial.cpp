#include "core/run/worker_trial.h"

#include <QTest>

using namespace pixelscape;

namespace {

/// All answer sections of ten tiles until nothing is tried any more; `secondsOfTile` says how long a tile takes one of
/// so many. Returns the number that is kept.
template <typename SecondsOfTile> int settled(int workers, double alone, SecondsOfTile secondsOfTile)
{
    WorkerTrial trial(workers, alone);
    for (int answer = 0; answer < 1000 && !trial.isOver(); ++answer)
        trial.answered(10, 10 * secondsOfTile(trial.workers()));
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

    void sectionsWithoutTilesTellNothing()
    {
        WorkerTrial trial(2, 0.1);
        for (int answer = 0; answer < 100; ++answer)
            trial.answered(0, 0.001);
        QVERIFY(!trial.isOver());
        QCOMPARE(trial.workers(), 2);
    }
};

QTEST_GUILESS_MAIN(TestWorkerTrial)
#include "tst_worker_trial.moc"
