#include "core/raster/remote_output.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/remote_access.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>

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

/// Why a store has not taken a file: GDAL says it only where it is asked for something else.
QString refusalOf(const QString &remotePath, const GdalErrors &errors)
{
    const QString defect = remoteOutputDefect(remotePath);
    if (!defect.isEmpty())
        return defect.section(u';', 0, 0).remove(addressShown(remotePath)).simplified();
    const QString words = errors.lastMessage();
    const bool saysNothing = words.isEmpty() || words.contains("PUT of"_L1);
    return saysNothing ? u"the store does not take it; the key may only be for reading"_s : words;
}

void uploadOne(const QString &localPath, const QString &remotePath, const QString &kept)
{
    QFile local(localPath);
    const GdalErrors errors;
    if (local.open(QIODevice::ReadOnly) && copy(local, remotePath) && !errors.failed())
        return;
    const QString reason =
        local.error() == QFile::NoError ? refusalOf(remotePath, errors) : localPath + u": "_s + local.errorString();
    throw Error(u"%1 cannot be written (%2); the finished file is kept as %3: copy it there once that is mended."_s.arg(
        addressShown(remotePath), reason, kept));
}

/// The file systems of GDAL's that write.
bool isWritable(const QString &remoteFile)
{
    static const QRegularExpression writing(u"^/vsi(s3|gs|az|adls|oss|swift|webhdfs)/."_s);
    return writing.match(remoteFile).hasMatch();
}

} // namespace

void upload(const QStringList &localFiles, const QString &remoteFolder)
{
    registerGdal();
    const QString folder = remoteFolder.endsWith(u'/') ? remoteFolder : remoteFolder + u'/';
    for (const QString &path : localFiles)
        uploadOne(path, folder + QFileInfo(path).fileName(), localFiles.constLast());
}

bool isThere(const QString &remoteFile)
{
    registerGdal();
    const GdalErrors errors;
    VSIStatBufL place;
    return VSIStatL(remoteFile.toUtf8().constData(), &place) == 0;
}

QString remoteOutputDefect(const QString &remoteFile)
{
    registerGdal();
    if (!isWritable(remoteFile))
        return u"%1 is an address that is only read from; choose an output on this computer, or in a bucket (s3://, "
               "gs:// or az://)."_s.arg(addressShown(remoteFile));
    if (remoteFile.endsWith(u'/'))
        return u"%1 is a folder; name the file to write in it, such as %1classes.tif."_s.arg(addressShown(remoteFile));
    const QByteArray name = remoteFile.toUtf8();
    const GdalErrors errors;
    // GDAL remembers that something was not there, but not why.
    VSICurlPartialClearCache(name.constData());
    VSIErrorReset();
    VSIStatBufL place;
    if (VSIStatExL(name.constData(), &place, VSI_STAT_EXISTS_FLAG | VSI_STAT_SET_ERROR_FLAG) == 0)
        return {};
    const int number = VSIGetLastErrorNo();
    const QString message = QString::fromUtf8(VSIGetLastErrorMsg()).simplified();
    // A key may be good for writing, but not for looking.
    const bool isDecisive = number == VSIE_AWSBucketNotFound || number == VSIE_AWSInvalidCredentials ||
                            number == VSIE_AWSSignatureDoesNotMatch || message.contains("CURL error"_L1);
    return isDecisive ? remoteReason(remoteFile, number, message) : QString();
}

QString tryPuttingBeside(const QString &remoteFile)
{
    if (QString defect = remoteOutputDefect(remoteFile); !defect.isEmpty())
        throw Error(defect);
    const QString trial = remoteFile + u".trial-%1"_s.arg(QRandomGenerator::global()->generate(), 8, 16, QChar(u'0'));
    const QByteArray name = trial.toUtf8();
    const GdalErrors errors;
    RemoteFile file(VSIFOpenL(name.constData(), "wb"));
    const bool isOpen = bool(file);
    const bool isTaken = isOpen && VSIFWriteL("trial\n", 1, 6, file.get()) == 6;
    if (!isOpen || VSIFCloseL(file.release()) != 0 || !isTaken || errors.failed())
        throw Error(u"%1 cannot be written (%2); choose another output, or give a key that may write there: %3."_s.arg(
            addressShown(remoteFile), refusalOf(remoteFile, errors), keysOf(remoteFile)));
    if (VSIUnlink(name.constData()) == 0)
        return {};
    return u"A trial file of 6 bytes, %1, was put into the bucket and cannot be removed by this key; remove it there."_s
        .arg(addressShown(trial));
}

} // namespace pixelscape
