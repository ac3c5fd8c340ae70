#include "ui/jobs/job_buttons.h"

#include "core/run/command_text.h"
#include "core/run/request_writer.h"
#include "ui/style/flow_layout.h"
#include "ui/style/icons.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

JobButtons::JobButtons(QWidget *parent) : QWidget(parent)
{
    setLayout(new FlowLayout);
    addActions();
    connectActions();
    showState();
}

void JobButtons::addActions()
{
    m_cancel = addAction(u"cancel"_s, tr("&Cancel"), tr("Cancel the selected run"),
                         tr("Stops the selected run. What is finished is kept."));
    m_edit = addAction(u"edit"_s, tr("&Edit again"), tr("Edit the selected run again"),
                       tr("Puts what the run was asked for into the form, to change it and run it again"));
    m_openFolder = addAction(u"folder"_s, tr("&Open folder"), tr("Open the folder of the selected run"),
                             tr("Shows the result in the file manager"));
    m_copy = addAction(u"copy"_s, tr("Copy co&mmand"), tr("Copy the selected run as command"),
                       tr("Copies the command line that makes the same run"));
    m_continue = addAction(u"run"_s, tr("Con&tinue"), tr("Continue the selected run"),
                           tr("Does what the run left undone when it was cancelled, failed or was cut off"));
    m_page = addAction(u"table"_s, tr("Re&port"), tr("Report of the selected run"),
                       tr("Opens a page with the request, messages, classes and a picture of the result"));
    m_copyRequest = addAction(u"copy"_s, tr("Copy re&quest"), tr("Copy the selected run as request"),
                              tr("Copies what the run was asked for as JSON"));
    m_forget = addAction(u"close"_s, tr("&Remove from the list"), tr("Remove the selected run from the list"),
                         tr("Takes the run out of the list. Its data stay as they are."), Shown::IconAlone);
}

QAction *JobButtons::addAction(const QString &iconName, const QString &text, const QString &accessibleName,
                               const QString &toolTip, Shown shown)
{
    auto *action = new QAction(icon(iconName), text, this);
    auto *button = new QPushButton(icon(iconName), shown == Shown::IconAlone ? QString() : text, this);
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
    connect(m_cancel, &QAction::triggered, this, [this] { Q_EMIT cancelAsked(*m_row); });
    connect(m_continue, &QAction::triggered, this, [this] { Q_EMIT continueAsked(m_row->id()); });
    connect(m_edit, &QAction::triggered, this, [this] { Q_EMIT editAsked(m_row->request()); });
    connect(m_openFolder, &QAction::triggered, this,
            [this] { Q_EMIT openFolderAsked(m_row->request().outputClassifiedRaster); });
    connect(m_copy, &QAction::triggered, this, [this] { Q_EMIT copyAsked(commandText(m_row->request())); });
    connect(m_copyRequest, &QAction::triggered, this,
            [this] { Q_EMIT copyAsked(QString::fromStdString(toJson(m_row->request()).dump(2))); });
    connect(m_page, &QAction::triggered, this, [this] { Q_EMIT pageAsked(m_row->id()); });
    connect(m_forget, &QAction::triggered, this, [this] { Q_EMIT forgetAsked(JobRow(*m_row)); });
}

void JobButtons::setRow(const std::optional<JobRow> &row)
{
    m_row = row;
    showState();
}

void JobButtons::showState()
{
    const bool canBeRead = m_row && m_row->canBeRead();
    m_cancel->setEnabled(m_row && m_row->canCancel());
    m_continue->setEnabled(m_row && m_row->canContinue());
    m_edit->setEnabled(canBeRead);
    m_openFolder->setEnabled(m_row && m_row->isFinished());
    m_copy->setEnabled(canBeRead);
    m_copyRequest->setEnabled(canBeRead);
    m_page->setEnabled(m_row && !m_row->id().isEmpty());
    m_forget->setEnabled(m_row && m_row->hasEnded());
}

} // namespace pixelscape
