#pragma once

#include "core/run/background_run.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <optional>

namespace pixelscape {

/// One run as the window sees it, from waiting to its end. It has its own copy of everything: the form may change.
class Job : public QObject
{
    Q_OBJECT

public:
    enum class State { Waiting, Starting, Running, Finished, Cancelled, Failed };

    Job(int number, RunSpec spec, std::vector<Message> messages, QObject *parent = nullptr);
    ~Job() override;

    int number() const { return m_number; }
    State state() const { return m_state; }
    bool hasEnded() const;
    /// Cancel was asked for and has not yet been answered.
    bool isStopping() const { return m_isStopping; }
    const RunSpec &spec() const { return m_spec; }
    const Progress &progress() const { return m_progress; }
    const std::vector<Message> &messages() const { return m_messages; }
    /// Set in the end.
    const std::optional<RunReport> &report() const { return m_report; }
    /// The sentence that says why it failed; empty otherwise.
    QString failure() const;
    QDateTime submitTime() const { return m_submitTime; }
    QDateTime startTime() const { return m_startTime; }

    /// Has the job recorded while it waits and runs, as a new one or as another run of the one that has this id. Before
    /// start().
    void keepRecord(const WorkerFactory &workers, const JobStore &store, const QString &continuedId);
    /// The id of its record; empty where it has none.
    QString recordId() const { return m_recordId; }
    void start(const WorkerFactory &workers);
    /// Ends it, also one that waits.
    void cancel();

Q_SIGNALS:
    void stateChanged();
    void progressed();
    void messaged(const pixelscape::Message &message);
    void began(const pixelscape::LiveMap &map);
    void painted(const pixelscape::LiveUpdate &update);
    /// Once, after stateChanged().
    void ended();

private:
    void makeRun(const WorkerFactory &workers);
    void onProgress(const Progress &progress);
    void say(const Message &message);
    void finish(const RunReport &report);
    void setState(State state);

    int m_number;
    RunSpec m_spec;
    std::vector<Message> m_messages;
    std::size_t m_messagesBefore; ///< those that the request brought along
    std::unique_ptr<BackgroundRun> m_run;
    State m_state = State::Waiting;
    bool m_isStopping = false;
    Progress m_progress;
    std::optional<RunReport> m_report;
    QString m_recordId;
    QDateTime m_submitTime = QDateTime::currentDateTime();
    QDateTime m_startTime;
};

/// "Running", "Failed": for people.
QString stateText(Job::State state);

} // namespace pixelscape
