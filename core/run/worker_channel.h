#pragma once

#include "core/run/frame.h"

#include <QObject>

#include <functional>
#include <memory>

namespace pixelscape {

/// The runner's end of one worker. Lives in the runner's thread; a signal is never emitted from within a call.
class WorkerChannel : public QObject
{
    Q_OBJECT

public:
    virtual void start() = 0;
    virtual void send(const Frame &frame) = 0;
    /// Ends the worker's input; it finishes what it has and ends.
    virtual void finish() = 0;
    /// The worker's job is over; it may get another, or end as with finish().
    virtual void release() { finish(); }
    virtual void kill() = 0;
    /// 0 where there is no process.
    virtual qint64 processId() const = 0;

Q_SIGNALS:
    void received(const pixelscape::Frame &frame);
    /// The worker is gone; `cause` is empty where it ended as asked, else words such as "was killed (signal 9)".
    void ended(const QString &cause);
};

using WorkerFactory = std::function<std::unique_ptr<WorkerChannel>()>;

/// Workers that are processes: `program worker`.
WorkerFactory processWorkers(const QString &program);

} // namespace pixelscape
