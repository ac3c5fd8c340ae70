#include "ui/jobs/job_buttons.h"

#include "core/run/command_text.h"
#include "ui/style/flow_layout.h"
#include "ui/style/icons.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

JobButtons::JobButtons(QWidget *parent) : QWidget(parent)
{
    setLayout(new FlowLayout);
    m_cancel = addAction(u"cancel"_s, tr("&Cancel"), tr("Cancel the selected run"),
                         tr("Stops the selected run. What is finished is kept."));
    m_edit = addAction(u"edit"_s, tr("&Edit again"), tr("Edit the selected run again"),
                       tr("Puts what the run was asked for into the form, to change it and run it again"));
    m_openFolder = addAction(u"folder"_s, tr("&Open folder"), tr("Open the folder of the selected run"),
                             tr("Shows the result in the file manager"));
    m_copy = addAction(u"copy"_s, tr("Copy as co&mmand"), tr("Copy the selected run as command"),
                       tr("Copies the command line that makes the same run"));
    connectActions();
    showState();
}

QAction *JobButtons::addAction(const QString &iconName, const QString &text, const QString &accessibleName,
                               const QString &toolTip)
{
    auto *action = new QAction(icon(iconName), text, this);
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    layout()->addWidget(button);
    QWidget::addAction(action);
    return action;
}

void JobButtons::connectActions()
{
    // None of them is enabled without a job.
    connect(m_cancel, &QAction::triggered, this, [this] { m_job->cancel(); });
    connect(m_edit, &QAction::triggered, this, [this] { Q_EMIT editAsked(m_job->spec().request); });
    connect(m_openFolder, &QAction::triggered, this, [this] { Q_EMIT openFolderAsked(m_job->report()->output); });
    connect(m_copy, &QAction::triggered, this, [this] { Q_EMIT copyAsked(commandText(m_job->spec().request)); });
}

void JobButtons::setJob(Job *job)
{
    if (m_job)
        m_job->disconnect(this);
    m_job = job;
    if (m_job)
        connect(m_job, &Job::stateChanged, this, &JobButtons::showState);
    showState();
}

void JobButtons::showState()
{
    m_cancel->setEnabled(m_job && !m_job->hasEnded() && !m_job->isStopping());
    m_edit->setEnabled(m_job);
    m_openFolder->setEnabled(m_job && m_job->state() == Job::State::Finished);
    m_copy->setEnabled(m_job);
}

} // namespace pixelscape
