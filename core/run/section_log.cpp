#include "core/run/section_log.h"

#include "core/base/error.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QByteArray magic = "PXSLOG5\n"_ba;
constexpr qint64 digestBytes = 32;
constexpr qint64 recordHead = 4 + 4 + 4 + digestBytes;

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
    return QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256);
}

} // namespace

QByteArray SectionLog::identityOf(const QString &path)
{
    constexpr qint64 lengthBytes = 4;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray head = file.read(magic.size() + lengthBytes);
    if (head.size() < magic.size() + lengthBytes || !head.startsWith(magic))
        return {};
    return file.read(std::min<qint64>(numberFrom(head, magic.size()), file.size()));
}

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
        const Place place{end, numberFrom(head, 4), numberFrom(head, 8)};
        const qint64 length = qint64(place.values) + place.probabilities;
        if (length > m_file.size() - end - recordHead)
            break;
        if (digestOf(m_file.read(length)) != head.last(digestBytes))
            break;
        m_places[int(numberFrom(head, 0))] = place;
        end += recordHead + length;
    }
    return m_file.resize(end) && m_file.seek(end);
}

void SectionLog::append(int id, const SectionBytes &section)
{
    const Place place{m_file.size(), quint32(section.values.size()), quint32(section.probabilities.size())};
    const QByteArray content = section.values + section.probabilities;
    const QByteArray head =
        numberBytes(quint32(id)) + numberBytes(place.values) + numberBytes(place.probabilities) + digestOf(content);
    errno = 0;
    if (!m_file.seek(place.offset) || m_file.write(head) != head.size() || m_file.write(content) != content.size()) {
        const int cause = errno;
        m_file.resize(place.offset);
        failWriting(cause);
    }
    m_places[id] = place;
}

SectionBytes SectionLog::read(int id)
{
    Place &place = m_places.at(id);
    m_file.seek(place.offset + recordHead - digestBytes);
    const QByteArray digest = m_file.read(digestBytes);
    const QByteArray content = m_file.read(qint64(place.values) + place.probabilities);
    if (content.size() != qint64(place.values) + place.probabilities ||
        (!place.isProved && digestOf(content) != digest))
        throw Error(
            u"%1 does not give back what was written to it; the disk may be failing: choose another output folder."_s
                .arg(m_file.fileName()));
    place.isProved = true;
    return {content.first(place.values), content.sliced(place.values)};
}

/// A disk that takes only part of a record gives no cause.
void SectionLog::failWriting(int cause)
{
    throw Error(u"%1 cannot be written (%2); make room on that disk or choose another output folder."_s.arg(
        m_file.fileName(), cause == 0 ? u"the disk may be full"_s : qt_error_string(cause)));
}

} // namespace pixelscape
