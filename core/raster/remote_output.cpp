#include "core/raster/remote_output.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"

#include <QFile>
#include <QFileInfo>

#include <cpl_vsi.h>
#include <cpl_vsi_error.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct RemoteFileCloser
{
    void operator()(VSILFILE *file) const { VSIFCloseL(file); }
};
using RemoteFile = std::unique_ptr<VSILFILE, RemoteFileCloser>;

/// False as soon as either side fails. Only the closing tells whether a store has taken the file.
bool copy(QFile &local, const QString &remotePath)
{
    constexpr qint64 chunk = 4 << 20;
    RemoteFile remote(VSIFOpenL(remotePath.toUtf8().constData(), "wb"));
    if (!remote)
        return false;
    while (!local.atEnd()) {
        const QByteArray bytes = local.read(chunk);
        const auto size = std::size_t(bytes.size());
        if (bytes.isEmpty()) {
            // Closing would show what is there so far as the whole file.
            remote.reset();
            VSIUnlink(remotePath.toUtf8().constData());
            return false;
        }
        if (VSIFWriteL(bytes.constData(), 1, size, remote.get()) != size)
            return false;
    }
    return VSIFCloseL(remote.release()) == 0;
}

void uploadOne(const QString &localPath, const QString &remotePath)
{
    QFile local(localPath);
    GdalErrors errors;
    VSIErrorReset();
    if (local.open(QIODevice::ReadOnly) && copy(local, remotePath) && !errors.failed())
        return;
    QString reason = local.error() == QFile::NoError ? errors.lastMessage() : local.errorString();
    if (reason.isEmpty())
        reason = QString::fromUtf8(VSIGetLastErrorMsg()).simplified();
    throw Error(u"%1 cannot be written (%2); the finished file is kept as %3: copy it there once that is mended."_s.arg(
        remotePath, reason.isEmpty() ? u"the store gives no reason"_s : reason, localPath));
}

} // namespace

void upload(const QStringList &localFiles, const QString &remoteFolder)
{
    registerGdal();
    const QString folder = remoteFolder.endsWith(u'/') ? remoteFolder : remoteFolder + u'/';
    for (const QString &path : localFiles)
        uploadOne(path, folder + QFileInfo(path).fileName());
}

bool isThere(const QString &remoteFile)
{
    registerGdal();
    const GdalErrors errors;
    VSIStatBufL place;
    return VSIStatL(remoteFile.toUtf8().constData(), &place) == 0;
}

} // namespace pixelscape
