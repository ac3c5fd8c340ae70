#include "core/run/output_checks.h"

#include "core/raster/result_files.h"

#include <QDir>
#include <QFileInfo>

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

/// What nothing but another output helps against.
QString outputDefect(const RunRequest &request, const QStringList &modelFiles)
{
    const QFileInfo output(request.outputClassifiedRaster);
    const QFileInfo folder(output.absolutePath());
    if (request.outputClassifiedRaster.isEmpty())
        return u"No output was given; name the GeoTIFF to write."_s;
    if (output.isDir())
        return u"%1 is a folder; name the file to write in it, such as %1/classes.tif."_s.arg(output.filePath());
    if (!folder.exists())
        return u"The folder %1 does not exist; make it or choose another output."_s.arg(folder.filePath());
    if (!folder.isDir())
        return u"%1 is not a folder; choose another output."_s.arg(folder.filePath());
    // Qt's isWritable() looks at the mode bits only; a read-only file system is found this way.
    if (access(QFile::encodeName(folder.filePath()).constData(), W_OK | X_OK) != 0)
        return u"The folder %1 cannot be written by this user; choose another output or change its permissions."_s.arg(
            folder.filePath());
    if (isSameFile(request.outputClassifiedRaster, request.inputRaster))
        return u"%1 is the input raster; choose another output."_s.arg(output.filePath());
    for (const QString &file : modelFiles)
        if (isSameFile(request.outputClassifiedRaster, file))
            return u"%1 belongs to the model; choose another output."_s.arg(output.filePath());
    return {};
}

QString replacedDefect(const RunRequest &request)
{
    if (request.overwrite)
        return {};
    const QString &output = request.outputClassifiedRaster;
    if (QFileInfo::exists(output))
        return u"%1 exists already; choose another output, or allow it to be replaced."_s.arg(output);
    return sidecarDefect(output);
}

} // namespace

void checkOutput(const RunRequest &request, const QStringList &modelFiles, std::vector<Problem> &problems)
{
    const QString defect = outputDefect(request, modelFiles);
    const QString replaced = defect.isEmpty() ? replacedDefect(request) : QString();
    if (!defect.isEmpty())
        problems.push_back({u"outputClassifiedRaster"_s, Severity::Error, defect});
    else if (!replaced.isEmpty())
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
