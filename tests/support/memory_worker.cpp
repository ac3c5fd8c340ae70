#include "tests/support/memory_worker.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

MemoryWorker::MemoryWorker(OpenRaster openRaster, OpenNetwork openNetwork, WorkerFault fault)
    : m_openRaster(std::move(openRaster)), m_openNetwork(std::move(openNetwork)), m_fault(fault)
{
}

MemoryWorker::~MemoryWorker()
{
    m_isKilled = true;
    m_input.close();
    if (m_thread.joinable())
        m_thread.join();
}

void MemoryWorker::start()
{
    m_thread = std::thread([this] { runLoop(); });
}

void MemoryWorker::send(const Frame &frame)
{
    m_input.push(frame);
}

void MemoryWorker::finish()
{
    m_finishing = true;
    m_input.close();
}

void MemoryWorker::kill()
{
    m_isKilled = true;
    postEnd(u"crashed or was killed (signal 9)"_s);
}

void MemoryWorker::runLoop()
{
    try {
        runWorkerLoop({[this] { return m_input.pop(); }, [this](const Frame &frame) { passOn(frame); }, m_openRaster,
                       m_openNetwork});
    } catch (const std::exception &) {
        postEnd(u"ended unasked with exit code 1"_s);
        return;
    }
    postEnd(m_finishing ? QString() : u"ended unasked with exit code 0"_s);
}

void MemoryWorker::passOn(const Frame &frame)
{
    if (m_isDead)
        return;
    Frame passed = frame;
    const bool isAnswer = frame.type == FrameType::SectionResult;
    if (isAnswer && m_fault.kind != WorkerFault::Kind::None && m_answered++ >= m_fault.afterSections) {
        m_isDead = m_fault.kind != WorkerFault::Kind::TalksNonsense;
        if (m_fault.kind == WorkerFault::Kind::Dies)
            postEnd(u"crashed or was killed (signal 11)"_s);
        if (m_isDead)
            return;
        passed.payload = "nonsense"_ba;
    }
    QMetaObject::invokeMethod(
        this,
        [this, passed] {
            if (!m_isKilled)
                Q_EMIT received(passed);
        },
        Qt::QueuedConnection);
}

/// From either thread. What was sent before still arrives first; only the first end counts.
void MemoryWorker::postEnd(const QString &cause)
{
    m_input.close();
    QMetaObject::invokeMethod(
        this,
        [this, cause] {
            if (!m_endIsKnown) {
                m_endIsKnown = true;
                Q_EMIT ended(cause);
            }
        },
        Qt::QueuedConnection);
}

} // namespace pixelscape
