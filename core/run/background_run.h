#pragma once

#include "core/run/runner.h"

#include <QObject>
#include <QThread>

namespace pixelscape {

/// A run on a thread of its own, seen from the thread of a window or of the command line: only copied values cross.
class BackgroundRun : public QObject
{
    Q_OBJECT

public:
    BackgroundRun(const RunSpec &spec, Runner::Purpose purpose, const WorkerFactory &workers);
    /// Cancels a run that is still going, and waits for its thread.
    ~BackgroundRun() override;

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(const pixelscape::Progress &progress);
    void messaged(const pixelscape::Message &message);
    void finished(const pixelscape::RunReport &report);

private:
    QThread m_thread;
    Runner *m_runner; ///< lives and dies in m_thread
};

} // namespace pixelscape
