#pragma once

#include <QString>

#include <optional>

namespace pixelscape {

/// How many workers `auto`, `N`, `N%` or nothing mean on a machine with so many cores; 0 and nothing are one worker.
/// Nothing for text that means none of these (negative numbers, letters).
std::optional<int> workerCount(const QString &factor, int cores);

} // namespace pixelscape
