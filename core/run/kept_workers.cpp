#include "core/run/kept_workers.h"

#include "core/run/worker_hold.h"

#include <QThread>

namespace pixelscape {

namespace {

/// Ends with the last that refers to it, which is never in the thread itself.
class ReserveThread
{
public:
    ReserveThread(WorkerFactory workers, Ahead ahead) : m_reserve(new WorkerReserve(std::move(workers)))
    {
        qRegisterMetaType<Frame>();
        m_reserve->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_reserve, &QObject::deleteLater);
        m_thread.start();
        if (ahead == Ahead::One)
            QMetaObject::invokeMethod(m_reserve, &WorkerReserve::startAhead);
    }

    ~ReserveThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    WorkerHold *newHold(std::shared_ptr<std::atomic<qint64>> processId)
    {
        auto *hold = new WorkerHold(*m_reserve, std::move(processId));
        hold->moveToThread(&m_thread);
        // It goes with the reserve, should it still be there.
        QMetaObject::invokeMethod(hold, [hold, reserve = m_reserve] { hold->setParent(reserve); });
        return hold;
    }

private:
    QThread m_thread;
    WorkerReserve *m_reserve; ///< lives and dies in m_thread
};

/// Every call is passed on to the thread of the reserve, every signal comes from there.
class KeptChannel : public WorkerChannel
{
public:
    explicit KeptChannel(std::shared_ptr<ReserveThread> thread)
        : m_thread(std::move(thread)), m_processId(std::make_shared<std::atomic<qint64>>(0)),
          m_hold(m_thread->newHold(m_processId))
    {
        connect(m_hold, &WorkerHold::received, this, &WorkerChannel::received);
        connect(m_hold, &WorkerHold::ended, this, &WorkerChannel::ended);
    }

    ~KeptChannel() override
    {
        m_hold->disconnect(this);
        pass(&WorkerHold::leave);
    }

    void start() override {} // the first frame says which worker is wanted
    void send(const Frame &frame) override
    {
        QMetaObject::invokeMethod(
            m_hold, [hold = m_hold, frame] { hold->send(frame); }, Qt::QueuedConnection);
    }
    void finish() override { pass(&WorkerHold::finish); }
    void release() override
    {
        if (!std::exchange(m_isReleased, true))
            pass(&WorkerHold::release);
    }
    void kill() override { pass(&WorkerHold::kill); }
    qint64 processId() const override { return *m_processId; }

private:
    void pass(void (WorkerHold::*step)()) { QMetaObject::invokeMethod(m_hold, step, Qt::QueuedConnection); }

    std::shared_ptr<ReserveThread> m_thread;
    std::shared_ptr<std::atomic<qint64>> m_processId;
    WorkerHold *m_hold; ///< lives in the thread of the reserve, until it has been left
    bool m_isReleased = false;
};

} // namespace

WorkerFactory keptWorkers(WorkerFactory workers, Ahead ahead)
{
    return [thread = std::make_shared<ReserveThread>(std::move(workers), ahead)] {
        return std::make_unique<KeptChannel>(thread);
    };
}

} // namespace pixelscape
