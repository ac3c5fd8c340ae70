#pragma once

#include "core/run/run_request.h"

#include <QObject>
#include <QUndoStack>

namespace pixelscape {

/// What the form said before: a drop, a remedy or an edit can be taken back.
class RequestHistory : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    QUndoStack &stack() { return m_stack; }
    /// The form says this now. `proposesOutput`: the output in it is ours, and comes back as a proposal.
    void record(RunRequest request, bool proposesOutput);

Q_SIGNALS:
    /// The form is to say this; an empty output stands for a proposal.
    void restored(const pixelscape::RunRequest &request);

private:
    class Change;

    QUndoStack m_stack;
    RunRequest m_now;
    bool m_isRestoring = false;
};

} // namespace pixelscape
