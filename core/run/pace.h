#pragma once

#include <cstdint>
#include <map>

namespace pixelscape {

/// How fast workers get on, told from the moments when they began and when they answered: between two answers a worker
/// is not idle, so what is done at a moment is more than what was answered. Times in seconds of one clock.
class Pace
{
public:
    /// A worker has work from now on.
    void began(int worker, double now);
    /// It has answered so many pixels more.
    void answered(int worker, std::int64_t pixels, double now);
    void left(int worker) { m_workers.erase(worker); }

    /// Of all workers together; one that has not answered yet is taken to be as fast as the others. 0 as long as none
    /// has.
    double pixelsPerSecond() const;
    /// Done since the last answers, but not answered yet.
    double pixelsInWork(double now) const;

private:
    struct Work
    {
        double since = 0;
        double lastAnswer = 0;
        std::int64_t pixels = 0;
    };

    double meanPixelsPerSecond() const;

    std::map<int, Work> m_workers;
};

} // namespace pixelscape
