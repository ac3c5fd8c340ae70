#include "core/model/package_archive.h"

#include "core/base/error.h"
#include "core/model/package_directory.h"
#include "core/model/relative_path.h"
#include "core/model/shown_text.h"

#include <QFile>
#include <QFileInfo>

#include <zip.h>

#include <new>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct FileCloser
{
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

QString inOneForm(const QString &path)
{
    return path.normalized(QString::NormalizationForm_C).toCaseFolded();
}

QString lastPart(const QString &name)
{
    QString slashed = name;
    slashed.replace(u'\\', u'/');
    return slashed.section(u'/', -1);
}

/// macOS packs a folder of its own and companions of files, which look like models by their suffix.
bool isMacCompanion(const QString &name)
{
    return name.startsWith(u"__MACOSX"_s) || lastPart(name).startsWith(u"._"_s);
}

/// Whether a path has "..", begins with a slash or names a drive: such entries want to be somewhere else.
bool leadsElsewhere(const QString &name)
{
    QString slashed = name;
    slashed.replace(u'\\', u'/');
    return slashed.split(u'/').contains(u".."_s) || !normalizedRelativePath(name);
}

bool isLink(zip_t *archive, std::uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0)
        return false;
    constexpr zip_uint32_t typeMask = 0170000;
    constexpr zip_uint32_t linkType = 0120000;
    return ((attributes >> 16) & typeMask) == linkType;
}

QString openingError(const QString &fileName, int code)
{
    if (code == ZIP_ER_INCONS)
        return u"%1 is a zip archive whose parts contradict each other. Download or export it again."_s.arg(fileName);
    if (code == ZIP_ER_NOZIP)
        return u"%1 is not a zip archive, as a package must be, or it was cut off. Download or export it again."_s.arg(
            fileName);
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString reason = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    return u"%1 cannot be read as a package: %2. Check the file and its permissions."_s.arg(fileName, reason);
}

} // namespace

void PackageArchive::Closer::operator()(zip *archive) const
{
    zip_discard(archive);
}

PackageArchive::PackageArchive(const QString &path) : m_fileName(QFileInfo(path).fileName())
{
    refuseLargeDirectory(path);
    int code = 0;
    m_zip.reset(zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &code));
    if (!m_zip)
        throw Error(openingError(m_fileName, code));
    const zip_int64_t count = zip_get_num_entries(m_zip.get(), 0);
    for (zip_int64_t index = 0; index < count; ++index) {
        PackageEntry entry = describe(std::uint64_t(index));
        const bool isFolder = entry.name.endsWith(u'/') || entry.name.endsWith(u'\\');
        if (!isFolder && !isMacCompanion(entry.name))
            m_entries.push_back(std::move(entry));
    }
}

PackageEntry PackageArchive::describe(std::uint64_t index) const
{
    PackageEntry entry;
    entry.index = index;
    zip_stat_t stat;
    zip_stat_init(&stat);
    // libzip turns names in the old DOS code page into UTF-8 where the entry does not say that it is UTF-8.
    if (zip_stat_index(m_zip.get(), index, ZIP_FL_ENC_GUESS, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) {
        entry.refusal = u"has no readable name"_s;
        return entry;
    }
    entry.name = QString::fromUtf8(stat.name);
    entry.size = stat.valid & ZIP_STAT_SIZE && stat.size < std::uint64_t(INT64_MAX) ? qint64(stat.size) : INT64_MAX;
    entry.packedSize = stat.valid & ZIP_STAT_COMP_SIZE ? qint64(stat.comp_size) : 0;
    entry.encrypted = stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE;
    if (leadsElsewhere(entry.name))
        entry.refusal = u"leads out of the package"_s;
    else if (isLink(m_zip.get(), index))
        entry.refusal = u"is a link"_s;
    else
        entry.path = *normalizedRelativePath(entry.name);
    return entry;
}

const PackageEntry *PackageArchive::find(const QString &path) const
{
    const PackageEntry *found = nullptr;
    for (const PackageEntry &entry : m_entries) {
        if (!entry.isSafe() || entry.path != path)
            continue;
        if (found)
            throw Error(u"%1 holds two entries called %2, and only one can be meant. Pack it again."_s.arg(
                m_fileName, shownText(path)));
        found = &entry;
    }
    if (found)
        return found;
    const QString folded = inOneForm(path);
    for (const PackageEntry &entry : m_entries)
        if (entry.isSafe() && inOneForm(entry.path) == folded)
            return &entry;
    for (const PackageEntry &entry : m_entries)
        if (!entry.isSafe() && inOneForm(lastPart(entry.name)) == inOneForm(lastPart(path)))
            throw Error(u"%1: its entry %2 %3 and is not followed. Pack the file itself beside the .emd."_s.arg(
                m_fileName, shownText(entry.name), entry.refusal));
    return nullptr;
}

QByteArray PackageArchive::read(const PackageEntry &entry, std::optional<qint64> limit) const
{
    const QString name = m_fileName + u'/' + shownText(entry.path);
    if (entry.encrypted)
        throw Error(u"%1 is encrypted; Pixelscape does not ask for passwords. Pack it without a password."_s.arg(name));
    if (limit && entry.size > *limit)
        throw Error(
            u"%1 is too large: %2 bytes, but only %3 can be read. Check that it is the right file, or free memory."_s
                .arg(name, QString::number(entry.size), QString::number(*limit)));
    constexpr qint64 ordinarySize = 64 << 20;
    constexpr qint64 tightest = 200;
    if (entry.size > ordinarySize && entry.size / tightest > entry.packedSize)
        throw Error(
            u"%1 unpacks to %2 bytes from only %3, as no network does. Get the package from where you trust it."_s.arg(
                name, QString::number(entry.size), QString::number(entry.packedSize)));
    const auto damaged = [&name] {
        return Error(u"%1 is damaged in the package. Download or export the package again."_s.arg(name));
    };
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(m_zip.get(), entry.index, 0));
    if (!file)
        throw damaged();
    try {
        // The pages of a large block are taken only as they are written, so a size that lies costs nothing.
        QByteArray content(entry.size, Qt::Uninitialized);
        qint64 done = 0;
        while (done < entry.size) {
            const zip_int64_t got = zip_fread(file.get(), content.data() + done, zip_uint64_t(entry.size - done));
            if (got <= 0)
                throw damaged();
            done += got;
        }
        // One byte more must not be there; only at its end does libzip compare the checksum.
        char beyond = 0;
        if (zip_fread(file.get(), &beyond, 1) != 0)
            throw damaged();
        return content;
    } catch (const std::bad_alloc &) {
        throw Error(
            u"%1 does not fit into memory (%2 bytes). Close other programs or use a computer with more memory."_s.arg(
                name, QString::number(entry.size)));
    }
}

} // namespace pixelscape
