#include "core/model/model_folder.h"

#include "core/base/error.h"
#include "core/base/permission.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <new>

using namespace Qt::StringLiterals;

namespace pixelscape {

QString findBeside(const QString &folder, const QString &relativePath)
{
    const QFileInfo exact(QDir(folder), relativePath);
    if (exact.exists())
        return exact.filePath();
    for (const QFileInfo &other : exact.dir().entryInfoList(QDir::Files | QDir::Hidden))
        if (other.fileName().compare(exact.fileName(), Qt::CaseInsensitive) == 0)
            return other.filePath();
    if (const QString defect = permissionDefect(exact.filePath()); !defect.isEmpty())
        throw Error(defect);
    return {};
}

QByteArray readWholeFile(const QString &path, std::optional<qint64> limit)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    // Devices and pipes would be read for ever.
    if (!info.isFile())
        throw Error(u"%1 is not a file. Name the file itself."_s.arg(name));
    if (info.size() == 0)
        throw Error(u"%1 is empty. Get it again from where it came from."_s.arg(name));
    if (limit && info.size() > *limit)
        throw Error(
            u"%1 is too large: %2 bytes, but only %3 can be read. Check that it is the right file, or free memory."_s
                .arg(name, QString::number(info.size()), QString::number(*limit)));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(u"%1 cannot be read (%2). Check its permissions."_s.arg(name, file.errorString()));
    try {
        QByteArray content = file.read(info.size());
        if (content.size() != info.size())
            throw Error(u"%1 could not be read to its end (%2). Check the disk."_s.arg(name, file.errorString()));
        return content;
    } catch (const std::bad_alloc &) {
        throw Error(
            u"%1 does not fit into memory (%2 bytes). Close other programs or use a computer with more memory."_s.arg(
                name, QString::number(info.size())));
    }
}

} // namespace pixelscape
