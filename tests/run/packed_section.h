#pragma once

#include "core/base/geometry.h"
#include "core/run/class_packing.h"
#include "core/run/section_bands.h"
#include "core/run/section_log.h"

namespace pixelscape {

/// The classes of a section as a worker sends them.
inline QByteArray packedSection(const std::vector<std::int64_t> &values, const ResultFormat &format, int width)
{
    QByteArray bytes(qsizetype(values.size()) * format.bytesPerPixel(), Qt::Uninitialized);
    packValues(values, format, bytes.data());
    return packBands(bytes, qsizetype(width) * format.bytesPerPixel());
}

/// Classes and probabilities of a section, asked of functions of a pixel's place.
template <typename ClassAt, typename ProbabilityAt>
SectionBytes packedSectionOf(const PixelRect &write, const ResultFormat &format, ClassAt classAt,
                             ProbabilityAt probabilityAt)
{
    std::vector<std::int64_t> values;
    std::vector<float> likely;
    for (int y = write.y; y < write.bottom(); ++y) {
        for (int x = write.x; x < write.right(); ++x) {
            values.push_back(classAt(x, y));
            likely.push_back(probabilityAt(x, y));
        }
    }
    const QByteArray bytes(reinterpret_cast<const char *>(likely.data()), qsizetype(likely.size() * sizeof(float)));
    return {packedSection(values, format, write.width), packBands(bytes, write.width * qsizetype(sizeof(float)))};
}

} // namespace pixelscape
