#pragma once

#include "core/base/stopwatch.h"
#include "core/run/job_lock.h"
#include "core/run/job_store.h"
#include "core/run/run_report.h"

#include <QFile>
#include <QObject>
#include <QTimer>

namespace pixelscape {

/// What a job's record says from the beginning on.
struct JobEntry
{
    QString id = newJobId();
    QString startedBy; ///< as StoredJob::startedBy
    RunRequest request;
    std::vector<Message> messages; ///< what was said of the request before it ran
    bool continues = false;        ///< the record is there: this run goes on with it
};

/// Writes the record of one job while it waits and runs, and hears other processes that want it cancelled. Lives in a
/// thread of its own, so that a slow disk holds up neither the run nor the window. A record that cannot be written is
/// told once, as a warning of the run; the run goes on.
class JobRecorder : public QObject
{
    Q_OBJECT

public:
    JobRecorder(JobStore store, JobEntry entry);

    /// The job waits for its turn. From here on it is listed, and until end() it counts as alive.
    void begin();
    void start();
    void take(const Progress &progress);
    void take(const Message &message);
    /// Writes the end and passes the report on, whatever became of the record. A new job that was refused leaves none.
    void end(RunReport report);

Q_SIGNALS:
    /// Another process asked for it; at most once.
    void cancelAsked();
    /// About the record itself.
    void messaged(const pixelscape::Message &message);
    void ended(const pixelscape::RunReport &report);

private:
    QString file(const QString &name) const { return m_store.path(m_entry.id, name); }
    void open();
    void discard();
    void close();
    void require(bool isDone);
    void writeEntry();
    void writeState(JobState state);
    void writeMessage(const Message &message);
    void lookForCancel();

    JobStore m_store;
    JobEntry m_entry;
    JobLock m_lock;
    QTimer m_watch{this};
    QFile m_messages{this};
    QDateTime m_submitted;
    QDateTime m_started;
    Progress m_progress;
    Stopwatch m_sinceState;
    std::size_t m_said = 0; ///< messages of the run
    double m_seconds = 0;
    JobState m_state = JobState::Waiting;
    bool m_isOpen = false;
    std::optional<Message> m_trouble; ///< why there is no whole record
};

} // namespace pixelscape
