#include "ui/jobs/stored_jobs.h"

namespace pixelscape {

StoredJobs::StoredJobs(const JobStore &store, QObject *parent) : QObject(parent), m_watch(new JobWatch(store))
{
    qRegisterMetaType<std::vector<StoredJob>>();
    qRegisterMetaType<std::vector<Message>>();
    qRegisterMetaType<Resolution>();
    m_watch->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_watch, &JobWatch::start);
    connect(&m_thread, &QThread::finished, m_watch, &QObject::deleteLater);
    connect(m_watch, &JobWatch::listed, this, [this](const std::vector<StoredJob> &jobs) {
        m_jobs = jobs;
        Q_EMIT changed();
    });
    connect(m_watch, &JobWatch::messagesRead, this, &StoredJobs::messagesRead);
    connect(m_watch, &JobWatch::prepared, this, &StoredJobs::prepared);
    connect(m_watch, &JobWatch::pageMade, this, &StoredJobs::pageMade);
    connect(m_watch, &JobWatch::failed, this, &StoredJobs::failed);
    m_thread.start(QThread::LowPriority);
}

StoredJobs::~StoredJobs()
{
    m_thread.quit();
    m_thread.wait();
}

void StoredJobs::ask(void (JobWatch::*step)(const QString &), const QString &id)
{
    QMetaObject::invokeMethod(
        m_watch, [watch = m_watch, step, id] { (watch->*step)(id); }, Qt::QueuedConnection);
}

void StoredJobs::readMessages(const QString &id)
{
    ask(&JobWatch::readMessages, id);
}

void StoredJobs::cancel(const QString &id)
{
    ask(&JobWatch::cancel, id);
}

void StoredJobs::forget(const QString &id)
{
    ask(&JobWatch::forget, id);
}

void StoredJobs::prepare(const QString &id)
{
    ask(&JobWatch::prepare, id);
}

void StoredJobs::makePage(const QString &id)
{
    ask(&JobWatch::makePage, id);
}

} // namespace pixelscape
