#pragma once

#include "core/run/worker_reserve.h"

#include <atomic>

namespace pixelscape {

/// One job's hold on a worker of the reserve. Lives in the reserve's thread; its slots are called from that of the job.
class WorkerHold : public QObject
{
    Q_OBJECT

public:
    /// `processId` is kept at the number of the worker's process.
    WorkerHold(WorkerReserve &reserve, std::shared_ptr<std::atomic<qint64>> processId);

    /// As those of WorkerChannel.
    void send(const Frame &frame);
    void finish();
    void release();
    void kill();
    /// Nobody listens any more: it goes, at once or when a worker that was released has said that it is free.
    void leave();

Q_SIGNALS:
    void received(const pixelscape::Frame &frame);
    void ended(const QString &cause);

private:
    void onFrame(const Frame &frame);
    void onEnded(const QString &cause);
    void end(const QString &cause);

    WorkerReserve &m_reserve;
    std::shared_ptr<std::atomic<qint64>> m_processId;
    std::unique_ptr<WorkerChannel> m_channel; ///< from the first frame until the end
    QByteArray m_network;
    bool m_hasTried = false;
    bool m_isReleased = false;
    bool m_isLeft = false;
    bool m_isOver = false;
};

} // namespace pixelscape
