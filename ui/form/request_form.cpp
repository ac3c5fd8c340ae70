#include "ui/form/request_form.h"

#include "ui/form/environments_page.h"
#include "ui/form/form_tabs.h"
#include "ui/form/parameters_page.h"
#include "ui/form/problem_board.h"
#include "ui/form/request_draft.h"
#include "ui/form/run_footer.h"
#include "ui/form/run_gate.h"

#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int parametersTab = 0;
constexpr int environmentsTab = 1;

} // namespace

struct RequestForm::Private
{
    explicit Private(RequestForm &owner);

    void layOut();
    void connectParts();
    void edit(const FieldEdit &edit);
    void replace(const RequestDraft &next);
    void onChanged(bool isTyping);
    void announce();
    void showEverything();
    void showProblems();
    QString reason() const;
    void showGate();

    RequestForm &form;
    FormTabs *tabs;
    ParametersPage *parameters;
    EnvironmentsPage *environments;
    RunFooter *footer;
    ProblemBoard board;
    QTimer typing;

    RequestDraft draft;
    QString proposal;              ///< of the last look
    std::vector<Problem> problems; ///< of the last look
    bool isLookedAt = false;       ///< the last look is about what the form says now
    bool isUsable = false;
    QString blocked;
    QString shownReason;
};

RequestForm::Private::Private(RequestForm &owner)
    : form(owner), tabs(new FormTabs(&owner)), parameters(new ParametersPage), environments(new EnvironmentsPage),
      footer(new RunFooter(&owner)), board(footer->rest())
{
    layOut();
    parameters->addMarks(board, parametersTab);
    environments->addMarks(board, environmentsTab);
    typing.setSingleShot(true);
    typing.setInterval(250);
    connectParts();
    showEverything();
}

void RequestForm::Private::layOut()
{
    tabs->addPage(parameters, tr("Parameters"));
    tabs->addPage(environments, tr("Environments"));
    auto *column = new QVBoxLayout(&form);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(tabs, 1);
    column->addWidget(footer);
}

void RequestForm::Private::connectParts()
{
    connect(parameters, &ParametersPage::edited, &form, [this](const FieldEdit &done) { edit(done); });
    connect(environments, &EnvironmentsPage::edited, &form, [this](const FieldEdit &done) { edit(done); });
    connect(parameters, &ParametersPage::rastersGiven, &form, &RequestForm::setRasters);
    connect(parameters, &ParametersPage::leaveOutAsked, &form, [this](const QStringList &names) {
        RequestDraft next = draft;
        for (const QString &name : names)
            next.request.modelArguments.erase(name);
        replace(next);
    });
    connect(environments, &EnvironmentsPage::defaultsAsked, &form, [this] { replace(draft.withDefaultEnvironment()); });
    connect(environments, &EnvironmentsPage::extentFromViewAsked, &form, &RequestForm::extentFromViewAsked);
    connect(environments, &EnvironmentsPage::ownProblemsChanged, &form, [this] { showProblems(); });
    connect(&board, &ProblemBoard::remedyAsked, &form,
            [this](const Remedy &remedy) { form.setField(remedy.field, remedy.value); });
    connect(footer, &RunFooter::runAsked, &form, &RequestForm::runAsked);
    connect(&typing, &QTimer::timeout, &form, [this] { announce(); });
}

/// The user's own doing: the control shows it already.
void RequestForm::Private::edit(const FieldEdit &done)
{
    RequestDraft next = draft;
    if (!next.set(done.field, done.value))
        return;
    if (next == draft) {
        if (!done.isTyping && typing.isActive())
            announce();
        return;
    }
    draft = next;
    parameters->showIntentions(draft.request);
    onChanged(done.isTyping);
}

void RequestForm::Private::replace(const RequestDraft &next)
{
    draft = next;
    showEverything();
    onChanged(false);
}

void RequestForm::Private::onChanged(bool isTyping)
{
    isLookedAt = false;
    showGate();
    if (isTyping)
        typing.start();
    else
        announce();
}

