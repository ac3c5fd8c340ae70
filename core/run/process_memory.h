#pragma once

#include <QtGlobal>

#include <cstdint>
#include <vector>

namespace pixelscape {

/// Sum of the proportional set sizes of this process and the given ones: memory that processes share counts once. 0
/// where the system does not tell (no /proc).
std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses);

/// What a process has written, and shares with nobody: what another one like it would take besides. 0 where the system
/// does not tell.
std::int64_t writtenMemoryBytes(qint64 process);

} // namespace pixelscape
