#pragma once

#include "core/run/job_store.h"
#include "core/run/resolve.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace pixelscape {

/// Looks at the records of jobs once a second, and does with them what takes as long as the disk takes. Lives in a
/// thread of its own; StoredJobs is its face.
class JobWatch : public QObject
{
    Q_OBJECT

public:
    explicit JobWatch(JobStore store) : m_store(std::move(store)) {}

    void start();
    void look();
    void readMessages(const QString &id);
    void cancel(const QString &id);
    void forget(const QString &id);
    void prepare(const QString &id);
    void makePage(const QString &id);

Q_SIGNALS:
    /// The newest first; only where something has changed.
    void listed(const std::vector<pixelscape::StoredJob> &jobs);
    void messagesRead(const QString &id, const std::vector<pixelscape::Message> &messages);
    void prepared(const QString &id, const pixelscape::Resolution &resolution);
    void pageMade(const QString &file);
    void failed(const QString &sentence);

private:
    struct Known
    {
        QString stamp; ///< of the files that say how it ended
        StoredJob job;
    };

    QString stampOf(const QString &id) const;

    JobStore m_store;
    std::unique_ptr<QTimer> m_timer;
    QHash<QString, Known> m_ended; ///< need not be read again
    std::vector<StoredJob> m_last;
};

} // namespace pixelscape
