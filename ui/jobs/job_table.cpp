#include "ui/jobs/job_table.h"

#include "core/model/model_text.h"
#include "core/run/figure_text.h"
#include "ui/style/icons.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What a row stands for, whatever it is at.
QString keyOf(const JobRow &row)
{
    return row.job ? QString::number(row.job->number()) : row.stored.id;
}

QSet<QString> keysOf(const std::vector<JobRow> &rows)
{
    QSet<QString> keys;
    for (const JobRow &row : rows)
        keys.insert(keyOf(row));
    return keys;
}

QString stateName(JobState state)
{
    switch (state) {
    case JobState::Waiting:
        return JobTable::tr("Waiting");
    case JobState::Submitted:
        return JobTable::tr("Starting");
    case JobState::Executing:
        return JobTable::tr("Running");
    case JobState::Cancelling:
        return JobTable::tr("Stopping");
    case JobState::Succeeded:
        return JobTable::tr("Finished");
    case JobState::Failed:
        return JobTable::tr("Failed");
    case JobState::Cancelled:
        return JobTable::tr("Cancelled");
    case JobState::Interrupted:
        return JobTable::tr("Interrupted");
    case JobState::Damaged:
        return JobTable::tr("Damaged record");
    }
    return {};
}

QString stateCell(const StoredJob &job)
{
    const bool hasShare = job.state != JobState::Succeeded && job.progress.pixelsDone > 0;
    return hasShare ? JobTable::tr("%1, %2 %").arg(stateName(job.state)).arg(int(100 * job.progress.share()))
                    : stateName(job.state);
}

QString timeCell(const StoredJob &job)
{
    const QDateTime begun = job.started.isValid() ? job.started : job.submitted;
    const QLocale locale;
    const QString start = begun.date() == QDate::currentDate() ? locale.toString(begun.time(), QLocale::ShortFormat)
                                                               : locale.toString(begun, QLocale::ShortFormat);
    return job.wallSeconds > 0 ? JobTable::tr("%1, %2").arg(start, durationText(job.wallSeconds)) : start;
}

QString path(const StoredJob &job, int column)
{
    return column == JobList::InputColumn    ? job.request.inputRaster
           : column == JobList::ModelColumn  ? modelShown(job.request.model)
           : column == JobList::OutputColumn ? job.request.outputClassifiedRaster
                                             : QString();
}

QString cell(const StoredJob &job, int column)
{
    constexpr int enoughToTell = 9;
    switch (column) {
    case JobList::NumberColumn:
        return job.id.left(enoughToTell);
    case JobList::StateColumn:
        return stateCell(job);
    case JobList::TimeColumn:
        return timeCell(job);
    default:
        return path(job, column).section(u'/', -1);
    }
}

QString toolTip(const StoredJob &job, int column)
{
    if (column == JobList::NumberColumn)
        return JobTable::tr("Job %1, %2").arg(job.id, holderText(job));
    if (column == JobList::StateColumn && job.state == JobState::Interrupted)
        return JobTable::tr("Its process ended without finishing it. Continue does what is missing.");
    return path(job, column);
}

QIcon stateIcon(const StoredJob &job)
{
    switch (job.state) {
    case JobState::Succeeded:
        return icon(u"check"_s);
    case JobState::Failed:
    case JobState::Damaged:
        return icon(u"error"_s);
    case JobState::Interrupted:
        return icon(u"warning"_s);
    case JobState::Cancelled:
        return icon(u"cancel"_s);
    default:
        return icon(u"run"_s);
    }
}

} // namespace

bool JobRow::canCancel() const
{
    if (job)
        return !job->hasEnded() && !job->isStopping();
    return !pixelscape::hasEnded(stored.state) && stored.state != JobState::Cancelling;
}

bool JobRow::canContinue() const
{
    if (job)
        return !id().isEmpty() && (job->state() == Job::State::Failed || job->state() == Job::State::Cancelled);
    return pixelscape::canContinue(stored.state);
}

bool JobRow::isFinished() const
{
    return job ? job->state() == Job::State::Finished : stored.state == JobState::Succeeded;
}

