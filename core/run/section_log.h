#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <map>

namespace pixelscape {

/// The truth about a run: an append-only file of finished sections. At its head stands the run's identity; a log of
/// another identity is never mixed in. A torn tail (power loss, kill) is cut off when the log is opened again.
///
/// File: 8 bytes "PXSLOG1\n", length of the identity (4 bytes, little endian), the identity, then records of section id
/// (4), length (4), SHA-256 of the compressed bytes (32), compressed bytes.
class SectionLog
{
public:
    enum class Start {
        Fresh,     ///< there was none
        Continued, ///< one of the same identity, with its finished sections
        Replaced   ///< one of another identity, which was discarded
    };

    /// Opens or makes the log. Throws Error where it cannot be written.
    SectionLog(const QString &path, const QByteArray &identity);

    Start start() const { return m_start; }
    bool has(int id) const { return m_places.contains(id); }
    int count() const { return int(m_places.size()); }

    /// Throws Error, for one when the disk is full; the log then still holds what it held before.
    void append(int id, const QByteArray &compressed);

    /// The compressed bytes of a section that it has. Throws Error where the disk does not give back what was written.
    QByteArray read(int id);

private:
    struct Place
    {
        qint64 offset = 0;
        quint32 length = 0;
    };

    void makeFresh(const QByteArray &identity);
    bool continueFrom(const QByteArray &identity);
    [[noreturn]] void failWriting(int cause);

    QFile m_file;
    std::map<int, Place> m_places;
    Start m_start = Start::Fresh;
};

} // namespace pixelscape
