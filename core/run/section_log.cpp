#include "core/run/section_log.h"

#include "core/base/error.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QByteArray magic = "PXSLOG1\n"_ba;
constexpr qint64 recordHead = 4 + 4 + 32;

QByteArray numberBytes(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

quint32 numberFrom(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

SectionLog::SectionLog(const QString &path, const QByteArray &identity) : m_file(path)
{
    const bool existed = m_file.exists();
    // Unbuffered: a record is with the system when append() returns, and a full disk shows at once.
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        throw Error(u"%1 cannot be written (%2); choose another output folder."_s.arg(path, m_file.errorString()));
    if (existed && continueFrom(identity)) {
        m_start = Start::Continued;
        return;
    }
    m_start = existed && m_file.size() > 0 ? Start::Replaced : Start::Fresh;
    makeFresh(identity);
}

void SectionLog::makeFresh(const QByteArray &identity)
{
    m_places.clear();
    const QByteArray head = magic + numberBytes(quint32(identity.size())) + identity;
    errno = 0;
    if (!m_file.resize(0) || !m_file.seek(0) || m_file.write(head) != head.size())
        failWriting(errno);
}

/// Takes in every whole record; cuts the file behind the last one.
bool SectionLog::continueFrom(const QByteArray &identity)
{
    const QByteArray expected = magic + numberBytes(quint32(identity.size())) + identity;
    if (m_file.read(expected.size()) != expected)
        return false;
    qint64 end = expected.size();
    while (true) {
        const QByteArray head = m_file.read(recordHead);
        if (head.size() < recordHead)
            break;
        const quint32 length = numberFrom(head, 4);
        if (qint64(length) > m_file.size() - end - recordHead)
            break;
        if (digestOf(m_file.read(length)) != head.sliced(8))
            break;
        m_places[int(numberFrom(head, 0))] = {end + recordHead, length};
        end += recordHead + length;
    }
    return m_file.resize(end) && m_file.seek(end);
}

void SectionLog::append(int id, const QByteArray &compressed)
{
    const qint64 end = m_file.size();
    const QByteArray head = numberBytes(quint32(id)) + numberBytes(quint32(compressed.size())) + digestOf(compressed);
    errno = 0;
    if (!m_file.seek(end) || m_file.write(head) != head.size() || m_file.write(compressed) != compressed.size()) {
        const int cause = errno;
        m_file.resize(end);
        failWriting(cause);
    }
    m_places[id] = {end + recordHead, quint32(compressed.size())};
}

QByteArray SectionLog::read(int id)
{
    const Place place = m_places.at(id);
    m_file.seek(place.offset - 32);
    const QByteArray digest = m_file.read(32);
    QByteArray compressed = m_file.read(place.length);
    if (digestOf(compressed) != digest)
        throw Error(
            u"%1 does not give back what was written to it; the disk may be failing: choose another output folder."_s
                .arg(m_file.fileName()));
    return compressed;
}

/// A disk that takes only part of a record gives no cause.
void SectionLog::failWriting(int cause)
{
    throw Error(u"%1 cannot be written (%2); make room on that disk or choose another output folder."_s.arg(
        m_file.fileName(), cause == 0 ? u"the disk may be full"_s : qt_error_string(cause)));
}

} // namespace pixelscape
