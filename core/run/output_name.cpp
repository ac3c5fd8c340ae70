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
    const QFileInfo input(inputRaster);
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
    const QString stem = QFileInfo(path).completeBaseName().replace(trouble, u"_"_s).left(longest);
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

} // namespace

QString proposedOutput(const QString &inputRaster, const QString &model, const QStringList &taken,
                       const QString &folder)
{
    if (inputRaster.isEmpty() || model.isEmpty())
        return {};
    const QString chosen = !folder.isEmpty() && canBeWritten(folder) ? folder : folderFor(inputRaster);
    const QString start = QDir(chosen).filePath(stemOf(inputRaster) + u'_' + stemOf(modelTitle(model)));
    QString output = start + u".tif"_s;
    for (int number = 2; !isFree(output, taken); ++number)
        output = u"%1_%2.tif"_s.arg(start).arg(number);
    return output;
}

} // namespace pixelscape
