#pragma once

#include "ui/jobs/job.h"

#include <QAction>
#include <QList>
#include <QPointer>
#include <QWidget>

namespace pixelscape {

/// What can be done with the selected job: as buttons, and as actions for a menu.
class JobButtons : public QWidget
{
    Q_OBJECT

public:
    explicit JobButtons(QWidget *parent = nullptr);

    void setJob(Job *job);

Q_SIGNALS:
    void editAsked(const pixelscape::RunRequest &request);
    void openFolderAsked(const QString &file);
    void copyAsked(const QString &text);

private:
    QAction *addAction(const QString &iconName, const QString &text, const QString &accessibleName,
                       const QString &toolTip);
    void connectActions();
    void showState();

    QPointer<Job> m_job;
    QAction *m_cancel;
    QAction *m_edit;
    QAction *m_openFolder;
    QAction *m_copy;
};

} // namespace pixelscape
