#pragma once

#include <QString>

#include <optional>

namespace pixelscape {

/// How many workers `auto`, `N`, `N%` or nothing mean on a machine with so many cores; 0 and nothing are one worker.
/// Nothing for text that means none of these (negative numbers, letters).
std::optional<int> workerCount(const QString &factor, int cores);

/// Whether that many are only a first guess, so that a run may find out that fewer do.
bool isWorkerCountOpen(const QString &factor);

} // namespace pixelscape
