#include "core/run/class_packing.h"

#include <cstring>
#include <vector>

namespace pixelscape {

namespace {

template <typename Stored> void packAs(std::span<const std::int64_t> values, char *to)
{
    for (const std::int64_t value : values) {
        const auto stored = Stored(value);
        std::memcpy(to, &stored, sizeof(Stored));
        to += sizeof(Stored);
    }
}

template <typename Stored> std::int64_t valueAs(const std::byte *packed, std::size_t index)
{
    Stored stored;
    std::memcpy(&stored, packed + index * sizeof(Stored), sizeof(Stored));
    return std::int64_t(stored);
}

} // namespace

void packValues(std::span<const std::int64_t> values, const ResultFormat &format, char *to)
{
    switch (format.type) {
    case ResultType::Byte:
        return packAs<std::uint8_t>(values, to);
    case ResultType::UInt16:
        return packAs<std::uint16_t>(values, to);
    case ResultType::Int16:
        return packAs<std::int16_t>(values, to);
    case ResultType::UInt32:
        return packAs<std::uint32_t>(values, to);
    case ResultType::Int32:
        break;
    }
    return packAs<std::int32_t>(values, to);
}

QByteArray packedNodata(int pixels, const ResultFormat &format)
{
    QByteArray packed(qsizetype(pixels) * format.bytesPerPixel(), Qt::Uninitialized);
    packValues(std::vector<std::int64_t>(std::size_t(pixels), format.nodata), format, packed.data());
    return packed;
}

std::int64_t packedValueAt(const std::byte *packed, std::size_t index, ResultType type)
{
    switch (type) {
    case ResultType::Byte:
        return valueAs<std::uint8_t>(packed, index);
    case ResultType::UInt16:
        return valueAs<std::uint16_t>(packed, index);
    case ResultType::Int16:
        return valueAs<std::int16_t>(packed, index);
    case ResultType::UInt32:
        return valueAs<std::uint32_t>(packed, index);
    case ResultType::Int32:
        break;
    }
    return valueAs<std::int32_t>(packed, index);
}

} // namespace pixelscape
