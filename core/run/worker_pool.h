#pragma once

#include "core/base/message.h"
#include "core/base/stopwatch.h"
#include "core/run/pace.h"
#include "core/run/section_queue.h"
#include "core/run/worker_channel.h"
#include "core/run/worker_messages.h"
#include "core/run/worker_trial.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <vector>

namespace pixelscape {

struct PoolSettings
{
    int workers = 1;
    int recycleAfter = 0;             ///< sections after which a worker is replaced by a new process; 0 = never
    int retries = 0;                  ///< how often one section is tried again in a new process
    int bytesPerPixel = 1;            ///< of the result, to check what workers answer
    int blockHeight = 1;              ///< of the raster
    double sectionSecondsLimit = 600; ///< a worker with work in hand that is silent for longer is hung
    double tileSeconds = 0;  ///< of one worker alone; 0 where the number of workers is obeyed rather than tried
    double trialSeconds = 2; ///< for which each number of workers is watched, where it is tried
    double loadingSecondsLimit = 600; ///< one that has not proved the network after so long, too
};

/// One worker's life, for the report.
struct WorkerRecord
{
    qint64 processId = 0;
    int sections = 0;
    QString exit; ///< "finished", "recycled", "failed", "cancelled"
};

/// Hands sections to workers, replaces workers that die, and retries what they had in hand. Lives in one thread.
class WorkerPool : public QObject
{
    Q_OBJECT

public:
    WorkerPool(WorkerFactory factory, WorkerJob job);
    ~WorkerPool() override;

    /// Starts one worker, which finds out about the network: `ready` or `refused` follows, the latter when it has not
    /// done so within the limit. So many others load the network meanwhile.
    void probe(double loadingSecondsLimit = PoolSettings().loadingSecondsLimit, int others = 0);
    /// Has the sections classified; the worker of the probe goes on with it.
    void run(const PoolSettings &settings, const NetworkContract &contract, const TilePlan &plan,
             std::vector<int> sections);
    /// Ends all workers at once.
    void stop(const QString &exit);
    /// Lets all workers end by themselves.
    void finish();

    std::vector<qint64> processIds() const;
    const std::vector<WorkerRecord> &records() const { return m_records; }
    int sectionsRetried() const { return m_retried; }
    /// Of the run; 0 before the first answer.
    double pixelsPerSecond() const { return m_pace.pixelsPerSecond(); }
    /// Classified by now, but not answered yet.
    double pixelsInWork() const { return m_pace.pixelsInWork(m_clock.seconds()); }
    /// Workers that are at work now.
    int workerCount() const { return int(m_slots.size()); }

Q_SIGNALS:
    void ready(const pixelscape::ReadyReport &report);
    void refused(const pixelscape::Problem &problem);
    void sectionDone(const pixelscape::SectionResult &result);
    void warned(const QString &sentence);
    /// Fewer workers go on than were started, since they get on as fast.
    void workersSettled(int workers);
    void failed(const QString &sentence);

private:
    struct Slot
    {
        std::unique_ptr<WorkerChannel> channel;
        std::size_t record = 0;
        int number = 0;
        bool hasJob = false; ///< else it loads the network ahead of it
        bool isReady = false;
        bool isLeaving = false; ///< gets no more sections
        int assigned = 0;
        std::deque<int> inHand;
        std::optional<Stopwatch> sinceAnswer;
        QElapsedTimer silence;
        QString complaint; ///< why its section failed, in its own words
    };

    void startWatch();
    void startWorker();
    Slot &startSlot();
    void giveJob(Slot &slot);
    void release(Slot &slot);
    void onFrame(int number, const Frame &frame);
    void handleFrame(Slot &slot, const Frame &frame);
    void onReady(Slot &slot, const Frame &frame);
    void onResult(Slot &slot, const Frame &frame);
    bool isWhole(const SectionResult &result) const;
    void onEnded(int number, const QString &cause);
    void onSectionLost(const QString &reason, std::deque<int> inHand);
    void giveWork();
    void giveWorkTo(Slot &slot);
    bool isPausing(const Slot &slot) const;
    void tryWorkers(Slot &slot, const SectionResult &result);
    void keepWorkers(int workers);
    void watchForSilence();
    QString silenceSentence(bool isLoading) const;
    void fail(const QString &sentence);
    void discard(std::unique_ptr<WorkerChannel> channel);
    Slot *slotOf(int number);
    void removeSlot(int number, const QString &exit);

    WorkerFactory m_factory;
    WorkerJob m_job;
    PoolSettings m_settings;
    TilePlan m_plan;
    SectionQueue m_pending;
    std::map<int, int> m_attempts;
    std::vector<std::unique_ptr<Slot>> m_slots;
    std::vector<WorkerRecord> m_records;
    Stopwatch m_clock;
    Pace m_pace;
    std::optional<WorkerTrial> m_trial;
    QTimer m_watch;
    QElapsedTimer m_sinceLook; ///< of the watch
    int m_nextNumber = 0;
    int m_retried = 0;
    int m_startFailures = 0;
    bool m_running = false;
    bool m_stopped = false;
};

} // namespace pixelscape
