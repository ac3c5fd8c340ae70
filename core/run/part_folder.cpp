#include "core/run/part_folder.h"

#include "core/base/error.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString logName = u"sections.log"_s;
const QString lockName = u"run.lock"_s;

} // namespace

PartFolder::PartFolder(const QString &output) : m_path(output + u".part"_s)
{
    if (!QDir().mkpath(m_path))
        throw Error(u"The folder %1 cannot be made; choose another output or make room on that disk."_s.arg(m_path));
    m_lock = std::make_unique<QLockFile>(m_path + u'/' + lockName);
    // A lock is stale when its process is gone, however long a run takes.
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock()) {
        if (m_lock->error() == QLockFile::LockFailedError)
            throw Error(u"Another run is writing %1; wait for it, or choose another output."_s.arg(output));
        throw Error(u"Nothing can be written in %1; choose another output or make room on that disk."_s.arg(m_path));
    }
}

PartFolder::~PartFolder()
{
    m_lock->unlock();
    if (m_discard)
        QDir(m_path).removeRecursively();
}

QString PartFolder::logPath() const
{
    return m_path + u'/' + logName;
}

void PartFolder::empty()
{
    keepOnlyLog();
    QFile::remove(logPath());
}

void PartFolder::keepOnlyLog()
{
    const QStringList names = QDir(m_path).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        if (name != logName && name != lockName)
            QFile::remove(m_path + u'/' + name);
}

} // namespace pixelscape
