#pragma once

#include <QtGlobal>

#include <optional>

namespace pixelscape {

/// Bytes that a program can still have without pushing others to disk (Linux's MemAvailable); nothing where the system
/// does not say.
std::optional<qint64> freeMemory();

} // namespace pixelscape
