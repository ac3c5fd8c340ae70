#include "core/raster/remote_copy.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/remote_access.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct FileCloser
{
    void operator()(VSILFILE *file) const { VSIFCloseL(file); }
};
using RemoteFile = std::unique_ptr<VSILFILE, FileCloser>;

/// What tells one content of a file from another.
struct State
{
    qint64 size = 0;
    QString version; ///< the ETag and the time of change; empty where the server tells neither

    QByteArray stamp() const { return QByteArray::number(size) + ' ' + version.toUtf8() + '\n'; }
};

/// Of a file that remoteDefect() found nothing wrong with.
State stateOf(const QByteArray &name)
{
    const GdalErrors errors;
    VSIStatBufL status;
    if (VSIStatL(name.constData(), &status) != 0)
        return {};
    const CPLStringList headers(VSIGetFileMetadata(name.constData(), "HEADERS", nullptr), TRUE);
    const char *tag = headers.FetchNameValue("ETag");
    State state{qint64(status.st_size), {}};
    if (tag || status.st_mtime > 0)
        state.version = u"%1 %2"_s.arg(QString::fromUtf8(tag ? tag : "-"), QString::number(qint64(status.st_mtime)));
    return state;
}

QString stampOf(const QString &localFile)
{
    return localFile + u".version"_s;
}

bool isCopyOf(const QString &localFile, const State &state)
{
    QFile stamp(stampOf(localFile));
    return !state.version.isEmpty() && QFileInfo(localFile).size() == state.size && stamp.open(QIODevice::ReadOnly) &&
           stamp.readAll() == state.stamp();
}

void refuseTooLarge(const QString &remoteFile, const QString &folder, qint64 size)
{
    constexpr qint64 largest = qint64(64) << 30;
    const QStorageInfo disk(folder);
    if (size > largest)
        throw Error(u"%1 has %2 bytes, as no model has; check the address."_s.arg(addressShown(remoteFile),
                                                                                  QString::number(size)));
    if (disk.isValid() && disk.bytesAvailable() < size)
        throw Error(u"%1 has %2 bytes, and the disk of %3, where it is copied to, has %4 free; make room there."_s.arg(
            addressShown(remoteFile), QString::number(size), folder, QString::number(disk.bytesAvailable())));
}

void copy(const QString &remoteFile, const QString &localFile, qint64 size)
{
    constexpr qint64 chunk = 4 << 20;
    const auto failed = [&](const QString &reason) {
        return Error(u"%1 cannot be copied to %2 (%3); check the network and the disk, then try again."_s.arg(
            addressShown(remoteFile), localFile, reason));
    };
    const GdalErrors errors;
    const RemoteFile source(VSIFOpenL(remoteFile.toUtf8().constData(), "rb"));
    QSaveFile target(localFile);
    if (!source || !target.open(QIODevice::WriteOnly))
        throw failed(source ? target.errorString() : errors.lastMessage());
    QByteArray bytes(chunk, Qt::Uninitialized);
    qint64 done = 0;
    while (done < size) {
        const auto wanted = std::size_t(std::min(chunk, size - done));
        const std::size_t got = VSIFReadL(bytes.data(), 1, wanted, source.get());
        if (got == 0 || errors.failed())
            throw failed(u"%1 of %2 bytes came"_s.arg(QString::number(done), QString::number(size)));
        if (target.write(bytes.constData(), qint64(got)) != qint64(got))
            throw failed(target.errorString());
        done += qint64(got);
    }
    if (!target.commit())
        throw failed(target.errorString());
}

} // namespace

void fetchFile(const QString &remoteFile, const QString &localFile)
{
    static std::mutex oneAtATime;
    static std::map<QString, QByteArray> fetched; // local file -> stamp of what this process has fetched
    const std::scoped_lock lock(oneAtATime);
    if (const QString defect = remoteDefect(remoteFile); !defect.isEmpty())
        throw Error(defect);
    const State state = stateOf(remoteFile.toUtf8());
    const auto before = fetched.find(localFile);
    const bool isOurs = before != fetched.end() && before->second == state.stamp() && QFileInfo::exists(localFile);
    if (state.version.isEmpty() ? isOurs : isCopyOf(localFile, state))
        return;
    const QString folder = QFileInfo(localFile).absolutePath();
    QDir().mkpath(folder);
    refuseTooLarge(remoteFile, folder, state.size);
    copy(remoteFile, localFile, state.size);
    QSaveFile stamp(stampOf(localFile));
    // Without a stamp it is only fetched again.
    if (stamp.open(QIODevice::WriteOnly) && stamp.write(state.stamp()) > 0)
        stamp.commit();
    fetched[localFile] = state.stamp();
}

} // namespace pixelscape
