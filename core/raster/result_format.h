#pragma once

#include "core/base/geometry.h"
#include "core/model/class_legend.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace pixelscape {

enum class ResultType { Byte, UInt16, Int16, UInt32, Int32 };

/// How class values are stored: the smallest type that holds them all and has one value free for NoData.
struct ResultFormat
{
    ResultType type = ResultType::Byte;
    std::int64_t nodata = 255; ///< 255 when free, else the highest free value of the type
    int bytesPerPixel() const;
};

/// What the pixels of a result take before compression, and those of the probability raster where there is one.
std::int64_t uncompressedBytes(Size size, const ResultFormat &format, bool hasProbabilities);

/// Throws Error when the values do not fit 32 bits.
ResultFormat chooseResultFormat(const ClassLegend &legend);

} // namespace pixelscape
