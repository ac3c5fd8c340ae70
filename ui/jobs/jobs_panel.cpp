#include "ui/jobs/jobs_panel.h"

#include "ui/jobs/job_buttons.h"
#include "ui/jobs/message_model.h"
#include "ui/jobs/message_text.h"
#include "ui/layers/accessible_table.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

namespace pixelscape {

struct JobsPanel::Private
{
    JobsPanel &q;
    JobList &jobs;
    MessageModel messages;
    QStackedLayout *pages;
    QTableView *table;
    QListView *log;
    JobButtons *buttons;

    Private(JobList &list, JobsPanel &panel);
    QWidget *emptyPage();
    QWidget *jobsPage();
    void setUpTable();
    void setUpLog();
    void connectAll();
    void onSelected();
};

JobsPanel::Private::Private(JobList &list, JobsPanel &panel)
    : q(panel), jobs(list), pages(new QStackedLayout(&q)), table(new QTableView), log(new QListView),
      buttons(new JobButtons)
{
    setUpTable();
    setUpLog();
    pages->addWidget(emptyPage());
    pages->addWidget(jobsPage());
    connectAll();
    onSelected();
}

QWidget *JobsPanel::Private::emptyPage()
{
    auto *hint = new QLabel(tr("No runs yet. Each run that you start stays in this list, with its messages."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    return hint;
}

QWidget *JobsPanel::Private::jobsPage()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(log);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    return splitter;
}

void JobsPanel::Private::setUpTable()
{
    table->setModel(&jobs);
    nameTable(*table, tr("Runs"));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    table->addActions(buttons->actions());
    table->verticalHeader()->setVisible(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView &columns = *table->horizontalHeader();
    columns.setHighlightSections(false);
    columns.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns.setStretchLastSection(true);
    const int letter = table->fontMetrics().averageCharWidth();
    for (const auto &[section, letters] :
         {std::pair(JobList::NumberColumn, 6), std::pair(JobList::StateColumn, 24), std::pair(JobList::TimeColumn, 18),
          std::pair(JobList::InputColumn, 20), std::pair(JobList::ModelColumn, 20)})
        columns.resizeSection(section, letters * letter);
}

void JobsPanel::Private::setUpLog()
{
    log->setModel(&messages);
    log->setAccessibleName(tr("Messages of the selected run"));
    log->setWordWrap(true);
    const int side = log->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, log);
    log->setIconSize({side, side});
    log->setResizeMode(QListView::Adjust);
    log->setSelectionMode(QAbstractItemView::ExtendedSelection);
    log->setEditTriggers(QAbstractItemView::NoEditTriggers);
    log->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    log->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(tr("Copy messages"), log);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    log->addAction(copy);
    connect(copy, &QAction::triggered, &q, [this] {
        if (const Job *job = jobs.jobAt(table->currentIndex().row()))
            Q_EMIT q.copyAsked(messagesText(job->messages()));
    });
}

void JobsPanel::Private::connectAll()
{
    connect(&jobs, &JobList::jobAdded, &q, [this] {
        pages->setCurrentIndex(1);
        table->setCurrentIndex(jobs.index(0, JobList::StateColumn));
    });
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, &q, [this] { onSelected(); });
    connect(&messages, &QAbstractItemModel::rowsInserted, &q, [this] { log->scrollToBottom(); });
    connect(buttons, &JobButtons::editAsked, &q, &JobsPanel::editAsked);
    connect(buttons, &JobButtons::openFolderAsked, &q, &JobsPanel::openFolderAsked);
    connect(buttons, &JobButtons::copyAsked, &q, &JobsPanel::copyAsked);
}

void JobsPanel::Private::onSelected()
{
    Job *job = jobs.jobAt(table->currentIndex().row());
    buttons->setJob(job);
    messages.setJob(job);
}

JobsPanel::JobsPanel(JobList &jobs, QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(jobs, *this))
{
    d->pages->setCurrentIndex(jobs.rowCount() > 0 ? 1 : 0);
}

JobsPanel::~JobsPanel() = default;

} // namespace pixelscape
