#pragma once

#include "ui/jobs/job_watch.h"

#include <QObject>
#include <QThread>

namespace pixelscape {

/// The jobs that have a record, of earlier sessions and of other processes, as they are now; all reading and writing is
/// done elsewhere, and its answers come as signals.
class StoredJobs : public QObject
{
    Q_OBJECT

public:
    explicit StoredJobs(const JobStore &store, QObject *parent = nullptr);
    ~StoredJobs() override;

    /// The newest first; empty until they were looked at for the first time.
    const std::vector<StoredJob> &jobs() const { return m_jobs; }

    /// Answered by messagesRead().
    void readMessages(const QString &id);
    /// Asks whoever is at it.
    void cancel(const QString &id);
    /// Removes the record, and no data.
    void forget(const QString &id);
    /// Looks at the request of a job that did not come to its result; answered by prepared().
    void prepare(const QString &id);
    /// Answered by pageMade() with a page for the browser.
    void makePage(const QString &id);

Q_SIGNALS:
    void changed();
    void messagesRead(const QString &id, const std::vector<pixelscape::Message> &messages);
    void prepared(const QString &id, const pixelscape::Resolution &resolution);
    void pageMade(const QString &file);
    /// What was asked for could not be done.
    void failed(const QString &sentence);

private:
    void ask(void (JobWatch::*step)(const QString &), const QString &id);

    QThread m_thread;
    JobWatch *m_watch; ///< lives and dies in m_thread
    std::vector<StoredJob> m_jobs;
};

} // namespace pixelscape
