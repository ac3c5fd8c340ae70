#pragma once

#include "core/base/stopwatch.h"
#include "core/run/background_run.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace pixelscape {

/// Finds out what a run would take: has a worker load the network and time one tile, as `pixelscape plan` does. The
/// window's process never loads a network.
class PlanProbe : public QObject
{
    Q_OBJECT

public:
    explicit PlanProbe(WorkerFactory workers, QObject *parent = nullptr);
    ~PlanProbe() override;

    /// Begins soon, unless the answer would be the one that is there already. Drops a probe that is going on for
    /// another request.
    void probe(const RunSpec &spec);
    /// Nothing can run: no plan.
    void clear();

    /// Nothing while it is not known.
    const std::optional<RunReport> &plan() const { return m_plan; }
    bool isProbing() const { return m_run || m_delay.isActive(); }
    /// The model that is being looked at, and since when.
    QString probedModel() const { return m_spec ? m_spec->request.model : QString(); }
    double secondsProbing() const { return m_run ? m_since.seconds() : 0; }

Q_SIGNALS:
    /// Also each second while it probes.
    void changed();

private:
    void begin();
    void onFinished(const RunReport &report);
    void dropRun();

    WorkerFactory m_workers;
    QTimer m_delay;
    QTimer m_tick;
    Stopwatch m_since;
    std::optional<RunSpec> m_spec;
    std::unique_ptr<BackgroundRun> m_run;
    std::optional<RunReport> m_plan;
};

/// "484 tiles · about 29 s · 0.6 GB of memory · OpenCV on the CPU, workers: 2"
QString planLine(const RunReport &plan);
/// "Loading the network of cloud.dlpk and measuring one tile… 12 s"
QString probeLine(const PlanProbe &probe);

} // namespace pixelscape
