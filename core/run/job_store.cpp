#include "core/run/job_store.h"

#include "core/base/error.h"
#include "core/run/job_files.h"
#include "core/run/job_lock.h"
#include "core/run/request_reader.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString gonePrefix = u".gone-"_s;

bool isJobId(const QString &name)
{
    static const QRegularExpression form(u"^j[0-9a-f]{32}$"_s);
    return form.match(name).hasMatch();
}

/// Invalid where it says none, as of a job that waits.
QDateTime timeOf(const Json &json, const char *name)
{
    if (!json.contains(name) || !json[name].is_string())
        return {};
    return QDateTime::fromString(json[name].get<QString>(), Qt::ISODateWithMs).toLocalTime();
}

/// What its owner wrote down in the beginning. Throws Json::exception or answers false where it is no such entry.
bool fillFromEntry(StoredJob &job, const Json &entry)
{
    if (!entry.at("request").is_object())
        return false;
    const RequestReading reading = readRequest(entry["request"]);
    if (!reading.problems.empty() || reading.request.inputRaster.isEmpty())
        return false;
    job.request = reading.request;
    job.submitted = timeOf(entry, "submitted");
    job.started = timeOf(entry, "started");
    job.startedBy = entry.value("startedBy", QString());
    job.processId = entry.value("processId", qint64(0));
    return true;
}

void fillFromState(StoredJob &job, const Json &state)
{
    job.state = jobStateOf(state.at("jobStatus").get<QString>()).value_or(JobState::Submitted);
    job.progress = {state.value("pixelsDone", std::int64_t(0)), state.value("pixelsTotal", std::int64_t(0)),
                    state.value("pixelsPerSecond", 0.0), state.value("secondsLeft", -1.0)};
    job.wallSeconds = state.value("seconds", 0.0);
}

void fillFromReport(StoredJob &job, const Json &report)
{
    job.state = jobStateOf(report.at("jobStatus").get<QString>()).value_or(JobState::Failed);
    job.wallSeconds = report.at("seconds").value("wall", 0.0);
}

/// What the files say of a job, and where they do not speak of an end, whether somebody is at it.
StoredJob lookUp(const JobStore &store, const QString &id)
{
    StoredJob job;
    job.id = id;
    try {
        const std::optional<Json> entry = readJson(store.path(id, job_files::entry));
        if (!entry || !fillFromEntry(job, *entry))
            return job;
        job.state = JobState::Submitted;
        if (const std::optional<Json> state = readJson(store.path(id, job_files::state)))
            fillFromState(job, *state);
        if (hasEnded(job.state))
            return job;
        if (JobLock::isHeld(store.path(id, job_files::lock))) {
            if (QFileInfo::exists(store.path(id, job_files::cancel)))
                job.state = JobState::Cancelling;
            return job;
        }
        job.state = JobState::Interrupted;
        if (const std::optional<Json> report = readJson(store.path(id, job_files::report)))
            fillFromReport(job, *report);
    } catch (const Json::exception &) {
        job.state = JobState::Damaged;
    }
    return job;
}

[[noreturn]] void failToFind(const QString &words)
{
    if (words == "last"_L1)
        throw Error(u"There is no job yet; each run of pixelscape classify and of the window makes one."_s);
    throw Error(u"There is no job %1; pixelscape jobs lists them."_s.arg(words));
}

} // namespace

bool isNewer(const StoredJob &a, const StoredJob &b)
{
    return std::tie(a.submitted, a.id) > std::tie(b.submitted, b.id);
}

QString JobStore::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/pixelscape/jobs"_s;
}

QString JobStore::path(const QString &id, const QString &file) const
{
    return m_folder + u'/' + id + (file.isEmpty() ? QString() : u'/' + file);
}

QStringList JobStore::ids() const
{
    QStringList names = QDir(m_folder).entryList(QDir::Dirs | QDir::NoSymLinks, QDir::Unsorted);
    names.removeIf([](const QString &name) { return !isJobId(name); });
    return names;
}

