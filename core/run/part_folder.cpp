#include "core/run/part_folder.h"

#include "core/base/error.h"
#include "core/raster/result_files.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString logName = u"sections.log"_s;
const QString lockName = u"run.lock"_s;
const QString movingName = u"moving"_s;
const QString holderName = u"run.job"_s; ///< the id of the job that holds the lock

QString partPath(const QString &output)
{
    return output + u".part"_s;
}

} // namespace

PartFolder::PartFolder(const QString &output, const QString &jobId)
    : m_path(partPath(output)), m_resultNames{QFileInfo(output).completeBaseName(),
                                              QFileInfo(probabilityPath(output)).completeBaseName()}
{
    refuseForeign();
    if (!QDir().mkpath(m_path))
        throw Error(u"The folder %1 cannot be made; choose another output or make room on that disk."_s.arg(m_path));
    m_lock = std::make_unique<QLockFile>(m_path + u'/' + lockName);
    // A lock is stale when its process is gone, however long a run takes.
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock()) {
        if (m_lock->error() == QLockFile::LockFailedError)
            failForHolder(output);
        throw Error(u"Nothing can be written in %1; choose another output or make room on that disk."_s.arg(m_path));
    }
    noteHolder(jobId);
}

PartFolder::~PartFolder()
{
    QFile::remove(m_path + u'/' + holderName);
    m_lock->unlock();
    if (!m_discard)
        return;
    empty();
    QDir().rmdir(m_path);
}

/// Who was told of it can find it in the list of jobs, and end it.
void PartFolder::noteHolder(const QString &jobId) const
{
    const QString path = m_path + u'/' + holderName;
    QFile::remove(path); // of a run that was killed
    QFile file(path);
    if (!jobId.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(jobId.toUtf8());
}

void PartFolder::failForHolder(const QString &output) const
{
    qint64 processId = 0;
    QString host;
    QString program;
    const bool isKnown = m_lock->getLockInfo(&processId, &host, &program);
    const QString process = isKnown ? u"process %1"_s.arg(processId) : u"an unknown process"_s;
    constexpr qint64 longest = 64;
    QFile file(m_path + u'/' + holderName);
    const QString job = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(longest)) : QString();
    if (job.isEmpty())
        throw Error(u"Another run is writing %1 (%2); wait for it, or choose another output."_s.arg(output, process));
    throw Error(
        u"Another run is writing %1 (%2, job %3); wait for it, end it with pixelscape jobs cancel %3, or choose "
        "another output."_s.arg(output, process, job));
}

bool PartFolder::isOurs(const QString &name) const
{
    return name == logName || name == lockName || name == movingName || name == holderName ||
           std::ranges::any_of(m_resultNames, [&name](const QString &result) {
               return name == result || name.startsWith(result + u'.');
           });
}

/// A folder of that name which somebody else made is never touched.
void PartFolder::refuseForeign() const
{
    const QFileInfo place(m_path);
    if (!place.exists() && !place.isSymLink())
        return;
    const QStringList names =
        QDir(m_path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    const bool isForeign = place.isSymLink() || !place.isDir() ||
                           std::ranges::any_of(names, [this](const QString &name) { return !isOurs(name); });
    if (isForeign)
        throw Error(
            u"%1 is where this run would be prepared, but it was not made by Pixelscape; move it away or choose "
            "another output."_s.arg(m_path));
}

QString PartFolder::logPath() const
{
    return m_path + u'/' + logName;
}

void PartFolder::empty()
{
    keepOnlyLog();
    QFile::remove(logPath());
    QFile::remove(m_path + u'/' + movingName);
}

void PartFolder::keepOnlyLog()
{
    const QStringList names = QDir(m_path).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        if (isOurs(name) && name != logName && name != lockName && name != movingName && name != holderName)
            QFile::remove(m_path + u'/' + name);
}

/// Without the mark, the next run would only have to ask about the files that it finds.
void PartFolder::markMoving()
{
    QFile mark(m_path + u'/' + movingName);
    [[maybe_unused]] const bool isMade = mark.open(QIODevice::WriteOnly);
}

QString unfinishedLogPath(const QString &output)
{
    return QDir(partPath(output)).filePath(logName);
}

bool hasUnfinishedPart(const QString &output)
{
    return QFileInfo::exists(partPath(output) + u'/' + logName);
}

bool isHalfMoved(const QString &output)
{
    return QFileInfo::exists(partPath(output) + u'/' + movingName) && !QFileInfo::exists(output);
}

} // namespace pixelscape
