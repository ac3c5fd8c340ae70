#include "core/run/background_run.h"

#include <QCoreApplication>

namespace pixelscape {

BackgroundRun::BackgroundRun(const RunSpec &spec, Runner::Purpose purpose, const WorkerFactory &workers)
    : m_runner(new Runner(spec, purpose, workers))
{
    qRegisterMetaType<Progress>();
    qRegisterMetaType<Message>();
    qRegisterMetaType<LiveMap>();
    qRegisterMetaType<LiveUpdate>();
    qRegisterMetaType<RunReport>();
    m_runner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_runner, &QObject::deleteLater);
    connect(m_runner, &Runner::progressed, this, &BackgroundRun::progressed);
    connect(m_runner, &Runner::messaged, this, &BackgroundRun::messaged);
    connect(m_runner, &Runner::began, this, &BackgroundRun::began);
    connect(m_runner, &Runner::painted, this, &BackgroundRun::painted);
    connect(m_runner, &Runner::finished, this, [this](const RunReport &report) {
        m_isGoingOn = false;
        Q_EMIT finished(report);
    });
}

BackgroundRun::~BackgroundRun()
{
    if (!m_thread.isRunning()) {
        delete m_runner; // never started, so it never came to live there
        return;
    }
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void BackgroundRun::setWatched(bool watched)
{
    m_runner->setWatched(watched); // before start() nobody else looks at it
}

void BackgroundRun::start()
{
    m_isGoingOn = true;
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

void retire(std::unique_ptr<BackgroundRun> run)
{
    BackgroundRun *leaving = run.release();
    leaving->disconnect();
    leaving->setParent(QCoreApplication::instance());
    if (leaving->hasEnded()) {
        leaving->deleteLater();
        return;
    }
    QObject::connect(leaving, &BackgroundRun::finished, leaving, &QObject::deleteLater);
    leaving->cancel();
}

} // namespace pixelscape
