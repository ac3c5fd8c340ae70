#pragma once

#include "ui/jobs/job_list.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// The lower panel: the jobs with their states, and the messages of the selected one. For each job: cancel, edit again,
/// open folder, copy as command.
class JobsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPanel(JobList &jobs, QWidget *parent = nullptr);
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
