#include "core/model/protobuf_fields.h"

#include <algorithm>

namespace pixelscape {

std::optional<std::uint64_t> takeVarint(QByteArrayView &rest)
{
    constexpr int mostBytes = 10;
    std::uint64_t value = 0;
    for (int i = 0; i < mostBytes && i < rest.size(); ++i) {
        const auto byte = static_cast<unsigned char>(rest[i]);
        value |= std::uint64_t(byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            rest = rest.sliced(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

std::optional<ProtobufField> takeField(QByteArrayView &rest)
{
    const auto key = takeVarint(rest);
    if (!key || *key >> 3 == 0)
        return std::nullopt;
    ProtobufField field{*key >> 3, int(*key & 7), 0, {}};
    qsizetype skip = 0;
    if (field.wireType == 0 || field.wireType == 2) {
        const auto value = takeVarint(rest);
        if (!value)
            return std::nullopt;
        field.value = *value;
        if (field.wireType == 2)
            skip = qsizetype(std::min<std::uint64_t>(*value, std::uint64_t(rest.size())));
        field.bytes = rest.first(skip);
    } else if (field.wireType == 1 || field.wireType == 5) {
        skip = std::min<qsizetype>(field.wireType == 1 ? 8 : 4, rest.size());
    } else {
        return std::nullopt;
    }
    rest = rest.sliced(skip);
    return field;
}

std::vector<ProtobufField> firstFields(QByteArrayView content, std::size_t limit)
{
    std::vector<ProtobufField> fields;
    while (fields.size() < limit && !content.isEmpty()) {
        const auto field = takeField(content);
        if (!field)
            break;
        fields.push_back(*field);
    }
    return fields;
}

} // namespace pixelscape
