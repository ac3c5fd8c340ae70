#pragma once

#include <QByteArray>

#include <cstdint>
#include <vector>

/// The pieces that protobuf messages are made of.
namespace pixelscape::protobuf {

enum WireType : std::uint64_t { Varint = 0, Bytes = 2, Fixed32 = 5 };

inline QByteArray varint(std::uint64_t value)
{
    QByteArray bytes;
    for (; value > 127; value >>= 7)
        bytes += char(value | 128);
    return bytes + char(value);
}

inline QByteArray number(int field, std::int64_t value)
{
    return varint(std::uint64_t(field) << 3 | Varint) + varint(std::uint64_t(value));
}

inline QByteArray message(int field, const QByteArray &content)
{
    return varint(std::uint64_t(field) << 3 | Bytes) + varint(std::uint64_t(content.size())) + content;
}

inline QByteArray rawFloats(const std::vector<float> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(float)));
}

} // namespace pixelscape::protobuf
