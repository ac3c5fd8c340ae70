#include "core/model/model_files.h"

#include "core/base/error.h"
#include "core/model/free_memory.h"
#include "core/model/model_folder.h"
#include "core/model/package_definition.h"
#include "core/model/shown_text.h"
#include "core/model/weights_format.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr qsizetype mostFiles = 10000;

[[noreturn]] void refuseTooMany(const QString &folder)
{
    throw Error(u"The folder %1 holds more than %2 files, which no network has. Check that it is the right one."_s.arg(
        shownText(folder), QString::number(mostFiles)));
}

QStringList listFolder(const QString &root, const QString &folder)
{
    QStringList files;
    QDirIterator entries(QDir(root).filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        files << QDir(root).relativeFilePath(entries.next());
        if (files.size() > mostFiles)
            refuseTooMany(folder);
    }
    return files;
}

QStringList listArchive(const PackageArchive &archive, const QString &root, const QString &folder)
{
    QStringList files;
    const QString start = root + folder + u'/';
    for (const PackageEntry &entry : archive.entries()) {
        if (entry.isSafe() && entry.path.startsWith(start))
            files << entry.path.sliced(root.size());
        if (files.size() > mostFiles)
            refuseTooMany(folder);
    }
    return files;
}

} // namespace

ModelFiles::ModelFiles(const QString &definitionName, const QString &place, Reader reader, Lister lister)
    : m_definitionName(definitionName), m_place(place), m_read(std::move(reader)), m_list(std::move(lister)),
      m_free(freeMemory())
{
}

ModelFiles ModelFiles::inFolder(const QString &folder, const QString &definitionName, const QString &place)
{
    const auto read = [folder](const QString &path, std::optional<qint64> limit) -> std::optional<NamedContent> {
        const QString found = findBeside(folder, path);
        if (found.isEmpty())
            return std::nullopt;
        return NamedContent{QFileInfo(found).fileName(), readWholeFile(found, limit)};
    };
    return {definitionName, place, read, [folder](const QString &inner) { return listFolder(folder, inner); }};
}

ModelFiles ModelFiles::inArchive(const PackageArchive &archive)
{
    const QString definition = findPackageDefinition(archive).path;
    const QString root = definition.left(definition.lastIndexOf(u'/') + 1);
    const auto read = [&archive, root](const QString &path,
                                       std::optional<qint64> limit) -> std::optional<NamedContent> {
        const PackageEntry *entry = archive.find(root + path);
        if (!entry)
            return std::nullopt;
        return NamedContent{archive.fileName() + u'/' + shownText(entry->path), archive.read(*entry, limit)};
    };
    return {archive.fileName() + u'/' + shownText(definition), u"in the package"_s, read,
            [&archive, root](const QString &folder) { return listArchive(archive, root, folder); }};
}

std::optional<NamedContent> ModelFiles::read(const QString &relativePath)
{
    std::optional<NamedContent> found = m_read(relativePath, m_free);
    if (found && m_free)
        m_free = *m_free - found->bytes.size();
    return found;
}

NamedContent ModelFiles::readNamed(const QString &relativePath, const QString &namer)
{
    std::optional<NamedContent> found = read(relativePath);
    if (!found)
        throw Error(u"%1 names %2, which is not %3. Put it there, or correct the name."_s.arg(
            namer, shownText(relativePath), m_place));
    if (found->bytes.isEmpty())
        throw Error(u"%1 is empty. Get it again from where it came from."_s.arg(found->name));
    if (isGitLfsPointer(found->bytes))
        throw Error(u"%1 is a Git LFS pointer (%2 bytes of text), not the weights themselves. Run \"git lfs pull\" "
                    "where it was cloned, or download the file itself."_s.arg(found->name,
                                                                              QString::number(found->bytes.size())));
    return std::move(*found);
}

QStringList ModelFiles::filesUnder(const QString &folder) const
{
    QStringList files = m_list(folder);
    files.sort();
    return files;
}

} // namespace pixelscape
