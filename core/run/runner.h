#pragma once

#include "core/base/stopwatch.h"
#include "core/run/live_preview.h"
#include "core/run/memory_estimate.h"
#include "core/run/process_memory.h"
#include "core/run/progress.h"
#include "core/run/result_upload.h"
#include "core/run/run_output.h"
#include "core/run/run_report.h"
#include "core/run/run_spec.h"
#include "core/run/worker_pool.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace pixelscape {

/// Carries out one run, from the probe to the finished file. Event-driven: lives in one thread, with its processes and
/// timers, and answers with copied values only.
class Runner : public QObject
{
    Q_OBJECT

public:
    /// PlanOnly stops after the probe: the report then says what would run, and nothing is written. PlanAhead does as
    /// well, with all workers loaded for the run that follows where they are kept (keptWorkers).
    enum class Purpose { Classify, PlanOnly, PlanAhead };

    Runner(RunSpec spec, Purpose purpose, WorkerFactory workers);
    ~Runner() override;

    /// Has began() and painted() emitted too, for somebody who looks on. Before start().
    void setWatched(bool watched) { m_isWatched = watched; }
    /// The id under which the run is recorded; a second run to the same output is told it. Before start().
    void setJobId(const QString &id);
    void start();
    /// Ends the run at once; finished sections are kept.
    void cancel();

Q_SIGNALS:
    /// At most ten times a second.
    void progressed(const pixelscape::Progress &progress);
    void messaged(const pixelscape::Message &message);
    /// Once, before anything is painted.
    void began(const pixelscape::LiveMap &map);
    /// At most ten times a second; the last one comes before finished().
    void painted(const pixelscape::LiveUpdate &update);
    /// Exactly once, last.
    void finished(const pixelscape::RunReport &report);

private:
    void onReady(const ReadyReport &report);
    void settlePlan();
    void attempt(const std::function<void()> &step);
    int predictionsPerTile() const;
    void endWithPlan();
    void settleWorkers();
    MemoryEstimate memoryEstimate() const;
    void tryPlace();
    void begin();
    void beginPreview(const ResultDescription &description);
    void onSection(const SectionResult &result);
    bool write(const std::function<void()> &step);
    void complete();
    void upload();
    void onUploaded(const UploadAnswer &answer);
    void startUpload(const UploadOrder &order, void (Runner::*next)(const UploadAnswer &));
    void onPlaceTried(const UploadAnswer &answer);
    void dropUpload();
    QString whatIsKept() const;
    void end(Outcome outcome);
    void refuse(const Problem &problem);
    void fail(const QString &sentence);
    void say(MessageType type, const QString &sentence);
    void tellProgress(bool always);
    void sampleMemory();
    void noteMemory(std::int64_t bytes);
    void fillReport();
    Progress progress() const;

    RunSpec m_spec;
    QString m_recordedId; ///< empty where nobody records the run
    Purpose m_purpose;
    WorkerFactory m_workers;
    std::unique_ptr<WorkerPool> m_pool;
    ChannelRule m_rule;
    TilePlan m_plan;
    std::unique_ptr<RunOutput> m_output;
    std::unique_ptr<ResultUpload> m_upload; ///< only while something is put into a bucket
    std::unique_ptr<LivePreview> m_preview; ///< only where somebody looks on
    NetworkContract m_contract;
    double m_shareWithData = 1; ///< as ReadyReport::shareWithData
    RunReport m_report;
    Stopwatch m_wall;
    Stopwatch m_sinceProgress;
    QTimer m_memoryTimer;
    MemoryWatch m_memory;
    std::int64_t m_pixelsDone = 0;
    int m_sectionsMissing = 0;
    bool m_isWatched = false;
    bool m_ended = false;
};

} // namespace pixelscape
