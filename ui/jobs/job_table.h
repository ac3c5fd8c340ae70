#pragma once

#include "ui/jobs/job_list.h"
#include "ui/jobs/stored_jobs.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QSet>

namespace pixelscape {

/// One row of the list of jobs: a job of this session, or one that only has a record.
struct JobRow
{
    QPointer<Job> job; ///< null for one of another session or process
    StoredJob stored;  ///< where `job` is null

    bool operator==(const JobRow &) const = default;
    QString id() const { return job ? job->recordId() : stored.id; }
    const RunRequest &request() const { return job ? job->spec().request : stored.request; }
    bool canBeRead() const { return job || stored.state != JobState::Damaged; }
    bool canCancel() const;
    bool canContinue() const;
    bool isFinished() const;
    bool hasEnded() const { return job ? job->hasEnded() : pixelscape::hasEnded(stored.state); }
    QDateTime time() const { return job ? job->submitTime() : stored.submitted; }
};

/// All jobs for the panel, the newest first: those of this session, and beside them those that only have a record. The
/// columns are those of JobList.
class JobTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Without `stored`, the jobs of this session alone.
    JobTable(JobList &jobs, StoredJobs *stored, QObject *parent = nullptr);

    /// Nothing for a row that is not there.
    std::optional<JobRow> rowAt(int row) const;
    int rowOf(const Job *job) const;
    /// Takes an ended job out of the list, and its record away.
    void forget(const JobRow &row);

    /// Looks at what it is told of the jobs once more.
    void renew();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<JobRow> rowsNow() const;
    void renewRow(std::size_t row, const JobRow &now);
    void insertRowAt(std::size_t row, const JobRow &now);
    void removeRowAt(std::size_t row);

    JobList &m_jobs;
    StoredJobs *m_stored;
    std::vector<JobRow> m_rows;
    QSet<const Job *> m_hidden; ///< forgotten jobs of this session
};

} // namespace pixelscape
