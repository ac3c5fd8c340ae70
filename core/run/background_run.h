#pragma once

#include "core/run/job_recorder.h"
#include "core/run/runner.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace pixelscape {

/// A run on a thread of its own, seen from the thread of a window or of the command line: only copied values cross.
class BackgroundRun : public QObject
{
    Q_OBJECT

public:
    BackgroundRun(const RunSpec &spec, Runner::Purpose purpose, const WorkerFactory &workers);
    /// Cancels a run that is still going, and waits for its thread.
    ~BackgroundRun() override;

    /// Has the run recorded from now on, as a job that waits for start(); cancelAsked() is heard from now on, too.
    void keepRecord(const JobStore &store, const JobEntry &entry);
    /// As Runner::setWatched.
    void setWatched(bool watched);
    void start();
    void cancel();
    /// It was never started, and never will be: that is how its record ends. finished() follows.
    void giveUp(const RunReport &report);
    /// Nothing goes on: it has not been started, or has finished.
    bool hasEnded() const { return !m_isGoingOn; }

Q_SIGNALS:
    void progressed(const pixelscape::Progress &progress);
    void messaged(const pixelscape::Message &message);
    void began(const pixelscape::LiveMap &map);
    void painted(const pixelscape::LiveUpdate &update);
    /// After the end has been recorded, where it is.
    void finished(const pixelscape::RunReport &report);
    /// Another process asked for the end of the job. A run that goes on is being cancelled already.
    void cancelAsked();

private:
    void end(const RunReport &report);

    QThread m_thread;
    Runner *m_runner; ///< lives and dies in m_thread
    QThread m_recordThread;
    JobRecorder *m_recorder = nullptr; ///< lives and dies in m_recordThread
    bool m_isGoingOn = false;
};

/// Gives a run up without waiting: it is cancelled where it still goes on, and deleted when it has ended, at the latest
/// with the application. Nobody hears from it any more.
void retire(std::unique_ptr<BackgroundRun> run);

} // namespace pixelscape
