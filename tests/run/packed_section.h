#pragma once

#include "core/run/class_packing.h"
#include "core/run/section_bands.h"

namespace pixelscape {

/// The classes of a section as a worker sends them.
inline QByteArray packedSection(const std::vector<std::int64_t> &values, const ResultFormat &format, int width)
{
    QByteArray bytes(qsizetype(values.size()) * format.bytesPerPixel(), Qt::Uninitialized);
    packValues(values, format, bytes.data());
    return packBands(bytes, qsizetype(width) * format.bytesPerPixel());
}

} // namespace pixelscape
