#include "ui/jobs/job_list.h"

#include "core/model/model_text.h"
#include "core/run/figure_text.h"
#include "ui/style/icons.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Without touching the disk.
QString fileName(const QString &path)
{
    return path.section(u'/', -1);
}

QString stateCell(const Job &job)
{
    if (job.isStopping())
        return JobList::tr("Stopping");
    if (job.state() == Job::State::Running)
        return JobList::tr("%1, %2 %").arg(stateText(job.state())).arg(int(100 * job.progress().share()));
    return stateText(job.state());
}

QString timeCell(const Job &job)
{
    if (!job.startTime().isValid())
        return {};
    const QString start = QLocale().toString(job.startTime().time(), QLocale::ShortFormat);
    return job.hasEnded() ? JobList::tr("%1, %2").arg(start, durationText(job.report()->wallSeconds)) : start;
}

QIcon stateIcon(const Job &job)
{
    switch (job.state()) {
    case Job::State::Finished:
        return icon(u"check"_s);
    case Job::State::Failed:
        return icon(u"error"_s);
    case Job::State::Cancelled:
        return icon(u"cancel"_s);
    default:
        return icon(u"run"_s);
    }
}

QString path(const Job &job, int column)
{
    const RunRequest &request = job.spec().request;
    return column == JobList::InputColumn    ? request.inputRaster
           : column == JobList::ModelColumn  ? modelShown(request.model)
           : column == JobList::OutputColumn ? request.outputClassifiedRaster
                                             : QString();
}

QString cell(const Job &job, int column)
{
    switch (column) {
    case JobList::NumberColumn:
        return QString::number(job.number());
    case JobList::StateColumn:
        return stateCell(job);
    case JobList::TimeColumn:
        return timeCell(job);
    default:
        return fileName(path(job, column));
    }
}

QString toolTip(const Job &job, int column)
{
    return column == JobList::StateColumn ? job.failure() : path(job, column);
}

} // namespace

JobList::JobList(WorkerFactory workers, QObject *parent) : QAbstractTableModel(parent), m_workers(std::move(workers)) {}

JobList::~JobList()
{
    // Jobs end silently now: there is nobody to start the next of them.
    for (Job *job : m_jobs)
        job->disconnect(this);
}

Job *JobList::add(const RunSpec &spec, const std::vector<Message> &messages, const QString &continuedId)
{
    auto *job = new Job(int(m_jobs.size()) + 1, spec, messages, this);
    if (m_store)
        job->keepRecord(m_workers, *m_store, continuedId);
    beginInsertRows({}, 0, 0);
    m_jobs.insert(m_jobs.begin(), job);
    endInsertRows();
    connect(job, &Job::stateChanged, this, [this, job] { onChanged(job); });
    connect(job, &Job::progressed, this, [this, job] { onChanged(job); });
    connect(job, &Job::ended, this, [this] {
        startNext();
        Q_EMIT busyChanged();
    });
    Q_EMIT jobAdded(job);
    startNext();
    Q_EMIT busyChanged();
    return job;
}

Job *JobList::jobAt(int row) const
{
    return row >= 0 && row < int(m_jobs.size()) ? m_jobs[std::size_t(row)] : nullptr;
}

Job *JobList::running() const
{
    const auto isAtWork = [](const Job *job) {
        return job->state() == Job::State::Starting || job->state() == Job::State::Running;
    };
    const auto found = std::ranges::find_if(m_jobs, isAtWork);
    return found == m_jobs.end() ? nullptr : *found;
}

bool JobList::isBusy() const
{
    return !std::ranges::all_of(m_jobs, &Job::hasEnded);
}

void JobList::cancelAll()
{
    // The waiting ones first, so that none of them starts.
    const std::vector<Job *> jobs = m_jobs;
    for (Job *job : jobs)
        if (job->state() == Job::State::Waiting)
            job->cancel();
    if (Job *job = running())
        job->cancel();
}

QStringList JobList::outputsToCome() const
{
    QStringList outputs;
    for (const Job *job : m_jobs)
        if (!job->hasEnded())
            outputs.append(job->spec().request.outputClassifiedRaster);
    return outputs;
}

int JobList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

int JobList::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobList::data(const QModelIndex &index, int role) const
{
    const Job *job = jobAt(index.row());
    if (!job || !index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return cell(*job, index.column());
    if (role == Qt::ToolTipRole)
        return toolTip(*job, index.column());
    if (role == Qt::DecorationRole && index.column() == StateColumn)
        return stateIcon(*job);
    return {};
}

QVariant JobList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> titles{tr("Run"),   tr("State"), tr("Time"),
                                                  tr("Input"), tr("Model"), tr("Output")};
    return titles[std::size_t(section)];
}

void JobList::startNext()
{
    if (running())
        return;
    const auto isWaiting = [](const Job *job) { return job->state() == Job::State::Waiting; };
    const auto oldest = std::find_if(m_jobs.rbegin(), m_jobs.rend(), isWaiting);
    if (oldest != m_jobs.rend())
        (*oldest)->start(m_workers);
}

int JobList::rowOf(const Job *job) const
{
    return int(std::ranges::find(m_jobs, job) - m_jobs.begin());
}

void JobList::onChanged(Job *job)
{
    const int row = rowOf(job);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace pixelscape
