#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace pixelscape {

/// Bytes that a run may take, from "6G", "800M" or a share of what is free, such as "50%". Nothing for a text that is
/// none of these, or no memory at all.
std::optional<std::int64_t> memoryBudget(const QString &text, std::int64_t freeBytes);

} // namespace pixelscape
