#include "core/run/section_bands.h"

#include "core/base/error.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr qsizetype lengthBytes = 4;

} // namespace

QByteArray packBands(const QByteArray &rows, qsizetype rowBytes)
{
    constexpr int fastest = 1; // the bytes only pass through the section log
    const qsizetype bandBytes = rowBytes * rowsOfBand;
    QByteArray packed;
    for (qsizetype at = 0; at < rows.size(); at += bandBytes) {
        const qsizetype size = std::min(bandBytes, rows.size() - at);
        const QByteArray band = qCompress(reinterpret_cast<const uchar *>(rows.constData()) + at, size, fastest);
        char length[lengthBytes];
        qToLittleEndian(quint32(band.size()), length);
        packed.append(length, lengthBytes).append(band);
    }
    return packed;
}

std::vector<QByteArray> bandsOf(const QByteArray &packed)
{
    std::vector<QByteArray> bands;
    for (qsizetype at = 0; at < packed.size();) {
        const qsizetype left = packed.size() - at - lengthBytes;
        const qint64 length = left < 0 ? -1 : qint64(qFromLittleEndian<quint32>(packed.constData() + at));
        if (length < lengthBytes || length > left)
            throw Error(u"A worker process answered a section that cannot be read."_s);
        bands.push_back(packed.sliced(at + lengthBytes, length));
        at += lengthBytes + length;
    }
    return bands;
}

std::int64_t unpackedSize(const QByteArray &packed)
{
    try {
        std::int64_t size = packed.isEmpty() ? -1 : 0;
        for (const QByteArray &band : bandsOf(packed))
            size += qFromBigEndian<quint32>(band.constData());
        return size;
    } catch (const Error &) {
        return -1;
    }
}

QByteArray unpackBands(const QByteArray &packed)
{
    QByteArray rows;
    for (const QByteArray &band : bandsOf(packed))
        rows += qUncompress(band);
    return rows;
}

} // namespace pixelscape
