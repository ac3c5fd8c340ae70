#include "core/raster/result_format.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

struct Candidate
{
    ResultType type;
    std::int64_t lowest;
    std::int64_t highest;
};

template <typename Value> constexpr Candidate candidate(ResultType type)
{
    return {type, std::numeric_limits<Value>::lowest(), std::numeric_limits<Value>::max()};
}

constexpr std::array candidates{
    candidate<std::uint8_t>(ResultType::Byte),  candidate<std::uint16_t>(ResultType::UInt16),
    candidate<std::int16_t>(ResultType::Int16), candidate<std::uint32_t>(ResultType::UInt32),
    candidate<std::int32_t>(ResultType::Int32),
};

constexpr std::int64_t usualNodata = 255;

/// Ends because there are fewer classes than values of the 32-bit types; for the small types it may find nothing.
std::optional<std::int64_t> freeValue(const Candidate &candidate, const std::set<std::int64_t> &used)
{
    if (!used.contains(usualNodata))
        return usualNodata;
    for (std::int64_t value = candidate.highest; value >= candidate.lowest; --value)
        if (!used.contains(value))
            return value;
    return std::nullopt;
}

} // namespace

int ResultFormat::bytesPerPixel() const
{
    switch (type) {
    case ResultType::Byte:
        return 1;
    case ResultType::UInt16:
    case ResultType::Int16:
        return 2;
    case ResultType::UInt32:
    case ResultType::Int32:
        break;
    }
    return 4;
}

std::int64_t uncompressedBytes(Size size, const ResultFormat &format, bool hasProbabilities)
{
    const std::int64_t perPixel = format.bytesPerPixel() + (hasProbabilities ? std::int64_t(sizeof(float)) : 0);
    return size.area() * perPixel;
}

ResultFormat chooseResultFormat(const ClassLegend &legend)
{
    std::set<std::int64_t> used;
    for (const ClassEntry &entry : legend)
        used.insert(entry.value);
    const std::int64_t lowest = used.empty() ? 0 : *used.begin();
    const std::int64_t highest = used.empty() ? 0 : *used.rbegin();
    for (const Candidate &candidate : candidates) {
        if (lowest < candidate.lowest || highest > candidate.highest)
            continue;
        if (const auto nodata = freeValue(candidate, used))
            return {candidate.type, *nodata};
    }
    throw Error(u"The model's class values run from %1 to %2, which no 32-bit raster can hold. Give its classes "
                "smaller values in the model definition."_s.arg(lowest)
                    .arg(highest));
}

} // namespace pixelscape
