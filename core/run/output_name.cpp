#include "core/run/output_name.h"

#include "core/model/model_text.h"
#include "core/raster/result_files.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool canBeWritten(const QString &folder)
{
    return QFileInfo(folder).isDir() && access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0;
}

/// GDAL's own names (/vsizip/a.zip/b.tif, NETCDF:"file":band) lie in no folder that could be written.
QString folderFor(const QString &inputRaster)
{
    const QFileInfo input(QDir::cleanPath(inputRaster));
    if (input.exists() && canBeWritten(input.absolutePath()))
        return input.absolutePath();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return canBeWritten(documents) ? documents : QDir::homePath();
}

/// A file's name without its suffix; signs that are trouble in a file name are underscores.
QString stemOf(const QString &path)
{
    constexpr qsizetype longest = 80;
    static const QRegularExpression trouble(u"[^\\p{L}\\p{M}\\p{N}._-]+"_s);
    const QString stem = QFileInfo(QDir::cleanPath(path)).completeBaseName().replace(trouble, u"_"_s).left(longest);
    return stem.isEmpty() ? u"raster"_s : stem;
}

bool isFree(const QString &output, const QStringList &taken)
{
    const ResultFiles files = resultFiles(output);
    for (const QString &file : {output, output + u".part"_s, files.auxiliary, files.attributeDbf, files.attributeCpg,
                                files.style, probabilityPath(output)})
        if (QFileInfo::exists(file) || QFileInfo(file).isSymLink())
            return false;
    return !taken.contains(output);
}

/// The path of a name without a suffix.
QString startOf(const QString &inputName, const QString &inputRaster, const QString &model, const QString &folder)
{
    const QString chosen = !folder.isEmpty() && canBeWritten(folder) ? folder : folderFor(inputRaster);
    return QDir(chosen).filePath(stemOf(inputName) + u'_' + stemOf(modelTitle(model)));
}

} // namespace

QString proposedOutput(const QString &inputRaster, const QString &model, const QStringList &taken,
                       const QString &folder)
{
    if (inputRaster.isEmpty() || model.isEmpty())
        return {};
    const QString start = startOf(inputRaster, inputRaster, model, folder);
    QString output = start + u".tif"_s;
    for (int number = 2; !isFree(output, taken); ++number)
        output = u"%1_%2.tif"_s.arg(start).arg(number);
    return output;
}

QString proposedOutputFolder(const QString &inputRaster, const QString &model, const QStringList &taken,
                             const QString &folder)
{
    if (inputRaster.isEmpty() || model.isEmpty())
        return {};
    // Of several files, the folder that they are in says more than the first of them.
    const QFileInfo input(inputRaster);
    const QString start = startOf(input.isFile() ? input.absolutePath() : inputRaster, inputRaster, model, folder);
    const auto isUsed = [&taken](const QString &path) {
        const auto isIn = [&path](const QString &output) { return output == path || output.startsWith(path + u'/'); };
        return QFileInfo::exists(path) || std::ranges::any_of(taken, isIn);
    };
    QString output = start;
    for (int number = 2; isUsed(output); ++number)
        output = u"%1_%2"_s.arg(start).arg(number);
    return output;
}

} // namespace pixelscape