void RequestForm::Private::announce()
{
    typing.stop();
    Q_EMIT form.requestChanged();
}

void RequestForm::Private::showEverything()
{
    parameters->setRequest(draft.request, draft.proposesOutput);
    environments->setRequest(draft.request);
    showProblems();
}

void RequestForm::Private::showProblems()
{
    std::vector<Problem> shown;
    for (const Problem &problem : problems)
        if (!draft.isOnlyMissing(problem))
            shown.push_back(problem);
    for (const Problem &problem : environments->ownProblems())
        shown.push_back(problem);
    board.show(shown);
    for (const int page : {parametersTab, environmentsTab})
        tabs->setProblems(page, board.count(page, Severity::Error), board.count(page, Severity::Warning));
    showGate();
}

QString RequestForm::Private::reason() const
{
    RunGate gate;
    gate.hasRaster = !draft.request.inputRaster.isEmpty();
    gate.hasModel = !draft.request.model.isEmpty();
    gate.isLookedAt = isLookedAt;
    gate.blockingSubjects = board.blockingSubjects();
    gate.isUsable = isUsable;
    gate.blocked = blocked;
    return pixelscape::blockedReason(gate);
}

void RequestForm::Private::showGate()
{
    const QString now = reason();
    footer->setReason(now);
    if (now != std::exchange(shownReason, now))
        Q_EMIT form.runnableChanged();
}

RequestForm::RequestForm(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(*this)) {}

RequestForm::~RequestForm()
{
    // A line that loses the focus as the window goes says so; nobody is there to hear it.
    for (QObject *part : std::initializer_list<QObject *>{d->parameters, d->environments, d->footer})
        part->disconnect(this);
}

RunRequest RequestForm::request() const
{
    RunRequest request = d->draft.request;
    if (d->draft.proposesOutput)
        request.outputClassifiedRaster = d->isLookedAt ? d->proposal : QString();
    return request;
}

bool RequestForm::proposesOutput() const
{
    return d->draft.proposesOutput;
}

void RequestForm::setRequest(const RunRequest &request)
{
    d->replace(RequestDraft{request, request.outputClassifiedRaster.isEmpty()});
}

void RequestForm::setField(const QString &field, const QString &value)
{
    RequestDraft next = d->draft;
    if (next.set(field, value))
        d->replace(next);
}

void RequestForm::setRasters(const QStringList &paths)
{
    RequestDraft next = d->draft;
    next.setRasters(paths);
    d->replace(next);
}

void RequestForm::setExtent(const GroundBox &box, const RasterInfo *raster)
{
    RequestDraft next = d->draft;
    next.request.extent = box;
    const bool isInOutput = next.request.outSr.isEmpty() || !raster;
    next.request.extentCrs = isInOutput ? QString() : raster->crsName.contains(u':') ? raster->crsName : raster->crsWkt;
    d->replace(next);
}

void RequestForm::showInspection(const Inspection &inspection)
{
    // What is still being typed will be looked at in its turn.
    if (d->typing.isActive() || !d->draft.isSameAs(inspection.request))
        return;
    d->problems = inspection.resolution.problems;
    d->proposal = inspection.request.outputClassifiedRaster;
    d->isUsable = inspection.resolution.spec.has_value();
    d->isLookedAt = true;
    d->parameters->showInspection(inspection, d->draft.proposesOutput);
    // May complete a box, and so change the request.
    d->environments->showResolution(inspection.resolution);
    d->showProblems();
}

void RequestForm::setBlocked(const QString &reason)
{
    d->blocked = reason;
    d->showGate();
}

void RequestForm::setPlan(const QString &text)
{
    d->footer->setPlan(text);
}

bool RequestForm::canRun() const
{
    return blockedReason().isEmpty();
}

QString RequestForm::blockedReason() const
{
    return d->reason();
}

} // namespace pixelscape
