#include "core/run/background_run.h"

namespace pixelscape {

BackgroundRun::BackgroundRun(const RunSpec &spec, Runner::Purpose purpose, const WorkerFactory &workers)
    : m_runner(new Runner(spec, purpose, workers))
{
    qRegisterMetaType<Progress>();
    qRegisterMetaType<Message>();
    qRegisterMetaType<RunReport>();
    m_runner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_runner, &QObject::deleteLater);
    connect(m_runner, &Runner::progressed, this, &BackgroundRun::progressed);
    connect(m_runner, &Runner::messaged, this, &BackgroundRun::messaged);
    connect(m_runner, &Runner::finished, this, &BackgroundRun::finished);
}

BackgroundRun::~BackgroundRun()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void BackgroundRun::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_runner, &Runner::start, Qt::QueuedConnection);
}

void BackgroundRun::cancel()
{
    if (!m_thread.isRunning())
        return;
    // Finishing the file is one long call; it looks at this between its steps.
    m_thread.requestInterruption();
    QMetaObject::invokeMethod(m_runner, &Runner::cancel, Qt::QueuedConnection);
}

} // namespace pixelscape
