#pragma once

#include "core/run/worker_channel.h"
#include "core/run/worker_messages.h"

namespace pixelscape {

/// A worker without a life of its own: a test says what it answers and when it ends, and looks at what it was told.
class ScriptedWorker : public WorkerChannel
{
public:
    void start() override { isStarted = true; }
    void send(const Frame &frame) override { told.push_back(frame); }
    void finish() override { isFinishing = true; }
    void kill() override { isKilled = true; }
    qint64 processId() const override { return id; }

    void answer(const Frame &frame) { Q_EMIT received(frame); }
    void end(const QString &cause) { Q_EMIT ended(cause); }

    /// The sections that it was given, in order.
    std::vector<int> orders() const
    {
        std::vector<int> ids;
        for (const Frame &frame : told)
            if (frame.type == FrameType::SectionOrder)
                ids.push_back(orderFrom(frame).id);
        return ids;
    }

    qint64 id = 0;
    bool isStarted = false;
    bool isFinishing = false;
    bool isKilled = false;
    std::vector<Frame> told;
};

} // namespace pixelscape
