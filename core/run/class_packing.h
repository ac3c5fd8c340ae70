#pragma once

#include "core/raster/result_format.h"

#include <QByteArray>

#include <cstdint>
#include <span>

namespace pixelscape {

/// Writes class values in the result's type, native byte order, to where there is room for them.
void packValues(std::span<const std::int64_t> values, const ResultFormat &format, char *to);

/// So many packed pixels without data.
QByteArray packedNodata(int pixels, const ResultFormat &format);

/// The value at an index of packed values.
std::int64_t packedValueAt(const std::byte *packed, std::size_t index, ResultType type);

} // namespace pixelscape
