#include "ui/window/plan_probe.h"

#include "core/run/figure_text.h"

#include <QCoreApplication>

namespace pixelscape {

namespace {

/// What the plan does not depend on is left out.
RunRequest planned(const RunSpec &spec)
{
    RunRequest request = spec.request;
    request.outputClassifiedRaster.clear();
    request.recycleProcessingWorker = 0;
    request.retryOnFailures = 0;
    request.creationOptions.clear();
    request.overwrite = false;
    request.startOver = false;
    return request;
}

bool havePlanInCommon(const RunSpec &a, const RunSpec &b)
{
    return planned(a) == planned(b) && a.modelFingerprint == b.modelFingerprint &&
           a.rasterFingerprint == b.rasterFingerprint;
}

} // namespace

PlanProbe::PlanProbe(WorkerFactory workers, QObject *parent)
    : QObject(parent), m_workers(std::move(workers)), m_delay(this)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(200);
    connect(&m_delay, &QTimer::timeout, this, &PlanProbe::begin);
}

PlanProbe::~PlanProbe() = default;

void PlanProbe::probe(const RunSpec &spec)
{
    if (m_spec && havePlanInCommon(*m_spec, spec) && (m_plan || isProbing()))
        return;
    dropRun();
    m_plan.reset();
    m_spec = spec;
    m_delay.start();
    Q_EMIT changed();
}

void PlanProbe::clear()
{
    m_delay.stop();
    dropRun();
    m_plan.reset();
    m_spec.reset();
    Q_EMIT changed();
}

void PlanProbe::begin()
{
    m_run = std::make_unique<BackgroundRun>(*m_spec, Runner::Purpose::PlanOnly, m_workers);
    connect(m_run.get(), &BackgroundRun::finished, this, &PlanProbe::onFinished);
    m_run->start();
}

void PlanProbe::onFinished(const RunReport &report)
{
    dropRun();
    m_plan = report;
    Q_EMIT changed();
}

/// It ends by itself: waiting for its thread here would hold up the window.
void PlanProbe::dropRun()
{
    if (!m_run)
        return;
    m_run->disconnect(this);
    retire(std::move(m_run));
}

QString planLine(const RunReport &plan)
{
    const TilingSummary &tiling = plan.tiling;
    const double seconds = plan.tileSeconds * double(tiling.tiles) / std::max(1, plan.workers);
    return QCoreApplication::translate("PlanProbe",
                                       "%1 tiles · about %2 · %3 of memory · up to %4 out · %5 on %6, workers: %7")
        .arg(countText(tiling.tiles), durationText(seconds), bytesText(plan.peakMemoryBytes),
             bytesText(plan.grid.window.area()), plan.engine.name, plan.engine.device, QString::number(plan.workers));
}

} // namespace pixelscape
