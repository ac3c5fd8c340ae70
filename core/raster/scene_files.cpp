#include "core/raster/scene_files.h"

#include "core/raster/gdal_errors.h"
#include "core/raster/warp_source.h"

#include <QRegularExpression>

#include <cpl_string.h>
#include <cpl_vsi.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isFolder(const QString &path)
{
    VSIStatBufL status;
    return VSIStatExL(path.toUtf8().constData(), &status, VSI_STAT_EXISTS_FLAG | VSI_STAT_NATURE_FLAG) == 0 &&
           VSI_ISDIR(status.st_mode);
}

bool isArchive(const QString &path)
{
    return path.endsWith(".zip"_L1, Qt::CaseInsensitive) || path.endsWith(".tar"_L1, Qt::CaseInsensitive);
}

} // namespace

QStringList namesIn(const QString &folder)
{
    registerGdal();
    const GdalErrors errors;
    const CPLStringList entries(VSIReadDir(folder.toUtf8().constData()));
    QStringList names;
    for (int i = 0; i < entries.size(); ++i)
        if (const QString name = QString::fromUtf8(entries[i]); name != "."_L1 && name != ".."_L1)
            names.append(name);
    names.sort();
    return names;
}

QString sceneFolder(const QString &path)
{
    const GdalErrors errors;
    QString folder = pathFromAnywhere(path);
    while (folder.endsWith(u'/'))
        folder.chop(1);
    const bool isInside = folder.startsWith("/vsizip/"_L1) || folder.startsWith("/vsitar/"_L1);
    if (isFolder(folder) && !(isInside && isArchive(folder)))
        return folder.endsWith("/IMG_DATA"_L1) ? folder.section(u'/', 0, -2) : folder;
    // Who has opened the product elsewhere, did so by the file that describes it.
    static const QRegularExpression metadata(
        u"(^|/)(MTD_(MSIL(1C|2A)|TL)\\.xml|manifest\\.safe|[^/]*_MTL\\.(txt|xml|json))$"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (metadata.match(folder).hasMatch()) {
        const QString name = folder.section(u'/', -1);
        folder.chop(name.size() + 1);
        return namesIn(folder).contains(name) ? folder : QString();
    }
    if (!isArchive(folder))
        return {};
    const bool isZip = folder.endsWith(".zip"_L1, Qt::CaseInsensitive);
    if (!isInside)
        folder = (isZip ? u"/vsizip/"_s : u"/vsitar/"_s) + folder;
    const QStringList names = namesIn(folder);
    if (names.size() == 1 && isFolder(folder + u'/' + names.front()))
        folder += u'/' + names.front();
    return folder;
}

} // namespace pixelscape
