#include "core/model/package_directory.h"

#include "core/base/error.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct DirectoryClaim
{
    quint64 entries = 0;
    quint64 bytes = 0;
};

/// The record of the 64 bit form, which the locator before the ordinary one points to.
DirectoryClaim claimOf64(QFile &file, QByteArrayView tail, qsizetype end)
{
    constexpr qsizetype locatorSize = 20;
    constexpr qint64 recordSize = 56;
    if (end < locatorSize || !tail.sliced(end - locatorSize).startsWith("PK\6\7"))
        return {};
    const quint64 offset = qFromLittleEndian<quint64>(tail.data() + end - locatorSize + 8);
    if (offset > quint64(file.size()) || !file.seek(qint64(offset)))
        return {};
    const QByteArray record = file.read(recordSize);
    if (record.size() < recordSize || !record.startsWith("PK\6\6"))
        return {};
    return {qFromLittleEndian<quint64>(record.constData() + 32), qFromLittleEndian<quint64>(record.constData() + 40)};
}

/// The record at the end of a zip.
DirectoryClaim claimOf(QFile &file, QByteArrayView tail, qsizetype end)
{
    constexpr quint16 elsewhere = 0xFFFF;
    const DirectoryClaim claim{qFromLittleEndian<quint16>(tail.data() + end + 10),
                               qFromLittleEndian<quint32>(tail.data() + end + 12)};
    const DirectoryClaim claim64 = claimOf64(file, tail, end);
    return claim.entries == elsewhere || claim64.entries > claim.entries ? claim64 : claim;
}

} // namespace

void refuseLargeDirectory(const QString &path)
{
    constexpr quint64 mostEntries = 65535;
    constexpr quint64 mostBytes = 8 << 20;
    constexpr qint64 longestTail = 22 + 65535 + 20;
    constexpr qsizetype recordSize = 22;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return;
    file.seek(std::max<qint64>(0, file.size() - longestTail));
    const QByteArray tail = file.read(longestTail);
    // A comment may hold what looks like a record: whichever the reader believes, none may be too large.
    for (qsizetype end = tail.indexOf("PK\5\6"); end >= 0; end = tail.indexOf("PK\5\6", end + 1)) {
        if (tail.size() - end < recordSize)
            return;
        const DirectoryClaim claim = claimOf(file, tail, end);
        const bool isPossible = claim.bytes <= quint64(file.size());
        if (isPossible && (claim.entries > mostEntries || claim.bytes > mostBytes))
            throw Error(
                u"%1 holds %2 entries, far more than a package of a model has. Check that it is the right file."_s.arg(
                    QFileInfo(path).fileName(), QString::number(claim.entries)));
    }
}

} // namespace pixelscape
