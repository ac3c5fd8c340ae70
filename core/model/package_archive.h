#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

struct zip;

namespace pixelscape {

/// One member of a package. Only members whose path stays inside the package, and which are no links, are ever read.
struct PackageEntry
{
    std::uint64_t index = 0;
    QString name;    ///< as it stands in the package
    QString path;    ///< with '/', without "." parts; empty where the entry must not be followed
    QString refusal; ///< why it must not be followed: "is a link"; else empty
    qint64 size = 0; ///< declared, unpacked
    qint64 packedSize = 0;
    bool encrypted = false;

    bool isSafe() const { return refusal.isEmpty(); }
};

/// A .dlpk, which is a zip, opened for reading in place. Nothing is ever unpacked to disk.
class PackageArchive
{
public:
    /// Throws Error: not a zip, cut off, unreadable, more entries than a package has.
    explicit PackageArchive(const QString &path);

    /// "cloud.dlpk"
    const QString &fileName() const { return m_fileName; }

    /// All files, without folders and without what macOS adds.
    const std::vector<PackageEntry> &entries() const { return m_entries; }

    /// The file of that path (see PackageEntry::path); where there is none, one that differs only in capitals or in the
    /// way its accents are composed. nullptr where the package has none. Throws Error where two have that path, or only
    /// an entry that must not be followed has that file name.
    const PackageEntry *find(const QString &path) const;

    /// The whole content. Throws Error: encrypted, damaged, larger than `limit`, longer than it declares, packed as
    /// tightly as nothing but a trap.
    QByteArray read(const PackageEntry &entry, std::optional<qint64> limit) const;

private:
    struct Closer
    {
        void operator()(zip *archive) const;
    };

    PackageEntry describe(std::uint64_t index) const;

    QString m_fileName;
    std::unique_ptr<zip, Closer> m_zip;
    std::vector<PackageEntry> m_entries;
};

} // namespace pixelscape
