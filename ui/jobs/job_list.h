#pragma once

#include "ui/jobs/job.h"

#include <QAbstractTableModel>

namespace pixelscape {

/// The jobs of this session, newest first, as a table for the jobs panel. One runs at a time; others wait their turn.
class JobList : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, StateColumn, TimeColumn, InputColumn, ModelColumn, OutputColumn, ColumnCount };

    explicit JobList(WorkerFactory workers, QObject *parent = nullptr);
    ~JobList() override;

    /// Has all jobs from now on recorded.
    void keepRecords(const JobStore &store) { m_store = store; }
    /// Starts it, or has it wait: a new job, or where they are recorded, another run of the one of this id.
    Job *add(const RunSpec &spec, const std::vector<Message> &messages, const QString &continuedId = {});
    int rowOf(const Job *job) const;
    Job *jobAt(int row) const;
    /// The one at work, else null.
    Job *running() const;
    /// Running or waiting.
    bool isBusy() const;
    void cancelAll();
    /// Outputs of jobs that have not ended.
    QStringList outputsToCome() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void jobAdded(pixelscape::Job *job);
    /// running() or isBusy() may have changed.
    void busyChanged();

private:
    void startNext();
    void onChanged(Job *job);

    WorkerFactory m_workers;
    std::optional<JobStore> m_store;
    std::vector<Job *> m_jobs; ///< newest first; children of this
};

} // namespace pixelscape
