#include "core/run/worker_trial.h"

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

constexpr int sectionsInHand = 2;

}

void WorkerTrial::answered(int tiles, double seconds, double inferenceSeconds)
{
    if (m_phase == Phase::Over || tiles == 0)
        return;
    ++m_answers;
    m_tiles += tiles;
    m_seconds += seconds;
    m_inferenceSeconds += inferenceSeconds;
    if (m_phase == Phase::AllWork && hasSeenEnough())
        tryFewer();
    else if (m_phase == Phase::Change && m_answers == sectionsInHand * m_all)
        start(Phase::SomePause); // what those who pause had been given is done
    else if (m_phase == Phase::SomePause && hasSeenEnough())
        compare();
}

bool WorkerTrial::hasSeenEnough() const
{
    return m_answers >= sectionsInHand * m_workers && m_seconds >= m_leastSeconds * m_workers;
}

void WorkerTrial::start(Phase phase)
{
    m_phase = phase;
    m_answers = 0;
    m_tiles = 0;
    m_seconds = 0;
    m_inferenceSeconds = 0;
}

/// Workers that are so much slower together do the work of `equivalent` that have the computer for themselves.
void WorkerTrial::tryFewer()
{
    constexpr double gain = 0.02; // of one worker, for it to be worth its memory
    const double equivalent = m_all * m_tiles * m_tileSeconds / m_inferenceSeconds;
    m_tilesPerSecondOfAll = tilesPerSecond();
    start(equivalent > m_all - 1 + gain ? Phase::Over : Phase::Change);
    if (m_phase == Phase::Change)
        m_workers = std::max(1, int(std::lround(equivalent)));
}

void WorkerTrial::compare()
{
    constexpr double asFast = 0.98;
    if (tilesPerSecond() < asFast * m_tilesPerSecondOfAll)
        m_workers = m_all;
    start(Phase::Over);
}

} // namespace pixelscape
