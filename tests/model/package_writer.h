#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QtEndian>

#include <zip.h>

#include <vector>

/// One member of a package made for a test.
struct PackedFile
{
    QByteArray name;
    QByteArray content;
    zip_int32_t method = ZIP_CM_DEFLATE;
    zip_flags_t encoding = ZIP_FL_ENC_UTF_8;
    bool link = false;
    bool encrypted = false;
};

/// Writes a zip with libzip; true when it could.
inline bool writePackage(const QString &path, const std::vector<PackedFile> &files)
{
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    bool good = archive != nullptr;
    for (const PackedFile &file : files) {
        if (!good)
            break;
        zip_source_t *source =
            zip_source_buffer(archive, file.content.constData(), zip_uint64_t(file.content.size()), 0);
        const zip_int64_t index = zip_file_add(archive, file.name.constData(), source, file.encoding);
        good = index >= 0 && zip_set_file_compression(archive, zip_uint64_t(index), file.method, 0) == 0;
        constexpr zip_uint32_t linkMode = 0120777U << 16;
        if (good && file.link)
            good = zip_file_set_external_attributes(archive, zip_uint64_t(index), 0, ZIP_OPSYS_UNIX, linkMode) == 0;
        if (good && file.encrypted)
            good = zip_file_set_encryption(archive, zip_uint64_t(index), ZIP_EM_AES_256, "secret") == 0;
    }
    return good && zip_close(archive) == 0;
}

/// Overwrites the unpacked size that a package declares for a member, in its directory and before its data.
inline QByteArray withDeclaredSize(QByteArray package, const QByteArray &name, quint32 size)
{
    constexpr qsizetype localHeader = 30;
    constexpr qsizetype localSize = 22;
    constexpr qsizetype directoryHeader = 46;
    constexpr qsizetype directorySize = 24;
    const qsizetype local = package.indexOf(name) - localHeader;
    const qsizetype directory = package.lastIndexOf(name) - directoryHeader;
    qToLittleEndian(size, package.data() + local + localSize);
    qToLittleEndian(size, package.data() + directory + directorySize);
    return package;
}

/// A package of one stored member in the 64 bit form that large packages have, put together byte by byte.
inline QByteArray zip64Package(const QByteArray &name, const QByteArray &content)
{
    QByteArray zip;
    const auto put = [&zip](auto number) {
        const auto little = qToLittleEndian(number);
        zip.append(reinterpret_cast<const char *>(&little), sizeof little);
    };
    quint32 checksum = 0xFFFFFFFF;
    for (const char byte : content) {
        checksum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            checksum = checksum & 1 ? checksum >> 1 ^ 0xEDB88320 : checksum >> 1;
    }
    // Sizes of all ones say that the real ones are in the extra field 1.
    const auto putCommon = [&](quint16 extraLength) {
        for (const quint16 number : {45, 0, 0, 0, 0x21})
            put(number);
        put(quint32(~checksum));
        put(quint32(0xFFFFFFFF));
        put(quint32(0xFFFFFFFF));
        put(quint16(name.size()));
        put(extraLength);
    };
    const auto putExtra = [&](quint16 length) {
        put(quint16(1));
        put(length);
        put(quint64(content.size()));
        put(quint64(content.size()));
    };
    zip += "PK\3\4";
    putCommon(20);
    zip += name;
    putExtra(16);
    zip += content;
    const quint64 directory = quint64(zip.size());
    zip += "PK\1\2";
    put(quint16(45));
    putCommon(28);
    // No comment, disk 0, no attributes; the offset of all ones says that it is in the extra field as well.
    for (int zero = 0; zero < 5; ++zero)
        put(quint16(0));
    put(quint32(0xFFFFFFFF));
    zip += name;
    putExtra(24);
    put(quint64(0));
    const quint64 directoryEnd = quint64(zip.size());
    zip += "PK\6\6";
    put(quint64(44));
    put(quint16(45));
    put(quint16(45));
    put(quint32(0));
    put(quint32(0));
    put(quint64(1));
    put(quint64(1));
    put(directoryEnd - directory);
    put(directory);
    zip += "PK\6\7";
    put(quint32(0));
    put(directoryEnd);
    put(quint32(1));
    zip += "PK\5\6";
    for (const quint16 number : {0, 0, 0xFFFF, 0xFFFF})
        put(number);
    put(quint32(0xFFFFFFFF));
    put(quint32(0xFFFFFFFF));
    put(quint16(0));
    return zip;
}
