#include "ui/window/request_history.h"

#include <QUndoCommand>

namespace pixelscape {

class RequestHistory::Change : public QUndoCommand
{
public:
    Change(RequestHistory &history, RunRequest before, RunRequest after)
        : m_history(history), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void undo() override { restore(m_before); }
    void redo() override
    {
        if (m_isDone) // the first time, the form says it already
            restore(m_after);
        m_isDone = true;
    }

private:
    void restore(const RunRequest &request)
    {
        m_history.m_isRestoring = true;
        m_history.m_now = request;
        Q_EMIT m_history.restored(request);
        m_history.m_isRestoring = false;
    }

    RequestHistory &m_history;
    RunRequest m_before;
    RunRequest m_after;
    bool m_isDone = false;
};

void RequestHistory::record(RunRequest request, bool proposesOutput)
{
    if (proposesOutput)
        request.outputClassifiedRaster.clear();
    if (m_isRestoring || request == m_now)
        return;
    m_stack.push(new Change(*this, m_now, request));
    m_now = std::move(request);
}

} // namespace pixelscape
