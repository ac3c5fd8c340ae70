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
    m_outcome = {qsizetype(items.requests.size())};
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
    if (look.state == ItemState::Kind::Made) {
        m_maps << look.request.outputClassifiedRaster;
        ++m_outcome.present;
    } else if (look.resolution.isOutside) {
        ++m_outcome.outside;
    } else if (!look.resolution.spec) {
        fail(look.request, look.sentence);
        ++(look.state == ItemState::Kind::Different ? m_outcome.foreign : m_outcome.failed);
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
        ++m_outcome.made;
        m_maps << job.spec().request.outputClassifiedRaster;
    } else if (job.state() == Job::State::Failed) {
        fail(job.spec().request, job.failure());
        ++m_outcome.failed;
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
    QStringList sentences{itemsSentence(m_outcome)};
    if (!mosaicFailure.isEmpty())
        sentences << mosaicFailure;
    else if (!m_maps.isEmpty() && !m_isCancelled)
        sentences << tr("%1 shows the class maps as one raster.").arg(m_items.mosaic);
    else if (!m_maps.isEmpty())
        sentences << tr("The class maps are in %1.").arg(m_items.folder);
    sentences += m_failures.first(std::min(mostTold, m_failures.size()));
    if (m_failures.size() > mostTold)
        sentences << tr("%1 more failed.").arg(m_failures.size() - mostTold);
    m_isBusy = false;
    const bool hasMosaic = mosaicFailure.isEmpty() && !m_isCancelled;
    Q_EMIT ended({sentences.join(u' '), m_items.mosaic, hasMosaic ? m_maps : QStringList(), m_outcome.isComplete()});
}

} // namespace pixelscape
