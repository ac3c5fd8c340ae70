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
    connect(m_runner, &Runner::finished, this, &BackgroundRun::end);
}

void BackgroundRun::end(const RunReport &report)
{
    m_isGoingOn = false;
    Q_EMIT finished(report);
}

BackgroundRun::~BackgroundRun()
{
    if (m_thread.isRunning()) {
        cancel();
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_runner; // never started, so it never came to live there
    }
    if (!m_recorder)
        return;
    // In its turn, after all that the recorder has still to write.
    QMetaObject::invokeMethod(
        m_recorder, [this] { m_recordThread.quit(); }, Qt::QueuedConnection);
    m_recordThread.wait();
}

void BackgroundRun::keepRecord(const JobStore &store, const JobEntry &entry)
{
    m_runner->setJobId(entry.id); // before start() nobody else looks at it
    m_recorder = new JobRecorder(store, entry);
    m_recorder->moveToThread(&m_recordThread);
    connect(&m_recordThread, &QThread::finished, m_recorder, &QObject::deleteLater);
    connect(m_runner, &Runner::progressed, m_recorder, qOverload<const Progress &>(&JobRecorder::take));
    connect(m_runner, &Runner::messaged, m_recorder, qOverload<const Message &>(&JobRecorder::take));
    // Whoever hears of the end finds it recorded.
    disconnect(m_runner, &Runner::finished, this, nullptr);
    connect(m_runner, &Runner::finished, m_recorder, &JobRecorder::end);
    connect(m_recorder, &JobRecorder::ended, this, &BackgroundRun::end);
    connect(m_recorder, &JobRecorder::messaged, this, &BackgroundRun::messaged);
    connect(m_recorder, &JobRecorder::cancelAsked, this, [this] {
        cancel();
        Q_EMIT cancelAsked();
    });
    m_recordThread.start();
    QMetaObject::invokeMethod(m_recorder, &JobRecorder::begin, Qt::QueuedConnection);
}

void BackgroundRun::giveUp(const RunReport &report)
{
    if (m_recorder)
        QMetaObject::invokeMethod(
            m_recorder, [recorder = m_recorder, report] { recorder->end(report); }, Qt::QueuedConnection);
}

void BackgroundRun::setWatched(bool watched)
{
    m_runner->setWatched(watched); // before start() nobody else looks at it
}

void BackgroundRun::start()
{
    m_isGoingOn = true;
    if (m_recorder)
        QMetaObject::invokeMethod(m_recorder, &JobRecorder::start, Qt::QueuedConnection);
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
