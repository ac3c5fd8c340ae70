#pragma once

#include <QByteArray>
#include <QtEndian>

#include <array>
#include <optional>
#include <vector>

/// One member of a zip that is put together byte by byte, with whatever lies a test wants.
struct RawMember
{
    QByteArray name;
    QByteArray content;
    bool deflated = false;
    quint16 flags = 0x800; ///< names are UTF-8
    std::optional<quint16> method = {};
    std::optional<quint32> checksum = {};
    std::optional<quint32> size = {}; ///< that it unpacks to
    std::optional<quint32> offset = {};
    quint32 attributes = 0;
    QByteArray localName = {}; ///< where it differs from the one in the directory
};

inline constexpr quint32 linkAttributes = 0120777U << 16;

inline quint32 checksumOf(const QByteArray &content)
{
    static const auto table = [] {
        std::array<quint32, 256> rows{};
        for (quint32 byte = 0; byte < 256; ++byte) {
            quint32 row = byte;
            for (int bit = 0; bit < 8; ++bit)
                row = row & 1 ? row >> 1 ^ 0xEDB88320 : row >> 1;
            rows[byte] = row;
        }
        return rows;
    }();
    quint32 sum = 0xFFFFFFFF;
    for (const char byte : content)
        sum = sum >> 8 ^ table[(sum ^ quint32(static_cast<unsigned char>(byte))) & 0xFF];
    return ~sum;
}

template <typename Number> void putNumber(QByteArray &bytes, Number number)
{
    const auto little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// The record at a zip's end.
inline QByteArray endRecord(quint16 entries, quint32 directorySize, quint32 directoryOffset, quint16 disk = 0)
{
    QByteArray end("PK\5\6");
    for (const quint16 number : {disk, disk, entries, entries})
        putNumber(end, number);
    putNumber(end, directorySize);
    putNumber(end, directoryOffset);
    putNumber(end, quint16(0));
    return end;
}

inline QByteArray rawZip(const std::vector<RawMember> &members, quint16 disk = 0)
{
    QByteArray zip;
    QByteArray directory;
    for (const RawMember &member : members) {
        // qCompress puts a length and a header before the deflated bytes and a checksum behind them.
        const QByteArray data = member.deflated ? qCompress(member.content, 9).sliced(6).chopped(4) : member.content;
        const auto putCommon = [&](QByteArray &to, const QByteArray &name) {
            putNumber(to, quint16(20));
            putNumber(to, member.flags);
            putNumber(to, member.method.value_or(member.deflated ? 8 : 0));
            putNumber(to, quint32(0x21 << 16));
            putNumber(to, member.checksum ? *member.checksum : checksumOf(member.content));
            putNumber(to, quint32(data.size()));
            putNumber(to, member.size.value_or(quint32(member.content.size())));
            putNumber(to, quint16(name.size()));
            putNumber(to, quint16(0));
        };
        const QByteArray localName = member.localName.isEmpty() ? member.name : member.localName;
        directory += "PK\1\2";
        putNumber(directory, quint16(3 << 8 | 20)); // made on Unix, so that attributes have its meaning
        putCommon(directory, member.name);
        for (int zero = 0; zero < 3; ++zero)
            putNumber(directory, quint16(0));
        putNumber(directory, member.attributes);
        putNumber(directory, member.offset.value_or(quint32(zip.size())));
        directory += member.name;
        zip += "PK\3\4";
        putCommon(zip, localName);
        zip += localName + data;
    }
    const quint32 offset = quint32(zip.size());
    return zip + directory + endRecord(quint16(members.size()), quint32(directory.size()), offset, disk);
}
