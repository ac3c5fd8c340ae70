#pragma once

#include "core/base/stopwatch.h"

#include <QtGlobal>

#include <cstdint>
#include <vector>

namespace pixelscape {

/// Sum of the proportional set sizes of this process and the given ones: memory that processes share counts once. 0
/// where the system does not tell (no /proc).
std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses);

/// What this process holds, with all that it shares with others, so that it does not depend on who else there is. 0
/// where the system does not tell.
std::int64_t residentMemoryBytes();

/// What a process has written, and shares with nobody: what another one like it would take besides. 0 where the system
/// does not tell.
std::int64_t writtenMemoryBytes(qint64 process);

/// The memory of this process and of others, asked for again and again: cheaply, so that a peak of milliseconds is
/// seen.
class MemoryWatch
{
public:
    /// Nearly proportionalMemoryBytes(), but for what the processes have mapped of files, mostly the same ones: that is
    /// told by the process that has mapped most of them, and set right every now and then.
    std::int64_t bytes(const std::vector<qint64> &otherProcesses);
    /// Set right now, which takes some milliseconds.
    std::int64_t counted(const std::vector<qint64> &otherProcesses);

private:
    /// What the kernel keeps count of.
    struct Resident
    {
        std::int64_t own = 0;
        std::int64_t mapped = 0; ///< of files, by the process that has most
    };

    static Resident resident(const std::vector<qint64> &otherProcesses);

    static constexpr double shortestBetween = 0.25; ///< seconds, two counts

    double m_perMapped = 1;               ///< what all have mapped, to what one has, when it was last counted
    double m_nextCount = shortestBetween; ///< seconds on the watch
    Stopwatch m_watch;
};

} // namespace pixelscape
