#pragma once

#include <chrono>

namespace pixelscape {

/// Seconds since it was made, or since the last lap.
class Stopwatch
{
public:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }
    double lap()
    {
        const double elapsed = seconds();
        m_start = Clock::now();
        return elapsed;
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_start = Clock::now();
};

} // namespace pixelscape
