#pragma once

#include "core/run/worker_channel.h"

#include <QTimer>

#include <deque>

namespace pixelscape {

/// Workers without a job. Few are kept, none that has grown large, and none for long: their memory is the user's.
class WorkerReserve : public QObject
{
    Q_OBJECT

public:
    explicit WorkerReserve(WorkerFactory workers);
    ~WorkerReserve() override;

    /// Starts one that waits for whatever comes first.
    void startAhead();

    /// One that has loaded this network, best the one that has tried it where it is to be tried; or else a new one.
    std::unique_ptr<WorkerChannel> take(const QByteArray &network, bool isToTry);
    /// May be called from within a signal of the channel.
    void keep(std::unique_ptr<WorkerChannel> channel, const QByteArray &network, bool hasTried);

private:
    struct Kept
    {
        QByteArray network; ///< empty where it has none yet
        bool hasTried = false;
        std::unique_ptr<WorkerChannel> channel;
    };

    void add(Kept kept);
    void drop(WorkerChannel *channel);

    WorkerFactory m_workers;
    QTimer m_patience;
    std::deque<Kept> m_kept; ///< the oldest first
};

/// The job has the network tried, rather than be told what it is like.
bool isToTry(const Frame &frame);

/// What workers must have in common to take each other's place; empty for a frame that asks for no network.
QByteArray networkOf(const Frame &frame);

} // namespace pixelscape
