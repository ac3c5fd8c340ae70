#include "core/run/worker_trial.h"

#include <algorithm>
#include <cmath>

namespace pixelscape {

void WorkerTrial::answered(int tiles, double seconds)
{
    constexpr int sectionsInHand = 2;
    if (m_phase == Phase::Over || tiles == 0)
        return;
    ++m_answers;
    m_tiles += tiles;
    m_seconds += seconds;
    if (m_phase == Phase::AllWork && m_answers == sectionsInHand * m_all)
        tryFewer();
    else if (m_phase == Phase::Change && m_answers == sectionsInHand * m_all)
        start(Phase::SomePause); // what those who pause had been given is done
    else if (m_phase == Phase::SomePause && m_answers == sectionsInHand * m_workers)
        compare();
}

void WorkerTrial::start(Phase phase)
{
    m_phase = phase;
    m_answers = 0;
    m_tiles = 0;
    m_seconds = 0;
}

/// Workers that are so much slower together do the work of `equivalent` that have the computer for themselves.
void WorkerTrial::tryFewer()
{
    constexpr double gain = 0.02; // of one worker, for it to be worth its memory
    const double equivalent = tilesPerSecond() * m_tileSeconds;
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
