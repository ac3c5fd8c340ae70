#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <map>

namespace pixelscape {

/// What a worker made of one section, each part packed by packBands(): the class values in the result's type, and the
/// probabilities as float32, empty where none were asked for.
struct SectionBytes
{
    QByteArray values;
    QByteArray probabilities;
    bool operator==(const SectionBytes &) const = default;
};

/// The truth about a run: an append-only file of finished sections. At its head stands the run's identity; a log of
/// another identity is never mixed in. A torn tail (power loss, kill) is cut off when the log is opened again.
///
/// File: 8 bytes "PXSLOG5\n", length of the identity (4 bytes, little endian), the identity, then records of section id
/// (4), length of the values (4), length of the probabilities (4), BLAKE2b-256 of both (32), values, probabilities. One
/// record holds all of a section, so a section is finished as a whole or not at all.
class SectionLog
{
public:
    enum class Start {
        Fresh,     ///< there was none
        Continued, ///< one of the same identity, with its finished sections
        Replaced   ///< one of another identity, which was discarded
    };

    /// The identity at the head of a log; empty where there is none at that path.
    static QByteArray identityOf(const QString &path);

    /// Opens or makes the log. Throws Error where it cannot be written.
    SectionLog(const QString &path, const QByteArray &identity);

    Start start() const { return m_start; }
    bool has(int id) const { return m_places.contains(id); }
    int count() const { return int(m_places.size()); }
    /// Whether no pixel of a section that it has has data.
    bool isEmpty(int id) const { return m_places.at(id).values == 0; }

    /// Throws Error, for one when the disk is full; the log then still holds what it held before.
    void append(int id, const SectionBytes &section);

    /// What was appended of a section that it has. Throws Error where the disk does not give back what was written,
    /// which is looked at when a section is read first.
    SectionBytes read(int id);

private:
    struct Place
    {
        qint64 offset = 0; ///< of the record
        quint32 values = 0;
        quint32 probabilities = 0;
        bool isProved = false; ///< it was read, and is what was written
    };

    void makeFresh(const QByteArray &identity);
    bool continueFrom(const QByteArray &identity);
    [[noreturn]] void failWriting(int cause);

    QFile m_file;
    std::map<int, Place> m_places;
    Start m_start = Start::Fresh;
};

} // namespace pixelscape
