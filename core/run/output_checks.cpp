#include "core/run/output_checks.h"

#include "core/base/permission.h"
#include "core/raster/result_files.h"
#include "core/raster/result_reader.h"
#include "core/run/figure_text.h"
#include "core/run/part_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <filesystem>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Through links of any kind.
bool isSameFile(const QString &a, const QString &b)
{
    std::error_code ignored;
    return std::filesystem::equivalent(QFile::encodeName(a).toStdString(), QFile::encodeName(b).toStdString(), ignored);
}

/// A file that would be written beside the output and belongs to something else, such as a layer's style of the same
/// name.
QString sidecarDefect(const QString &output)
{
    const ResultFiles files = resultFiles(output);
    for (const QString &file : {files.style, files.attributeDbf, files.attributeCpg, files.auxiliary})
        if (QFileInfo::exists(file))
            return u"%1 exists already and would be replaced; choose another output, or allow it."_s.arg(file);
    return {};
}

/// What a file that the run writes or removes must not be.
QString sameFileDefect(const QString &file, const RunRequest &request, const QStringList &modelFiles,
                       const OutputNeeds &needs)
{
    if (isSameFile(file, request.inputRaster))
        return u"%1 is the input raster; choose another output."_s.arg(file);
    for (const QString &input : needs.inputs)
        if (isSameFile(file, input))
            return u"%1 is one of the inputs; choose another output."_s.arg(file);
    for (const QString &modelFile : modelFiles)
        if (isSameFile(file, modelFile))
            return u"%1 belongs to the model; choose another output."_s.arg(file);
    return {};
}

/// The probability raster would be written there, or one of an earlier result would be removed.
QString probabilityDefect(const RunRequest &request, const QStringList &modelFiles, const OutputNeeds &needs)
{
    const QString file = probabilityPath(request.outputClassifiedRaster);
    if (!needs.hasProbabilities && !isProbabilityRaster(file))
        return {};
    if (QFileInfo(file).isDir())
        return u"%1, where the probability raster would be written, is a folder; choose another output."_s.arg(file);
    return sameFileDefect(file, request, modelFiles, needs);
}

/// A folder that is made before the run, together with those above it that are missing.
QString futureFolderDefect(const QString &folder)
{
    QFileInfo above(folder);
    while (!above.exists() && !above.isRoot())
        above.setFile(above.absolutePath());
    if (!above.isDir())
        return u"%1 is not a folder; choose another output."_s.arg(above.filePath());
    if (access(QFile::encodeName(above.filePath()).constData(), W_OK | X_OK) == 0)
        return {};
    return u"The folder %1 cannot be made in %2 by this user; choose another one or change the permissions."_s.arg(
        folder, above.filePath());
}

/// What nothing but another output helps against.
QString outputDefect(const RunRequest &request, const QStringList &modelFiles, const OutputNeeds &needs)
{
    const QFileInfo output(request.outputClassifiedRaster);
    const QFileInfo folder(output.absolutePath());
    if (request.outputClassifiedRaster.isEmpty())
        return u"No output was given; name the GeoTIFF to write."_s;
    if (output.isDir())
        return u"%1 is a folder; name the file to write in it, such as %1/classes.tif."_s.arg(output.filePath());
    if (output.exists() && !output.isFile())
        return u"%1 is no ordinary file, such as a device; choose another output."_s.arg(output.filePath());
    if (const QString defect = folder.isDir() ? QString() : permissionDefect(folder.filePath()); !defect.isEmpty())
        return defect;
    if (!folder.exists())
        return needs.folder == OutputFolder::WillBeMade
                   ? futureFolderDefect(folder.filePath())
                   : u"The folder %1 does not exist; make it or choose another output."_s.arg(folder.filePath());
    if (!folder.isDir())
        return u"%1 is not a folder; choose another output."_s.arg(folder.filePath());
    // Qt's isWritable() looks at the mode bits only; a read-only file system is found this way.
    if (access(QFile::encodeName(folder.filePath()).constData(), W_OK | X_OK) != 0)
        return u"The folder %1 cannot be written by this user; choose another output or change its permissions."_s.arg(
            folder.filePath());
    const QString same = sameFileDefect(output.filePath(), request, modelFiles, needs);
    return same.isEmpty() ? probabilityDefect(request, modelFiles, needs) : same;
}

/// A probability raster beside a class map is taken for that map's own.
QString otherProbabilityDefect(const QString &output, bool hasProbabilities)
{
    const QString file = probabilityPath(output);
    if (hasProbabilities && QFileInfo::exists(file))
        return u"%1 exists already and would be replaced; choose another output, or allow it."_s.arg(file);
    if (!hasProbabilities && isProbabilityRaster(file))
        return u"%1 belongs to an earlier result and would be removed; choose another output, or allow it."_s.arg(file);
    return {};
}

QString replacedDefect(const RunRequest &request, bool hasProbabilities)
{
    const QString &output = request.outputClassifiedRaster;
    if (request.overwrite || isHalfMoved(output))
        return {};
    if (QFileInfo::exists(output))
        return u"%1 exists already; choose another output, or allow it to be replaced."_s.arg(output);
    const QString other = otherProbabilityDefect(output, hasProbabilities);
    return other.isEmpty() ? sidecarDefect(output) : other;
}

/// Compression makes less of it, but nobody knows how much less; the section log needs room beside it, and the finished
/// file for a moment twice its own.
void checkRoom(const RunRequest &request, const OutputNeeds &needs, std::vector<Problem> &problems)
{
    const QStorageInfo disk(QFileInfo(request.outputClassifiedRaster).absolutePath());
    if (!disk.isValid() || disk.bytesAvailable() >= needs.bytes)
        return;
    problems.push_back({u"outputClassifiedRaster"_s, Severity::Warning,
                        u"The output may take up to %1, and its disk has %2 free; make room there or choose another "
                        "output."_s.arg(bytesText(needs.bytes), bytesText(disk.bytesAvailable()))});
}

} // namespace

void checkOutput(const RunRequest &request, const QStringList &modelFiles, const OutputNeeds &needs,
                 std::vector<Problem> &problems)
{
    const QString defect = outputDefect(request, modelFiles, needs);
    const QString replaced = defect.isEmpty() ? replacedDefect(request, needs.hasProbabilities) : QString();
    if (!defect.isEmpty())
        problems.push_back({u"outputClassifiedRaster"_s, Severity::Error, defect});
    else
        checkRoom(request, needs, problems);
    if (!replaced.isEmpty())
        problems.push_back({u"outputClassifiedRaster"_s,
                            Severity::Error,
                            replaced,
                            {{u"Propose another name"_s, u"outputClassifiedRaster"_s, QString()},
                             {u"Replace the file"_s, u"overwrite"_s, u"true"_s}}});
    const QString suffix = QFileInfo(request.outputClassifiedRaster).suffix().toLower();
    if (!QStringList{QString(), u"tif"_s, u"tiff"_s, u"gtif"_s}.contains(suffix))
        problems.push_back(
            {u"outputClassifiedRaster"_s, Severity::Warning,
             u"The output is written as a GeoTIFF although its name ends in .%1; programs that go by the name may "
             "not open it."_s.arg(suffix)});
}

} // namespace pixelscape
