#include "core/run/job_recorder.h"

#include "core/run/job_files.h"
#include "core/run/request_writer.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

Json timeJson(const QDateTime &time)
{
    return time.isValid() ? Json(time.toUTC().toString(Qt::ISODateWithMs)) : Json();
}

Message unwritten(const QString &folder)
{
    return {
        MessageType::Warning,
        u"The record of this job cannot be written in %1; the run goes on, but pixelscape jobs will not know all of "
        "it."_s.arg(folder)};
}

} // namespace

JobRecorder::JobRecorder(JobStore store, JobEntry entry) : m_store(std::move(store)), m_entry(std::move(entry))
{
    m_watch.setInterval(250);
    connect(&m_watch, &QTimer::timeout, this, &JobRecorder::lookForCancel);
}

void JobRecorder::begin()
{
    m_submitted = QDateTime::currentDateTime();
    if (m_entry.continues) {
        if (const std::optional<StoredJob> before = m_store.read(m_entry.id))
            m_submitted = before->submitted;
    } else {
        m_store.trim();
    }
    open();
    require(m_isOpen);
    if (!m_isOpen) {
        close();
        return;
    }
    QFile::remove(file(job_files::cancel));
    writeEntry();
    if (m_trouble && !m_entry.continues) {
        discard(); // a record that does not say of what helps nobody
        return;
    }
    writeState(JobState::Waiting);
    // Of the run before this one; the state no longer speaks of an end.
    QFile::remove(file(job_files::report));
    for (const Message &message : m_entry.messages)
        writeMessage(message);
    m_watch.start();
}

void JobRecorder::open()
{
    const bool isMade = QDir().mkpath(m_store.path(m_entry.id));
    m_messages.setFileName(file(job_files::messages));
    m_isOpen = isMade && m_lock.take(file(job_files::lock)) &&
               m_messages.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
    // What a killed process left unfinished must not swallow the line that follows.
    if (m_isOpen && m_messages.size() > 0)
        require(m_messages.write("\n") == 1);
}

void JobRecorder::discard()
{
    QDir(m_store.path(m_entry.id)).removeRecursively();
    close();
}

void JobRecorder::close()
{
    m_isOpen = false;
    m_messages.close();
    m_lock.release();
}

void JobRecorder::start()
{
    m_started = QDateTime::currentDateTime();
    writeEntry();
    writeState(JobState::Submitted);
}

void JobRecorder::take(const Progress &progress)
{
    constexpr double shortest = 1;
    m_progress = progress;
    if (m_state != JobState::Executing || m_sinceState.seconds() >= shortest)
        writeState(JobState::Executing);
}

void JobRecorder::take(const Message &message)
{
    ++m_said;
    writeMessage(message);
}

void JobRecorder::end(RunReport report)
{
    m_watch.stop();
    const bool leavesNone = report.outcome == Outcome::Refused && !m_entry.continues;
    if (m_isOpen && leavesNone) {
        discard();
    } else if (m_isOpen) {
        // A refusal is in the report alone.
        for (; m_said < report.messages.size(); ++m_said)
            writeMessage(report.messages[m_said]);
        RunReport whole = report;
        whole.messages.insert(whole.messages.begin(), m_entry.messages.begin(), m_entry.messages.end());
        m_seconds = report.wallSeconds;
        require(replaceJson(file(job_files::report), toJson(whole), true));
        writeState(jobStateOf(report.outcome));
        QFile::remove(file(job_files::cancel));
    }
    close();
    if (m_trouble)
        report.messages.insert(report.messages.begin(), *m_trouble);
    Q_EMIT ended(report);
}

void JobRecorder::require(bool isDone)
{
    if (isDone || m_trouble)
        return;
    m_trouble = unwritten(m_store.path(m_entry.id));
    Q_EMIT messaged(*m_trouble);
}

void JobRecorder::writeEntry()
{
    if (!m_isOpen)
        return;
    const Json entry{{"jobId", m_entry.id},
                     {"submitted", timeJson(m_submitted)},
                     {"started", timeJson(m_started)},
                     {"startedBy", m_entry.startedBy},
                     {"processId", QCoreApplication::applicationPid()},
                     {"request", toJson(m_entry.request)}};
    require(replaceJson(file(job_files::entry), entry, true));
}

void JobRecorder::writeState(JobState state)
{
    m_state = state;
    m_sinceState = Stopwatch();
    if (!m_isOpen)
        return;
    const Json json{{"jobStatus", operationName(state)},     {"pixelsDone", m_progress.pixelsDone},
                    {"pixelsTotal", m_progress.pixelsTotal}, {"pixelsPerSecond", m_progress.pixelsPerSecond},
                    {"secondsLeft", m_progress.secondsLeft}, {"seconds", m_seconds}};
    require(replaceJson(file(job_files::state), json, hasEnded(state)));
}

void JobRecorder::writeMessage(const Message &message)
{
    if (!m_isOpen)
        return;
    const QByteArray line = messageLine(message);
    require(m_messages.write(line) == line.size());
}

void JobRecorder::lookForCancel()
{
    if (!QFileInfo::exists(file(job_files::cancel)))
        return;
    m_watch.stop();
    Q_EMIT cancelAsked();
}

} // namespace pixelscape
