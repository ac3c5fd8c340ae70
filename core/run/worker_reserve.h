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

    /// One that has loaded this network, or else a new one.
    std::unique_ptr<WorkerChannel> take(const QByteArray &network);
    /// May be called from within a signal of the channel.
    void keep(std::unique_ptr<WorkerChannel> channel, const QByteArray &network);

private:
    struct Kept
    {
        QByteArray network;
        std::unique_ptr<WorkerChannel> channel;
    };

    void drop(WorkerChannel *channel);

    WorkerFactory m_workers;
    QTimer m_patience;
    std::deque<Kept> m_kept; ///< the oldest first
};

/// What workers must have in common to take each other's place; empty for a frame that asks for no network.
QByteArray networkOf(const Frame &frame);

} // namespace pixelscape
