#include "ui/form/environments_page.h"

#include "core/run/engine_text.h"
#include "ui/form/choice_box.h"
#include "ui/form/count_box.h"
#include "ui/form/extent_box.h"
#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"
#include "ui/form/tool_tip.h"
#include "ui/form/workers_box.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString extentField = u"context.extent"_s;
const QString deviceField = u"context.processorType"_s;
const QString engineField = u"engine"_s;
const QString workersField = u"context.parallelProcessingFactor"_s;
const QString recycleField = u"context.recycleProcessingWorker"_s;
const QString retriesField = u"context.retryOnFailures"_s;
const QString deadlineField = u"sectionDeadline"_s;

QString engineHelp()
{
    const QString help = EnvironmentsPage::tr(
        "The program part that calculates the network. Automatic takes OpenVINO, which is faster and reads more "
        "networks, wherever it loads this one, else OpenCV; what was taken is said in the plan.");
    return builtEngines().contains(u"openvino"_s)
               ? help
               : EnvironmentsPage::tr("%1 This build of Pixelscape has no OpenVINO.").arg(help);
}

} // namespace

EnvironmentsPage::EnvironmentsPage(QWidget *parent)
    : QWidget(parent), m_extent(new ExtentBox(this)), m_device(new ChoiceBox(tr("Device"), this)),
      m_engine(new ChoiceBox(tr("Engine"), this)), m_workers(new WorkersBox(this)),
      m_recycle(new CountBox(tr("Recycle workers after"), tr("Never"), this)),
      m_retries(new CountBox(tr("Retries"), tr("None"), this)),
      m_deadline(new CountBox(tr("Section deadline"), tr("Automatic"), this))
{
    m_device->setChoices({{u"cpu"_s, tr("CPU")}, {u"gpu"_s, tr("GPU")}});
    m_device->setToolTip(tr("What calculates the network"));
    m_engine->setToolTip(toolTipOf(engineHelp()));
    m_recycle->setSuffix(tr(" sections"));
    m_recycle->setToolTip(tr("A worker process is replaced by a fresh one after so many sections"));
    m_retries->setToolTip(tr("How often a section that failed is tried again before the run fails"));
    m_deadline->setSuffix(tr(" s"));
    m_deadline->setToolTip(toolTipOf(tr(
        "How long a worker may take for a section, or to load the network, before it is taken for hung and ended. "
        "Automatic is a minute or more, twenty times what the measured tile lets expect, and ten minutes to load.")));
    showEngines(std::nullopt);
    setRequest({});
    auto *rows = new QFormLayout;
    rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addRow(*rows, tr("E&xtent"), m_extent, extentField);
    addRow(*rows, tr("&Device"), m_device, deviceField);
    addRow(*rows, tr("En&gine"), m_engine, engineField);
    addRow(*rows, tr("&Workers"), m_workers, workersField);
    addRow(*rows, tr("Rec&ycle after"), m_recycle, recycleField);
    addRow(*rows, tr("Ret&ries"), m_retries, retriesField);
    addRow(*rows, tr("&Section deadline"), m_deadline, deadlineField);
    auto *defaults = new QPushButton(tr("Restore defaults"), this);
    defaults->setAccessibleName(tr("Restore defaults"));
    defaults->setToolTip(tr("Sets everything on this page back"));
    connect(defaults, &QPushButton::clicked, this, &EnvironmentsPage::defaultsAsked);
    auto *column = new QVBoxLayout(this);
    column->addLayout(rows);
    column->addWidget(defaults, 0, Qt::AlignLeft);
    column->addStretch();
    connectControls();
}

void EnvironmentsPage::addRow(QFormLayout &rows, const QString &label, QWidget *control, const QString &field)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(control);
    QWidget *named = field == extentField ? m_extent->choice() : control;
    auto *mark = new ProblemMark(QString(label).remove(u'&'), named, cell);
    column->addWidget(mark);
    auto *shownLabel = new QLabel(label, this);
    shownLabel->setBuddy(named);
    shownLabel->setToolTip(named->toolTip());
    rows.addRow(shownLabel, cell);
    m_marks.emplace_back(field, mark);
}

void EnvironmentsPage::connectControls()
{
    const auto edit = [this](const QString &field) {
        return [this, field](const QString &value) { Q_EMIT edited({field, value}); };
    };
    const auto editCount = [this](const QString &field) {
        return [this, field](int count) { Q_EMIT edited({field, QString::number(count), true}); };
    };
    connect(m_extent, &ExtentBox::edited, this, &EnvironmentsPage::edited);
    connect(m_extent, &ExtentBox::fromViewAsked, this, &EnvironmentsPage::extentFromViewAsked);
    connect(m_extent, &ExtentBox::changed, this, &EnvironmentsPage::ownProblemsChanged);
    connect(m_device, &ChoiceBox::chosen, this, edit(deviceField));
    connect(m_engine, &ChoiceBox::chosen, this, edit(engineField));
    connect(m_workers, &WorkersBox::typed, this, [this](const QString &text) {
        Q_EMIT edited({workersField, text, true});
    });
    connect(m_workers, &WorkersBox::chosen, this, edit(workersField));
    connect(m_recycle, &CountBox::counted, this, editCount(recycleField));
    connect(m_retries, &CountBox::counted, this, editCount(retriesField));
    connect(m_deadline, &CountBox::counted, this, editCount(deadlineField));
}

void EnvironmentsPage::addMarks(ProblemBoard &board, int page)
{
    for (const auto &[field, mark] : m_marks)
        board.add(field, mark, page);
}

void EnvironmentsPage::setRequest(const RunRequest &request)
{
    m_extent->setBox(request.extent);
    m_device->setValue(request.processorType);
    m_engine->setValue(request.engine);
    m_workers->setFactor(request.parallelProcessingFactor);
    m_recycle->setCount(request.recycleProcessingWorker);
    m_retries->setCount(request.retryOnFailures);
    m_deadline->setCount(request.sectionDeadline);
}

void EnvironmentsPage::showResolution(const Resolution &resolution)
{
    if (resolution.model)
        showEngines(*resolution.model);
    // The last raster stays until there is another.
    if (resolution.raster)
        m_extent->setRaster(resolution.raster);
}

void EnvironmentsPage::showEngines(const std::optional<ModelSummary> &model)
{
    std::vector<ChoiceBox::Choice> choices{{u"auto"_s, tr("Automatic")}};
    const QStringList engines = builtEngines();
    for (const QString &engine : engines) {
        const bool isRead = !model || model->weightsFormat.isEmpty() || model->engines.contains(engine);
        const QString title = engineTitle(engine);
        choices.push_back({engine, isRead ? title : tr("%1 (does not read this model)").arg(title)});
    }
    m_engine->setChoices(choices);
}

std::vector<Problem> EnvironmentsPage::ownProblems() const
{
    const QString defect = m_extent->defect();
    if (defect.isEmpty())
        return {};
    return {{extentField, Severity::Error, defect, {{tr("Whole raster"), extentField, {}}}}};
}

} // namespace pixelscape
