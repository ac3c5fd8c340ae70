#include "ui/window/request_flow.h"

#include <QFileInfo>

namespace pixelscape {

namespace {

const QString outputField = QStringLiteral("outputClassifiedRaster");
const QString planField = QStringLiteral("plan");

/// What the probe found out about engine and network: said with the other decisions, or as a warning by the plan.
void addRemarks(Resolution &resolution, const std::vector<Message> &messages)
{
    for (const Message &message : messages) {
        if (message.type == MessageType::Informative)
            resolution.messages.push_back(message);
        else
            resolution.problems.push_back({planField, Severity::Warning, message.description});
    }
}

/// Why the probe came to no plan. Of several rasters it tried the first: what is wrong with it need not be wrong with
/// the others.
void addFailure(Inspection &shown, const RunReport &plan)
{
    const Severity severity = shown.items ? Severity::Warning : Severity::Error;
    std::vector<Problem> &problems = shown.resolution.problems;
    for (Problem problem : plan.problems) {
        problem.severity = std::min(problem.severity, severity);
        problems.push_back(problem);
    }
    for (const Message &message : plan.messages)
        if (plan.outcome == Outcome::Failed && message.type == MessageType::Error)
            problems.push_back({planField, severity, message.description});
    if (!shown.items)
        shown.resolution.spec.reset();
}

/// The same run, whatever its output is called.
bool isSameRun(RunRequest a, RunRequest b)
{
    for (RunRequest *request : {&a, &b}) {
        request->outputClassifiedRaster.clear();
        request->overwrite = false;
        request->startOver = false;
    }
    return a == b;
}

} // namespace

RequestFlow::RequestFlow(RequestForm &form, Inspector &inspector, JobList &jobs, const WorkerFactory &workers,
                         QObject *parent)
    : QObject(parent), m_form(form), m_inspector(inspector), m_jobs(jobs), m_plan(workers), m_items(inspector, jobs)
{
    connect(&form, &RequestForm::requestChanged, this, [this] {
        releaseOutput();
        m_history.record(m_form.request(), m_form.proposesOutput());
        lookAgain();
    });
    connect(&form, &RequestForm::runAsked, this, &RequestFlow::run);
    connect(&inspector, &Inspector::inspected, this, &RequestFlow::onInspected);
    connect(&jobs, &JobList::busyChanged, this, &RequestFlow::lookAgain);
    connect(&m_plan, &PlanProbe::changed, this, &RequestFlow::showPlan);
    connect(&m_items, &ItemRuns::ended, this, &RequestFlow::onItemsEnded);
    connect(&m_history, &RequestHistory::restored, &form, &RequestForm::setRequest);
}

void RequestFlow::lookAgain()
{
    m_inspector.inspect({m_form.request(), m_form.proposesOutput(), m_jobs.outputsToCome(), m_outputFolder});
}

void RequestFlow::onInspected(const Inspection &inspection)
{
    m_inspection = inspection;
    const bool isAtWork = inspection.items && m_items.isBusy();
    if (inspection.resolution.spec && !isAtWork)
        m_plan.probe(*inspection.resolution.spec);
    else
        m_plan.clear();
    showInspection();
    Q_EMIT inspected();
}

void RequestFlow::showInspection()
{
    if (!m_inspection)
        return;
    Inspection shown = *m_inspection;
    const std::optional<RunReport> &plan = m_plan.plan();
    if (plan && plan->outcome == Outcome::Finished)
        addRemarks(shown.resolution, plan->messages);
    if (plan && plan->outcome != Outcome::Finished)
        addFailure(shown, *plan);
    if (!m_trouble.second.isEmpty() && shown.resolution.raster && shown.resolution.raster->path == m_trouble.first)
        shown.resolution.problems.push_back({QStringLiteral("inputRaster"), Severity::Warning, m_trouble.second});
    const std::optional<RunSpec> &spec = m_inspection->resolution.spec;
    const QString wait = reasonToWait();
    const bool atWork = !wait.isEmpty();
    m_form.setBlocked(wait);
    // Not yet there when it was looked at, and there when its turn comes: it must not be replaced unasked.
    if (spec && !atWork && m_jobs.outputsToCome().contains(spec->request.outputClassifiedRaster))
        shown.resolution.problems.push_back({outputField,
                                             Severity::Error,
                                             tr("%1 is going to be written by another run; choose another output.")
                                                 .arg(spec->request.outputClassifiedRaster),
                                             {{tr("Propose another name"), outputField, QString()}}});
    m_form.showInspection(shown);
}

void RequestFlow::showPlan()
{
    const std::optional<RunReport> &plan = m_plan.plan();
    if (plan && plan->outcome == Outcome::Finished)
        m_form.setPlan(m_inspection && m_inspection->items ? tr("The first raster: %1").arg(planLine(*plan))
                                                           : planLine(*plan));
    else
        m_form.setPlan(m_plan.isProbing() ? probeLine(m_plan) : QString());
    if (plan)
        showInspection();
}

void RequestFlow::run()
{
    if (!m_form.canRun() || !m_inspection || !m_inspection->resolution.spec)
        return;
    if (m_inspection->items)
        startItems(*m_inspection->items);
    else
        start(m_inspection->resolution, {});
}

/// The form keeps the folder while its class maps are made: what is missing is then what is looked at next.
void RequestFlow::startItems(const ItemRequests &items)
{
    if (m_items.isBusy())
        return;
    RunRequest request = m_inspection->request;
    m_items.start(request, items);
    if (m_form.proposesOutput()) {
        m_kept = request;
        m_form.setField(outputField, request.outputClassifiedRaster);
    }
    showInspection();
}

void RequestFlow::onItemsEnded(const ItemsEnd &end)
{
    if (end.isComplete && m_kept && isSameRun(*m_kept, m_items.request()))
        proposeAgain();
    // What was allowed to be replaced has been.
    if (end.isComplete && isSameRun(m_form.request(), m_items.request()))
        m_form.setField(QStringLiteral("overwrite"), QString());
    lookAgain();
    Q_EMIT itemsEnded(end);
}

/// Why what the form says cannot be started now, although it is right; empty where it can.
QString RequestFlow::reasonToWait() const
{
    if (!m_inspection)
        return {};
    const std::optional<RunSpec> &spec = m_inspection->resolution.spec;
    const bool isOneOfThem = m_inspection->items && m_items.isBusy();
    if (isOneOfThem && !isSameRun(m_inspection->request, m_items.request()))
        return tr("Another collection is at work; this one can run when it has ended.");
    if (isOneOfThem || (spec && isAtWork(spec->request)))
        return tr("This run is at work already; change something to prepare another.");
    return {};
}

void RequestFlow::continueJob(const Resolution &resolution, const QString &id)
{
    // At work already, or waiting: Continue was clicked twice.
    if (!m_jobs.outputsToCome().contains(resolution.spec->request.outputClassifiedRaster))
        start(resolution, id);
}

void RequestFlow::start(const Resolution &resolution, const QString &continuedId)
{
    Job *job = m_jobs.add(*resolution.spec, resolution.messages, continuedId);
    connect(job, &Job::ended, this, [this, job] { keepOutputOf(*job); });
    // At once, so that a double click does not start two.
    showInspection();
}

/// A run that did not finish is continued by the same request: the form, where it still says this, must not propose
/// another name. One that did finish leaves the name to it.
void RequestFlow::keepOutputOf(const Job &job)
{
    const RunRequest &request = job.spec().request;
    if (job.state() == Job::State::Finished) {
        const bool wasProposed =
            m_form.proposesOutput() || (m_kept && m_kept->outputClassifiedRaster == request.outputClassifiedRaster);
        m_kept.reset();
        if (m_form.request().outputClassifiedRaster != request.outputClassifiedRaster)
            return;
        // Whoever named the file chose its folder, too.
        if (!wasProposed)
            m_outputFolder = QFileInfo(request.outputClassifiedRaster).absolutePath();
        m_form.setField(outputField, QString());
        return;
    }
    if (!m_form.proposesOutput() || !isSameRun(m_form.request(), request))
        return;
    m_kept = request;
    m_form.setField(outputField, request.outputClassifiedRaster);
}

/// The name that was kept belongs to that run alone.
void RequestFlow::releaseOutput()
{
    if (m_kept && !isSameRun(m_form.request(), *m_kept))
        proposeAgain();
}

void RequestFlow::proposeAgain()
{
    const RunRequest kept = *std::exchange(m_kept, std::nullopt);
    if (m_form.request().outputClassifiedRaster == kept.outputClassifiedRaster)
        m_form.setField(outputField, QString());
}

void RequestFlow::noteTrouble(const QString &raster, const QString &sentence)
{
    m_trouble = {raster, sentence};
    showInspection();
}

bool RequestFlow::forgetTrouble()
{
    return !std::exchange(m_trouble, {}).second.isEmpty();
}

bool RequestFlow::isAtWork(const RunRequest &request) const
{
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        const Job *job = m_jobs.jobAt(row);
        const RunRequest &other = job->spec().request;
        // With a name of its own the same run is another one.
        const bool isItsOutput =
            m_form.proposesOutput() || other.outputClassifiedRaster == request.outputClassifiedRaster;
        if (!job->hasEnded() && isItsOutput && isSameRun(other, request))
            return true;
    }
    return false;
}

} // namespace pixelscape
