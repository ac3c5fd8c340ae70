#include "ui/window/item_runs.h"

#include "core/base/error.h"
#include "core/raster/mosaic.h"
#include "ui/layers/file_writer.h"

#include <QFileInfo>

namespace pixelscape {

namespace {

/// Why it could not be written; empty where it was.
QString writeMosaic(const QStringList &maps, const QString &path)
{
    try {
        writeCollectionVrt(maps, path);
    } catch (const Error &error) {
        return error.sentence();
    }
    return {};
}

} // namespace

ItemRuns::ItemRuns(Inspector &inspector, JobList &jobs, QObject *parent)
    : QObject(parent), m_inspector(inspector), m_jobs(jobs)
{
    connect(&inspector, &Inspector::itemLookedAt, this, &ItemRuns::onItemLookedAt);
}

void ItemRuns::start(const RunRequest &request, const ItemRequests &items)
{
    m_request = request;
    m_items = items;
    m_next = 0;
    m_isBusy = true;
    m_isCancelled = false;
    m_finished = 0;
    m_maps.clear();
    m_failures.clear();
    lookAtNext();
}

void ItemRuns::lookAtNext()
{
    m_isLooking = m_next < m_items.requests.size() && !m_isCancelled;
    if (m_isLooking)
        m_inspector.lookAtItem(m_items.requests[m_next++]);
    else
        concludeIfDone();
}

void ItemRuns::onItemLookedAt(const ItemLook &look)
{
    if (look.isMade) {
        m_maps << look.request.outputClassifiedRaster;
    } else if (!look.resolution.spec) {
        fail(look.request, look.sentence);
    } else if (!m_isCancelled) {
        add(look);
    }
    lookAtNext();
}

void ItemRuns::add(const ItemLook &look)
{
    Job *job = m_jobs.add(*look.resolution.spec, look.resolution.messages);
    m_jobsLeft.push_back(job);
    connect(job, &Job::stateChanged, this, [this, job] { onJobChanged(*job); });
    connect(job, &Job::ended, this, [this, job] { onJobEnded(*job); });
}

/// The one at work is being stopped: the others go first, so that none of them starts in its place.
void ItemRuns::onJobChanged(const Job &job)
{
    if (!job.isStopping() || std::exchange(m_isCancelled, true))
        return;
    const std::vector<Job *> jobs = m_jobsLeft;
    for (Job *waiting : jobs)
        if (waiting != &job)
            waiting->cancel();
}

void ItemRuns::onJobEnded(Job &job)
{
    std::erase(m_jobsLeft, &job);
    if (job.state() == Job::State::Finished) {
        ++m_finished;
        m_maps << job.spec().request.outputClassifiedRaster;
    } else if (job.state() == Job::State::Failed) {
        fail(job.spec().request, job.failure());
    }
    if (!m_isLooking)
        concludeIfDone();
}

void ItemRuns::fail(const RunRequest &item, const QString &sentence)
{
    m_failures << tr("%1: %2").arg(QFileInfo(item.inputRaster).fileName(), sentence);
}

void ItemRuns::concludeIfDone()
{
    if (!m_jobsLeft.empty())
        return;
    if (m_maps.isEmpty() || m_isCancelled)
        return conclude({});
    m_maps.sort();
    workInBackground([maps = m_maps, path = m_items.mosaic] { return writeMosaic(maps, path); }, this,
                     [this](const QString &failure) { conclude(failure); });
}

void ItemRuns::conclude(const QString &mosaicFailure)
{
    constexpr qsizetype mostTold = 3;
    const auto all = qsizetype(m_items.requests.size());
    const qsizetype before = m_maps.size() - m_finished;
    QStringList sentences{
        tr("%1 of %2 rasters were classified into %3.").arg(m_finished).arg(all - before).arg(m_items.folder)};
    if (before > 0)
        sentences << tr("%1 were there already.").arg(before);
    if (m_isCancelled)
        sentences << tr("Stopped; Run with the same settings does those that are missing.");
    else if (!mosaicFailure.isEmpty())
        sentences << mosaicFailure;
    else if (!m_maps.isEmpty())
        sentences << tr("%1 shows all as one.").arg(QFileInfo(m_items.mosaic).fileName());
    sentences += m_failures.first(std::min(mostTold, m_failures.size()));
    if (m_failures.size() > mostTold)
        sentences << tr("%1 more failed.").arg(m_failures.size() - mostTold);
    m_isBusy = false;
    Q_EMIT ended({sentences.join(u' '), m_items.mosaic, m_maps.size() == all});
}

} // namespace pixelscape
