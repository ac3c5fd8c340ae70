#pragma once

#include "ui/jobs/job_list.h"
#include "ui/jobs/stored_jobs.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// The lower panel: the jobs with their states, and the messages of the selected one. For each job: cancel, continue,
/// edit again, open folder, report, copy, remove from the list. Where they are recorded, the jobs of earlier sessions
/// and of other processes are there, too.
class JobsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPanel(JobList &jobs, StoredJobs *stored = nullptr, QWidget *parent = nullptr);
    ~JobsPanel() override;

Q_SIGNALS:
    void editAsked(const pixelscape::RunRequest &request);
    void openFolderAsked(const QString &file);
    void copyAsked(const QString &text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
