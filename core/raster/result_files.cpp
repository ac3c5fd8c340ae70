#include "core/raster/result_files.h"

#include "core/raster/result_reader.h"
#include "core/raster/result_tiff.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

std::filesystem::path nativePath(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

QString withoutSuffix(const QString &path)
{
    const QFileInfo info(path);
    return info.dir().filePath(info.completeBaseName());
}

/// The world file that the GeoTIFF driver wrote beside `tiffPath`, or an empty string.
QString worldFileSuffix(const QString &tiffPath)
{
    for (const QString &suffix : {u".tfw"_s, u".wld"_s})
        if (QFileInfo::exists(withoutSuffix(tiffPath) + suffix))
            return suffix;
    return {};
}

void renameOver(const QString &from, const QString &to)
{
    std::error_code failure;
    std::filesystem::rename(nativePath(from), nativePath(to), failure);
    if (failure)
        throw resultNotWritten(to, QString::fromStdString(failure.message()));
}

void removeStale(const QString &path)
{
    if (QFileInfo::exists(path) && !QFile::remove(path))
        throw Error(
            u"%1 belongs to the raster that is being replaced and cannot be removed. Remove it, then run again."_s.arg(
                path));
}

/// What described the old pixels and is not replaced by a file of the new result.
void removeStaleSidecars(const QString &finalPath)
{
    for (const QString &suffix : {u".ovr"_s, u".msk"_s, u".msk.ovr"_s})
        removeStale(finalPath + suffix);
    if (!QFileInfo::exists(finalPath))
        return;
    for (const QString &suffix : {u".tfw"_s, u".wld"_s})
        removeStale(withoutSuffix(finalPath) + suffix);
}

void requireNoFolder(const QString &finalPath)
{
    if (QFileInfo(finalPath).isDir())
        throw resultNotWritten(finalPath, u"it is a folder"_s);
}

/// The TIFF, after the world file that may go with it.
void moveTiff(const QString &tiffPath, const QString &finalPath)
{
    const QString worldFile = worldFileSuffix(tiffPath);
    if (!worldFile.isEmpty())
        renameOver(withoutSuffix(tiffPath) + worldFile, withoutSuffix(finalPath) + worldFile);
    renameOver(tiffPath, finalPath);
}

} // namespace

ResultFiles resultFiles(const QString &tiffPath)
{
    const QString stem = withoutSuffix(tiffPath);
    return {tiffPath, tiffPath + u".aux.xml"_s, tiffPath + u".vat.dbf"_s, tiffPath + u".vat.cpg"_s, stem + u".qml"_s};
}

void requireEnd(const QString &path, QByteArrayView end, const QString &finalPath)
{
    QFile file(path);
    const bool complete = file.open(QIODevice::ReadOnly) && file.seek(std::max<qint64>(0, file.size() - end.size())) &&
                          file.readAll() == end;
    if (!complete)
        throw resultNotWritten(finalPath, {});
}

QString probabilityPath(const QString &tiffPath)
{
    const QString suffix = QFileInfo(tiffPath).suffix();
    return withoutSuffix(tiffPath) + u"_probability"_s + (suffix.isEmpty() ? QString() : u'.' + suffix);
}

void moveResult(const QString &tiffPath, const QString &finalPath)
{
    requireNoFolder(finalPath);
    removeStaleSidecars(finalPath);
    const ResultFiles from = resultFiles(tiffPath);
    const ResultFiles to = resultFiles(finalPath);
    renameOver(from.auxiliary, to.auxiliary);
    renameOver(from.attributeDbf, to.attributeDbf);
    renameOver(from.attributeCpg, to.attributeCpg);
    renameOver(from.style, to.style);
    moveTiff(tiffPath, finalPath);
}

void moveProbability(const QString &tiffPath, const QString &finalPath)
{
    requireNoFolder(finalPath);
    removeStaleSidecars(finalPath);
    removeStale(finalPath + u".aux.xml"_s);
    moveTiff(tiffPath, finalPath);
}

void removeStaleProbability(const QString &finalPath)
{
    const QString probability = probabilityPath(finalPath);
    if (!isProbabilityRaster(probability))
        return;
    removeStaleSidecars(probability);
    removeStale(probability + u".aux.xml"_s);
    removeStale(probability);
}

} // namespace pixelscape
