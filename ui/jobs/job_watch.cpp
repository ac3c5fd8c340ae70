#include "ui/jobs/job_watch.h"

#include "core/base/error.h"
#include "core/run/complete_job.h"
#include "core/run/job_files.h"
#include "core/run/job_page.h"
#include "core/run/saved_data_stores.h"
#include "ui/jobs/job_picture.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

void JobWatch::start()
{
    m_timer = std::make_unique<QTimer>();
    m_timer->setInterval(1000);
    connect(m_timer.get(), &QTimer::timeout, this, &JobWatch::look);
    m_timer->start();
    look();
}

/// Changes whenever the job is continued or ends.
QString JobWatch::stampOf(const QString &id) const
{
    const QFileInfo entry(m_store.path(id, job_files::entry));
    const QFileInfo state(m_store.path(id, job_files::state));
    return u"%1 %2"_s.arg(entry.lastModified().toMSecsSinceEpoch()).arg(state.lastModified().toMSecsSinceEpoch());
}

void JobWatch::look()
{
    QHash<QString, Known> ended;
    std::vector<StoredJob> jobs;
    for (const QString &id : m_store.ids()) {
        const QString stamp = stampOf(id);
        const auto known = m_ended.constFind(id);
        const bool isKnown = known != m_ended.constEnd() && known->stamp == stamp;
        const std::optional<StoredJob> job = isKnown ? known->job : m_store.read(id);
        if (!job)
            continue;
        jobs.push_back(*job);
        if (hasEnded(job->state))
            ended.insert(id, {stamp, *job});
    }
    m_ended = std::move(ended);
    std::ranges::sort(jobs, isNewer);
    if (jobs == m_last)
        return;
    m_last = jobs;
    Q_EMIT listed(jobs);
}

void JobWatch::readMessages(const QString &id)
{
    Q_EMIT messagesRead(id, m_store.messages(id));
}

void JobWatch::cancel(const QString &id)
{
    try {
        m_store.askToCancel(m_store.find(id));
    } catch (const Error &error) {
        Q_EMIT failed(error.sentence());
    }
    look();
}

void JobWatch::forget(const QString &id)
{
    try {
        if (m_store.read(id))
            m_store.forget(id);
    } catch (const Error &error) {
        Q_EMIT failed(error.sentence());
    }
    look();
}

void JobWatch::prepare(const QString &id)
{
    try {
        const StoredJob job = m_store.find(id);
        if (!hasEnded(job.state))
            return; // a second click: it has been continued already
        if (!canContinue(job.state))
            throw Error(tr("Job %1 is %2; there is nothing to continue.").arg(job.id, jobStateText(job.state)));
        if (endIfComplete(m_store, job, savedDataStores()))
            look();
        else
            Q_EMIT prepared(id, resolve(job.request, savedDataStores()));
    } catch (const Error &error) {
        Q_EMIT failed(error.sentence());
    }
}

/// Beside the record, so that it goes with it.
void JobWatch::makePage(const QString &id)
{
    try {
        const StoredJob job = m_store.find(id);
        const QByteArray page = jobPage(answerOf(m_store, job), pictureOf(job)).toUtf8();
        QSaveFile file(m_store.path(id, u"report.html"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(page) != page.size() || !file.commit())
            throw Error(tr("The page %1 cannot be written (%2).").arg(file.fileName(), file.errorString()));
        Q_EMIT pageMade(file.fileName());
    } catch (const Error &error) {
        Q_EMIT failed(error.sentence());
    }
}

} // namespace pixelscape
