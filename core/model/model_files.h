#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace pixelscape {

class PackageArchive;

/// A file's content, with its name for sentences: "cloud.dlpk/cloud.onnx".
struct NamedContent
{
    QString name;
    QByteArray bytes;
};

/// The files that lie beside a definition, in its folder or in its package, by their path relative to it. All that is
/// read together stays within the memory that was free at first. Folders and archives that are named must outlive it.
class ModelFiles
{
public:
    /// `place` says in sentences where files are missed: "beside it".
    static ModelFiles inFolder(const QString &folder, const QString &definitionName, const QString &place);
    static ModelFiles inArchive(const PackageArchive &archive);

    /// "cloud.emd", "cloud.dlpk/cloud.emd"
    const QString &definitionName() const { return m_definitionName; }

    /// Nothing where there is no such file. Throws Error: unreadable, empty, too large together with what was read.
    std::optional<NamedContent> read(const QString &relativePath);

    /// A file that `namer` names. Throws Error: missing, empty, a Git LFS pointer, and as read().
    NamedContent readNamed(const QString &relativePath, const QString &namer);

    /// All files in that folder and the folders in it, by their path relative to the definition, sorted. Empty where it
    /// is no folder. Throws Error where there are more than a network has.
    QStringList filesUnder(const QString &folder) const;

private:
    using Reader = std::function<std::optional<NamedContent>(const QString &path, std::optional<qint64> limit)>;
    using Lister = std::function<QStringList(const QString &folder)>;

    ModelFiles(const QString &definitionName, const QString &place, Reader reader, Lister lister);

    QString m_definitionName;
    QString m_place;
    Reader m_read;
    Lister m_list;
    std::optional<qint64> m_free;
};

} // namespace pixelscape