JobTable::JobTable(JobList &jobs, StoredJobs *stored, QObject *parent)
    : QAbstractTableModel(parent), m_jobs(jobs), m_stored(stored)
{
    m_rows = rowsNow();
    connect(&jobs, &JobList::rowsInserted, this, &JobTable::renew);
    connect(&jobs, &JobList::dataChanged, this, [this](const QModelIndex &changed) {
        if (const int row = rowOf(m_jobs.jobAt(changed.row())); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, JobList::ColumnCount - 1));
    });
    if (stored)
        connect(stored, &StoredJobs::changed, this, &JobTable::renew);
}

/// A job of this session stands for its record, and where it was continued, the last run for those before.
std::vector<JobRow> JobTable::rowsNow() const
{
    std::vector<JobRow> rows;
    QSet<QString> ids;
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        Job *job = m_jobs.jobAt(row);
        const bool isShown = job->recordId().isEmpty() || !ids.contains(job->recordId());
        ids.insert(job->recordId());
        if (isShown && !m_hidden.contains(job))
            rows.push_back({job, {}});
    }
    if (!m_stored)
        return rows;
    for (const StoredJob &job : m_stored->jobs())
        if (!ids.contains(job.id))
            rows.push_back({nullptr, job});
    std::ranges::stable_sort(rows, [](const JobRow &a, const JobRow &b) { return a.time() > b.time(); });
    return rows;
}

void JobTable::removeRowAt(std::size_t row)
{
    beginRemoveRows({}, int(row), int(row));
    m_rows.erase(m_rows.begin() + std::ptrdiff_t(row));
    endRemoveRows();
}

/// Row by row, so that whatever is selected stays selected.
void JobTable::renew()
{
    const std::vector<JobRow> now = rowsNow();
    const QSet<QString> keys = keysOf(now);
    for (std::size_t row = m_rows.size(); row-- > 0;)
        if (!keys.contains(keyOf(m_rows[row])))
            removeRowAt(row);
    QSet<QString> shown = keysOf(m_rows);
    for (std::size_t row = 0; row < now.size(); ++row) {
        const QString key = keyOf(now[row]);
        // What stands in between has moved down, and comes again.
        while (row < m_rows.size() && keyOf(m_rows[row]) != key && shown.contains(key)) {
            shown.remove(keyOf(m_rows[row]));
            removeRowAt(row);
        }
        if (row < m_rows.size() && keyOf(m_rows[row]) == key)
            renewRow(row, now[row]);
        else
            insertRowAt(row, now[row]);
    }
}

void JobTable::renewRow(std::size_t row, const JobRow &now)
{
    if (m_rows[row] == now)
        return;
    m_rows[row] = now;
    Q_EMIT dataChanged(index(int(row), 0), index(int(row), JobList::ColumnCount - 1));
}

void JobTable::insertRowAt(std::size_t row, const JobRow &now)
{
    beginInsertRows({}, int(row), int(row));
    m_rows.insert(m_rows.begin() + std::ptrdiff_t(row), now);
    endInsertRows();
}

std::optional<JobRow> JobTable::rowAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()))
        return std::nullopt;
    return m_rows[std::size_t(row)];
}

int JobTable::rowOf(const Job *job) const
{
    const auto found = std::ranges::find_if(m_rows, [job](const JobRow &row) { return job && row.job == job; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void JobTable::forget(const JobRow &row)
{
    if (!row.hasEnded())
        return;
    const QString id = row.id();
    if (row.job)
        m_hidden.insert(row.job);
    if (m_stored && !id.isEmpty())
        m_stored->forget(id);
    renew();
}

int JobTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : JobList::ColumnCount;
}

QVariant JobTable::data(const QModelIndex &index, int role) const
{
    const std::optional<JobRow> row = index.isValid() ? rowAt(index.row()) : std::nullopt;
    if (!row)
        return {};
    if (row->job)
        return m_jobs.data(m_jobs.index(m_jobs.rowOf(row->job), index.column()), role);
    if (role == Qt::DisplayRole)
        return cell(row->stored, index.column());
    if (role == Qt::ToolTipRole)
        return toolTip(row->stored, index.column());
    if (role == Qt::DecorationRole && index.column() == JobList::StateColumn)
        return stateIcon(row->stored);
    return {};
}

QVariant JobTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_jobs.headerData(section, orientation, role);
}

} // namespace pixelscape
