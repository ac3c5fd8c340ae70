#include "core/run/worker_hold.h"

namespace pixelscape {

WorkerHold::WorkerHold(WorkerReserve &reserve, std::shared_ptr<std::atomic<qint64>> processId)
    : m_reserve(reserve), m_processId(std::move(processId))
{
}

void WorkerHold::send(const Frame &frame)
{
    if (m_isOver)
        return;
    if (!m_channel) {
        m_network = networkOf(frame);
        m_hasTried = isToTry(frame);
        m_channel = m_reserve.take(m_network, m_hasTried);
        *m_processId = m_channel->processId();
        connect(m_channel.get(), &WorkerChannel::received, this, &WorkerHold::onFrame);
        connect(m_channel.get(), &WorkerChannel::ended, this, &WorkerHold::onEnded);
    }
    m_channel->send(frame);
}

void WorkerHold::finish()
{
    if (m_channel)
        m_channel->finish();
}

/// A worker that is still loading a network answers late, and one that hangs in it never does.
void WorkerHold::release()
{
    constexpr int patience = 60'000;
    m_isReleased = true;
    if (!m_channel)
        return;
    m_channel->send({FrameType::Release, {}});
    QTimer::singleShot(patience, this, &WorkerHold::kill);
}

void WorkerHold::kill()
{
    if (m_channel)
        m_channel->kill();
}

void WorkerHold::leave()
{
    m_isLeft = true;
    if (!m_isReleased || !m_channel)
        deleteLater();
}

void WorkerHold::onFrame(const Frame &frame)
{
    if (frame.type != FrameType::Released) {
        Q_EMIT received(frame);
        return;
    }
    m_channel->disconnect(this);
    m_reserve.keep(std::move(m_channel), m_network, m_hasTried);
    end({});
}

void WorkerHold::onEnded(const QString &cause)
{
    m_channel->disconnect(this);
    m_channel.release()->deleteLater();
    end(m_isReleased ? QString() : cause);
}

void WorkerHold::end(const QString &cause)
{
    m_isOver = true;
    *m_processId = 0;
    Q_EMIT ended(cause);
    if (m_isLeft)
        deleteLater();
}

} // namespace pixelscape
