#include "core/run/job_lock.h"

#include <QFile>

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pixelscape {

namespace {

/// The lock belongs to the opened file, not to the process: two jobs of one window exclude each other, too.
struct flock wholeFile()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

/// Whoever removed the record in between has removed the lock as well.
bool isStillThere(int file, const QByteArray &path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(file, &opened) == 0 && stat(path.constData(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

} // namespace

bool JobLock::take(const QString &path)
{
    release();
    const QByteArray name = QFile::encodeName(path);
    const int file = open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return false;
    struct flock lock = wholeFile();
    if (fcntl(file, F_OFD_SETLK, &lock) != 0 || !isStillThere(file, name)) {
        close(file);
        return false;
    }
    m_file = file;
    return true;
}

void JobLock::release()
{
    if (m_file >= 0)
        close(std::exchange(m_file, -1));
}

bool JobLock::isHeld(const QString &path)
{
    const int file = open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return false;
    struct flock lock = wholeFile();
    const bool isKnown = fcntl(file, F_OFD_GETLK, &lock) == 0;
    close(file);
    return isKnown && lock.l_type != F_UNLCK;
}

} // namespace pixelscape
