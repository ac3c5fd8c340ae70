#include "core/run/pace.h"

namespace pixelscape {

void Pace::began(int worker, double now)
{
    m_workers.try_emplace(worker, Work{now, now, 0});
}

void Pace::answered(int worker, std::int64_t pixels, double now)
{
    const auto found = m_workers.find(worker);
    if (found == m_workers.end())
        return;
    found->second.pixels += pixels;
    found->second.lastAnswer = now;
}

/// Of those that have answered.
double Pace::meanPixelsPerSecond() const
{
    double pixels = 0;
    double seconds = 0;
    for (const auto &[number, work] : m_workers) {
        pixels += double(work.pixels);
        seconds += work.lastAnswer - work.since;
    }
    return seconds > 0 ? pixels / seconds : 0;
}

double Pace::pixelsPerSecond() const
{
    return meanPixelsPerSecond() * double(m_workers.size());
}

double Pace::pixelsInWork(double now) const
{
    double seconds = 0;
    for (const auto &[number, work] : m_workers)
        seconds += now - work.lastAnswer;
    return seconds * meanPixelsPerSecond();
}

} // namespace pixelscape
