#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace pixelscape {

/// One field of a protobuf message, as it lies on disk. Wire types: 0 a number, 2 bytes (a text or an inner message).
struct ProtobufField
{
    std::uint64_t number = 0;
    int wireType = 0;
    std::uint64_t value = 0; ///< of wire type 0
    QByteArrayView bytes;    ///< of wire type 2; a view, and shorter than declared where the content ends before
};

/// Takes a number of variable length off the front; nothing where there is none.
std::optional<std::uint64_t> takeVarint(QByteArrayView &rest);

/// Takes the next field off the front of a message; nothing where it ends or is not protobuf.
std::optional<ProtobufField> takeField(QByteArrayView &rest);

/// Calls `visit` with the number and the bytes of each field that is a text or an inner message.
template <typename Visit> void forEachMessage(QByteArrayView content, const Visit &visit)
{
    while (const auto field = takeField(content))
        if (field->wireType == 2)
            visit(field->number, field->bytes);
}

/// The first fields of a message, at most `limit`; stops where the content ends or is not protobuf.
std::vector<ProtobufField> firstFields(QByteArrayView content, std::size_t limit);

} // namespace pixelscape
