#include "ui/window/plan_probe.h"

#include "core/run/engine_text.h"
#include "core/run/figure_text.h"

#include <QCoreApplication>
#include <QFileInfo>

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
           a.rasterFingerprint == b.rasterFingerprint && a.maskFingerprint == b.maskFingerprint;
}

QString tilesText(const TilingSummary &tiling)
{
    const QString tiles = QCoreApplication::translate("PlanProbe", "%1 tiles").arg(countText(tiling.tiles));
    if (tiling.tilesSkipped == 0)
        return tiles;
    return QCoreApplication::translate("PlanProbe", "%1, about %2 with data")
        .arg(tiles, countText(tiling.tiles - tiling.tilesSkipped));
}

} // namespace

PlanProbe::PlanProbe(WorkerFactory workers, QObject *parent)
    : QObject(parent), m_workers(std::move(workers)), m_delay(this), m_tick(this)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(200);
    connect(&m_delay, &QTimer::timeout, this, &PlanProbe::begin);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &PlanProbe::changed);
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
    m_run = std::make_unique<BackgroundRun>(*m_spec, Runner::Purpose::PlanAhead, m_workers);
    connect(m_run.get(), &BackgroundRun::finished, this, &PlanProbe::onFinished);
    m_run->start();
    m_since = Stopwatch();
    m_tick.start();
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
    m_tick.stop();
    if (!m_run)
        return;
    m_run->disconnect(this);
    retire(std::move(m_run));
}

QString planLine(const RunReport &plan)
{
    return QCoreApplication::translate("PlanProbe", "%1 · about %2 · %3 of memory · up to %4 out · %5, workers: %6")
        .arg(tilesText(plan.tiling), durationText(expectedSeconds(plan)), bytesText(plan.peakMemoryBytes),
             bytesText(plan.uncompressedBytes), engineText(plan.engine), QString::number(plan.workers));
}

QString probeLine(const PlanProbe &probe)
{
    const QString text = QCoreApplication::translate("PlanProbe", "Loading the network of %1 and measuring one tile…")
                             .arg(QFileInfo(probe.probedModel()).fileName());
    const double seconds = probe.secondsProbing();
    return seconds < 2 ? text : text + u' ' + durationText(seconds);
}

} // namespace pixelscape
