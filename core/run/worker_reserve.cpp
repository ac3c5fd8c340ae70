#include "core/run/worker_reserve.h"

#include "core/run/process_memory.h"
#include "core/run/worker_messages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

WorkerReserve::WorkerReserve(WorkerFactory workers) : m_workers(std::move(workers)), m_patience(this)
{
    constexpr int threeMinutes = 180'000;
    m_patience.setSingleShot(true);
    m_patience.setInterval(threeMinutes);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_kept.clear(); });
}

/// All end at the same time, rather than one after the other.
WorkerReserve::~WorkerReserve()
{
    for (const Kept &kept : m_kept) {
        kept.channel->disconnect(this);
        kept.channel->kill();
    }
}

std::unique_ptr<WorkerChannel> WorkerReserve::take(const QByteArray &network, bool isToTry)
{
    const auto fits = [&](const Kept &kept) { return kept.network == network; };
    auto best = std::ranges::find_if(m_kept, [&](const Kept &kept) { return fits(kept) && kept.hasTried == isToTry; });
    if (best == m_kept.end())
        best = std::ranges::find_if(m_kept, fits);
    if (network.isEmpty() || best == m_kept.end())
        best = std::ranges::find_if(m_kept, [](const Kept &kept) { return kept.network.isEmpty(); });
    if (best == m_kept.end()) {
        std::unique_ptr<WorkerChannel> channel = m_workers();
        channel->start();
        return channel;
    }
    std::unique_ptr<WorkerChannel> channel = std::move(best->channel);
    m_kept.erase(best);
    channel->disconnect(this);
    return channel;
}

void WorkerReserve::keep(std::unique_ptr<WorkerChannel> channel, const QByteArray &network, bool hasTried)
{
    constexpr std::int64_t mostBytes = std::int64_t(1) << 30;
    const std::int64_t bytes = proportionalMemoryBytes({channel->processId()}) - proportionalMemoryBytes({});
    if (network.isEmpty() || bytes > mostBytes) {
        channel.release()->deleteLater();
        return;
    }
    add({network, hasTried, std::move(channel)});
}

void WorkerReserve::startAhead()
{
    std::unique_ptr<WorkerChannel> channel = m_workers();
    channel->start();
    add({{}, false, std::move(channel)});
}

void WorkerReserve::add(Kept kept)
{
    constexpr std::size_t most = 2;
    connect(kept.channel.get(), &WorkerChannel::ended, this, [this, channel = kept.channel.get()] { drop(channel); });
    m_kept.push_back(std::move(kept));
    if (m_kept.size() > most)
        m_kept.pop_front();
    m_patience.start();
}

void WorkerReserve::drop(WorkerChannel *channel)
{
    for (auto kept = m_kept.begin(); kept != m_kept.end(); ++kept) {
        if (kept->channel.get() != channel)
            continue;
        kept->channel.release()->deleteLater();
        m_kept.erase(kept);
        return;
    }
}

bool isToTry(const Frame &frame)
{
    return frame.type == FrameType::Job && !jobFrom(frame).contract;
}

QByteArray networkOf(const Frame &frame)
{
    if (frame.type != FrameType::Job && frame.type != FrameType::Prepare)
        return {};
    const WorkerJob job = jobFrom(frame);
    const QString device = job.device == Device::Cpu ? u"cpu"_s : u"gpu"_s;
    return QStringList{job.model, job.modelRoot, job.modelFingerprint, device}.join(u'\n').toUtf8();
}

} // namespace pixelscape
