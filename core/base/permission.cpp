#include "core/base/permission.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct Look
{
    bool isThere = false;
    bool isFolder = false;
    bool isForbidden = false; ///< to look at it, because of a folder above it
};

Look lookAt(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {false, false, errno == EACCES};
    return {true, S_ISDIR(status.st_mode), false};
}

/// As the user on whose behalf the process works now.
bool isDenied(const QString &path, int mode)
{
    return faccessat(AT_FDCWD, QFile::encodeName(path).constData(), mode, AT_EACCESS) != 0 && errno == EACCES;
}

} // namespace

QString permissionDefect(const QString &path)
{
    if (path.isEmpty())
        return {};
    const Look look = lookAt(path);
    if (look.isThere && look.isFolder && isDenied(path, R_OK | X_OK))
        return u"The folder %1 exists, but this user may not look into it; change its permissions, or ask whose it is."_s
            .arg(path);
    if (look.isThere && !look.isFolder && isDenied(path, R_OK))
        return u"%1 exists, but this user may not read it; change its permissions, or ask whose it is."_s.arg(path);
    if (!look.isForbidden)
        return {};
    QString folder = QFileInfo(path).absolutePath();
    while (lookAt(folder).isForbidden && folder != "/"_L1)
        folder = QFileInfo(folder).absolutePath();
    return u"%1 cannot be looked at: its folder %2 exists, but this user may not look into it; change the folder's "
           "permissions, or ask whose it is."_s.arg(path, folder);
}

} // namespace pixelscape
