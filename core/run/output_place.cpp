#include "core/run/output_place.h"

#include "core/raster/remote_access.h"
#include "core/raster/remote_output.h"
#include "core/run/data_place.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace pixelscape {

OutputPlace outputPlace(const QString &output)
{
    if (!isRemote(output))
        return {output, {}};
    const QByteArray digest = QCryptographicHash::hash(output.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    const QString folder = data.filePath(u"pixelscape/outputs/"_s + QString::fromLatin1(digest.first(16)));
    QDir().mkpath(folder);
    return {QDir(folder).filePath(QFileInfo(output).fileName()), output.section(u'/', 0, -2)};
}

void checkOutputPlace(const RunRequest &request, const OutputPlace &place, const QStringList &modelFiles,
                      const OutputNeeds &needs, std::vector<Problem> &problems)
{
    const QString field = u"outputClassifiedRaster"_s;
    const QString &output = request.outputClassifiedRaster;
    const bool isUploaded = !place.uploadFolder.isEmpty();
    const QString defect = isUploaded ? remoteOutputDefect(output) : QString();
    if (!defect.isEmpty()) {
        problems.push_back({field, Severity::Error, defect});
        return;
    }
    RunRequest local = request;
    local.outputClassifiedRaster = place.file;
    local.overwrite = request.overwrite || isUploaded;
    checkOutput(local, modelFiles, needs, problems);
    if (isUploaded && !request.overwrite && isThere(output))
        problems.push_back(
            {field,
             Severity::Error,
             u"%1 exists already; choose another output, or allow it to be replaced."_s.arg(addressShown(output)),
             {{u"Replace the file"_s, u"overwrite"_s, u"true"_s}}});
}

} // namespace pixelscape
