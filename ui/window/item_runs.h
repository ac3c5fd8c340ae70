#pragma once

#include "core/run/item_requests.h"
#include "core/run/items_outcome.h"
#include "ui/inspect/inspector.h"
#include "ui/jobs/job_list.h"

#include <QObject>

namespace pixelscape {

/// How a collection ended.
struct ItemsEnd
{
    QString sentence;        ///< "11 of 12 rasters were classified; ..."
    QString mosaic;          ///< in the folder of the class maps
    QStringList maps;        ///< that it shows; none where there is no mosaic
    bool isComplete = false; ///< each raster has its class map
};

/// A collection of which each raster is classified on its own: one job a raster. They are looked at one after the
/// other, away from the window's thread, and the first is at work while the others are looked at. One that fails does
/// not stop the others; cancelling the one at work does. In the end there is a VRT over all class maps.
class ItemRuns : public QObject
{
    Q_OBJECT

public:
    ItemRuns(Inspector &inspector, JobList &jobs, QObject *parent = nullptr);

    /// `request`: what the items came from, told again in the end. Not while isBusy().
    void start(const RunRequest &request, const ItemRequests &items);
    bool isBusy() const { return m_isBusy; }
    const RunRequest &request() const { return m_request; }

Q_SIGNALS:
    /// No job of it is left.
    void ended(const pixelscape::ItemsEnd &end);

private:
    void lookAtNext();
    void onItemLookedAt(const ItemLook &look);
    void add(const ItemLook &look);
    void onJobChanged(const Job &job);
    void onJobEnded(Job &job);
    void fail(const RunRequest &item, const QString &sentence);
    void concludeIfDone();
    void conclude(const QString &mosaicFailure);

    Inspector &m_inspector;
    JobList &m_jobs;
    RunRequest m_request;
    ItemRequests m_items;
    std::size_t m_next = 0; ///< the item to be looked at
    bool m_isBusy = false;
    bool m_isLooking = false;
    bool m_isCancelled = false;
    std::vector<Job *> m_jobsLeft;
    ItemsOutcome m_outcome;
    QStringList m_maps;     ///< that are there
    QStringList m_failures; ///< sentences
};

} // namespace pixelscape