std::vector<StoredJob> JobStore::list() const
{
    std::vector<StoredJob> jobs;
    for (const QString &id : ids())
        if (std::optional<StoredJob> job = read(id))
            jobs.push_back(std::move(*job));
    std::ranges::sort(jobs, isNewer);
    return jobs;
}

std::optional<StoredJob> JobStore::read(const QString &id) const
{
    if (!isJobId(id) || !QFileInfo(path(id)).isDir())
        return std::nullopt;
    StoredJob job = lookUp(*this, id);
    if (job.state != JobState::Damaged)
        return job;
    if (JobLock::isHeld(path(id, job_files::lock)))
        return std::nullopt; // its owner is about to write it
    job.submitted = QFileInfo(path(id)).lastModified();
    return job;
}

std::vector<Message> JobStore::messages(const QString &id) const
{
    return readMessages(path(id, job_files::messages));
}

std::optional<Json> JobStore::report(const QString &id) const
{
    return readJson(path(id, job_files::report));
}

StoredJob JobStore::find(const QString &words) const
{
    if (words == "last"_L1) {
        std::vector<StoredJob> jobs = list();
        std::erase_if(jobs, [](const StoredJob &job) { return job.state == JobState::Damaged; });
        if (jobs.empty())
            failToFind(words);
        return jobs.front();
    }
    QStringList found = ids();
    found.removeIf([&words](const QString &id) { return words.isEmpty() || !id.startsWith(words); });
    if (found.size() > 1)
        throw Error(u"%1 begins the ids of %2 jobs; give more of it."_s.arg(words).arg(found.size()));
    const std::optional<StoredJob> job = found.isEmpty() ? std::nullopt : read(found.first());
    if (!job)
        failToFind(words);
    return *job;
}

void JobStore::askToCancel(const StoredJob &job) const
{
    if (hasEnded(job.state))
        throw Error(u"Job %1 is not running: it is %2."_s.arg(job.id, jobStateText(job.state)));
    QFile file(path(job.id, job_files::cancel));
    if (!file.open(QIODevice::WriteOnly))
        throw Error(u"The wish to cancel job %1 cannot be written (%2); end %3 by other means."_s.arg(
            job.id, file.errorString(), holderText(job)));
}

void JobStore::forget(const QString &id) const
{
    JobLock lock;
    if (!lock.take(path(id, job_files::lock)) && JobLock::isHeld(path(id, job_files::lock)))
        throw Error(u"Job %1 is running; cancel it first."_s.arg(id));
    // Out of the list in one step; then it may take its time.
    QDir folder(m_folder);
    QDir gone(folder.filePath(gonePrefix + id));
    const bool isMoved = folder.rename(id, gonePrefix + id);
    gone.removeRecursively();
    if (!isMoved || gone.exists())
        throw Error(u"The record %1 cannot be removed; look whether its folder can be written."_s.arg(path(id)));
}

void JobStore::trim() const
{
    const QStringList gone = QDir(m_folder).entryList({gonePrefix + u'*'}, QDir::Dirs | QDir::Hidden);
    for (const QString &name : gone)
        QDir(m_folder + u'/' + name).removeRecursively();
    if (ids().size() < mostJobs)
        return;
    std::vector<StoredJob> jobs = list();
    auto excess = qsizetype(jobs.size()) - mostJobs + 1;
    std::erase_if(jobs, [](const StoredJob &job) { return !hasEnded(job.state); });
    // What can still be continued is worth more than what is done.
    std::stable_partition(jobs.begin(), jobs.end(),
                          [](const StoredJob &job) { return job.state == JobState::Interrupted; });
    for (auto job = jobs.rbegin(); job != jobs.rend() && excess > 0; ++job, --excess) {
        try {
            forget(job->id);
        } catch (const Error &) {
            continue; // a record too many is no reason to stop a run
        }
    }
}

QString newJobId()
{
    return u"j"_s + QUuid::createUuid().toString(QUuid::Id128);
}

QString holderText(const StoredJob &job)
{
    return u"process %1 (%2)"_s.arg(job.processId)
        .arg(job.startedBy == "window"_L1 ? u"the window"_s : u"pixelscape "_s + job.startedBy);
}

} // namespace pixelscape
