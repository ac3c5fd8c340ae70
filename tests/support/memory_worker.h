#pragma once

#include "core/run/bounded_queue.h"
#include "core/run/worker_channel.h"
#include "core/run/worker_loop.h"

#include <atomic>
#include <limits>
#include <thread>

namespace pixelscape {

/// How a worker in memory comes to grief, after it has answered `afterSections` sections.
struct WorkerFault
{
    enum class Kind {
        None,
        Dies,          ///< as a process that crashes instead of answering
        TalksNonsense, ///< answers with bytes that are no result
        FallsSilent    ///< takes orders and never answers
    };
    Kind kind = Kind::None;
    int afterSections = 0;
};

/// A worker as a thread of this process: the same loop, with queues in place of pipes. Its frames arrive through the
/// event loop of the thread that the channel lives in, as those of a process do.
class MemoryWorker : public WorkerChannel
{
public:
    using OpenRaster = std::function<std::unique_ptr<RasterSource>(const WorkerJob &)>;
    using OpenNetwork = std::function<OpenedNetwork(const WorkerJob &)>;

    MemoryWorker(OpenRaster openRaster, OpenNetwork openNetwork, WorkerFault fault = {});
    ~MemoryWorker() override;

    void start() override;
    void send(const Frame &frame) override;
    void finish() override;
    void kill() override;
    qint64 processId() const override { return 0; }

private:
    void runLoop();
    void passOn(const Frame &frame);
    void postEnd(const QString &cause);

    OpenRaster m_openRaster;
    OpenNetwork m_openNetwork;
    WorkerFault m_fault;
    BoundedQueue<Frame> m_input{std::numeric_limits<std::size_t>::max()};
    std::thread m_thread;
    std::atomic<bool> m_isKilled{false};
    std::atomic<bool> m_finishing{false};
    int m_answered = 0;        ///< the loop's thread only
    bool m_isDead = false;     ///< the loop's thread only
    bool m_endIsKnown = false; ///< the channel's thread only
};

} // namespace pixelscape
