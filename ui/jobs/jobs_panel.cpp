#include "ui/jobs/jobs_panel.h"

#include "ui/jobs/job_buttons.h"
#include "ui/jobs/job_table.h"
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
    StoredJobs *stored;
    JobTable rows;
    MessageModel messages;
    QStackedLayout *pages;
    QTableView *table;
    QListView *log;
    JobButtons *buttons;

    Private(JobList &list, StoredJobs *records, JobsPanel &panel);
    QWidget *emptyPage();
    QWidget *jobsPage();
    void setUpTable();
    void setUpLog();
    void connectAll();
    void connectButtons();
    void connectStored();
    std::optional<JobRow> selected() const { return rows.rowAt(table->currentIndex().row()); }
    void onSelected();
    void showPage() { pages->setCurrentIndex(rows.rowCount() > 0 ? 1 : 0); }
};

JobsPanel::Private::Private(JobList &list, StoredJobs *records, JobsPanel &panel)
    : q(panel), jobs(list), stored(records), rows(list, records), pages(new QStackedLayout(&q)), table(new QTableView),
      log(new QListView), buttons(new JobButtons)
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
    table->setModel(&rows);
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
         {std::pair(JobList::NumberColumn, 14), std::pair(JobList::StateColumn, 24), std::pair(JobList::TimeColumn, 18),
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
        if (selected())
            Q_EMIT q.copyAsked(messagesText(messages.messages()));
    });
}

void JobsPanel::Private::connectAll()
{
    connect(&jobs, &JobList::jobAdded, &q,
            [this](const Job *job) { table->setCurrentIndex(rows.index(rows.rowOf(job), JobList::StateColumn)); });
    connect(&rows, &QAbstractItemModel::rowsInserted, &q, [this] {
        showPage();
        if (!table->currentIndex().isValid())
            table->setCurrentIndex(rows.index(0, JobList::StateColumn));
    });
    connect(&rows, &QAbstractItemModel::rowsRemoved, &q, [this] {
        showPage();
        onSelected();
    });
    connect(&rows, &QAbstractItemModel::dataChanged, &q, [this](const QModelIndex &first, const QModelIndex &last) {
        const int row = table->currentIndex().row();
        if (first.row() > row || row > last.row())
            return;
        const std::optional<JobRow> now = selected();
        buttons->setRow(now);
        if (stored && now && !now->job)
            stored->readMessages(now->id());
    });
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, &q, [this] { onSelected(); });
    connect(&messages, &QAbstractItemModel::rowsInserted, &q, [this] { log->scrollToBottom(); });
    connectButtons();
    if (stored)
        connectStored();
}

void JobsPanel::Private::connectButtons()
{
    connect(buttons, &JobButtons::editAsked, &q, &JobsPanel::editAsked);
    connect(buttons, &JobButtons::openFolderAsked, &q, &JobsPanel::openFolderAsked);
    connect(buttons, &JobButtons::copyAsked, &q, &JobsPanel::copyAsked);
    connect(buttons, &JobButtons::forgetAsked, &q, [this](const JobRow &row) { rows.forget(row); });
    connect(buttons, &JobButtons::cancelAsked, &q, [this](const JobRow &row) {
        if (row.job)
            row.job->cancel();
        else if (stored)
            stored->cancel(row.id());
    });
}

void JobsPanel::Private::connectStored()
{
    connect(buttons, &JobButtons::continueAsked, stored, &StoredJobs::prepare);
    connect(buttons, &JobButtons::pageAsked, stored, &StoredJobs::makePage);
    connect(stored, &StoredJobs::messagesRead, &q, [this](const QString &id, const std::vector<Message> &read) {
        const std::optional<JobRow> row = selected();
        if (row && !row->job && row->id() == id)
            messages.setMessages(read);
    });
}

void JobsPanel::Private::onSelected()
{
    const std::optional<JobRow> row = selected();
    buttons->setRow(row);
    if (row && row->job)
        messages.setJob(row->job);
    else
        messages.setMessages({});
    if (stored && row && !row->job)
        stored->readMessages(row->id());
}

JobsPanel::JobsPanel(JobList &jobs, StoredJobs *stored, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(jobs, stored, *this))
{
    d->showPage();
}

JobsPanel::~JobsPanel() = default;

} // namespace pixelscape
