#include "ui/jobs/job.h"
#include "core/run/request_writer.h"

#include <QTimer>

#include <algorithm>

namespace pixelscape {

namespace {

Job::State endOf(Outcome outcome)
{
    return outcome == Outcome::Finished    ? Job::State::Finished
           : outcome == Outcome::Cancelled ? Job::State::Cancelled
                                           : Job::State::Failed;
}

/// Of a job that never began.
RunReport reportOfNothing(const RunSpec &spec, const QString &id)
{
    RunReport report;
    report.jobId = id;
    report.outcome = Outcome::Cancelled;
    report.request = toJson(spec.request);
    report.grid = spec.grid;
    report.crsName = spec.view.crsName;
    return report;
}

} // namespace

Job::Job(int number, RunSpec spec, std::vector<Message> messages, QObject *parent)
    : QObject(parent), m_number(number), m_spec(std::move(spec)), m_messages(std::move(messages)),
      m_messagesBefore(m_messages.size())
{
    m_progress.pixelsTotal = m_spec.grid.window.area();
}

Job::~Job() = default;

bool Job::hasEnded() const
{
    return m_state == State::Finished || m_state == State::Cancelled || m_state == State::Failed;
}

QString Job::failure() const
{
    if (m_state != State::Failed || !m_report)
        return {};
    if (!m_report->problems.empty())
        return m_report->problems.front().sentence;
    const auto isError = [](const Message &message) { return message.type == MessageType::Error; };
    const auto last = std::find_if(m_messages.rbegin(), m_messages.rend(), isError);
    return last == m_messages.rend() ? tr("The run failed and did not say why.") : last->description;
}

void Job::keepRecord(const WorkerFactory &workers, const JobStore &store, const QString &continuedId)
{
    JobEntry entry;
    entry.continues = !continuedId.isEmpty();
    if (entry.continues)
        entry.id = continuedId;
    entry.startedBy = QStringLiteral("window");
    entry.request = m_spec.request;
    entry.messages = m_messages;
    m_recordId = entry.id;
    makeRun(workers);
    m_run->keepRecord(store, entry);
}

void Job::start(const WorkerFactory &workers)
{
    if (m_state != State::Waiting)
        return;
    m_startTime = QDateTime::currentDateTime();
    if (!m_run)
        makeRun(workers);
    setState(State::Starting);
    m_run->start();
}

void Job::makeRun(const WorkerFactory &workers)
{
    m_run = std::make_unique<BackgroundRun>(m_spec, Runner::Purpose::Classify, workers);
    m_run->setWatched(true);
    connect(m_run.get(), &BackgroundRun::progressed, this, &Job::onProgress);
    connect(m_run.get(), &BackgroundRun::messaged, this, &Job::say);
    connect(m_run.get(), &BackgroundRun::began, this, [this](const LiveMap &map) {
        setState(State::Running);
        Q_EMIT began(map);
    });
    connect(m_run.get(), &BackgroundRun::painted, this, &Job::painted);
    connect(m_run.get(), &BackgroundRun::cancelAsked, this, &Job::cancel);
    connect(m_run.get(), &BackgroundRun::finished, this, &Job::finish);
}

void Job::cancel()
{
    if (hasEnded() || m_isStopping)
        return;
    if (m_state == State::Waiting) {
        const RunReport report = reportOfNothing(m_spec, m_recordId);
        if (m_run)
            m_run->giveUp(report);
        finish(report);
        return;
    }
    m_isStopping = true;
    m_run->cancel();
    Q_EMIT stateChanged();
}

void Job::onProgress(const Progress &progress)
{
    m_progress = progress;
    setState(State::Running);
    Q_EMIT progressed();
}

void Job::say(const Message &message)
{
    m_messages.push_back(message);
    Q_EMIT messaged(message);
}

void Job::finish(const RunReport &report)
{
    m_report = report;
    m_isStopping = false;
    // A refusal is in the report alone.
    for (std::size_t said = m_messages.size() - m_messagesBefore; said < report.messages.size(); ++said)
        say(report.messages[said]);
    // Its workers are still being ended: by then there is nothing left to wait for.
    if (m_run) {
        using namespace std::chrono_literals;
        m_run->disconnect(this);
        QTimer::singleShot(3s, this, [this] { m_run.reset(); });
    }
    setState(endOf(report.outcome));
    Q_EMIT ended();
}

void Job::setState(State state)
{
    if (m_state == state || hasEnded())
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

QString stateText(Job::State state)
{
    switch (state) {
    case Job::State::Waiting:
        return Job::tr("Waiting");
    case Job::State::Starting:
        return Job::tr("Starting");
    case Job::State::Running:
        return Job::tr("Running");
    case Job::State::Finished:
        return Job::tr("Finished");
    case Job::State::Cancelled:
        return Job::tr("Cancelled");
    case Job::State::Failed:
        return Job::tr("Failed");
    }
    return {};
}

} // namespace pixelscape
