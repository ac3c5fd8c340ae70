#include "ui/form/processing_settings.h"

#include "core/run/engine_text.h"
#include "ui/form/choice_box.h"
#include "ui/form/count_box.h"
#include "ui/form/tool_tip.h"
#include "ui/form/typed_choice_box.h"

#include <QThread>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString deviceField = u"context.processorType"_s;
const QString engineField = u"engine"_s;
const QString workersField = u"context.parallelProcessingFactor"_s;
const QString memoryField = u"memory"_s;
const QString recycleField = u"context.recycleProcessingWorker"_s;
const QString retriesField = u"context.retryOnFailures"_s;
const QString deadlineField = u"sectionDeadline"_s;

QString engineHelp()
{
    const QString help = ProcessingSettings::tr(
        "The program part that calculates the network. Automatic takes OpenVINO, which is faster and reads more "
        "networks, wherever it loads this one, else OpenCV; what was taken is said in the plan.");
    return builtEngines().contains(u"openvino"_s)
               ? help
               : ProcessingSettings::tr("%1 This build of Pixelscape has no OpenVINO.").arg(help);
}

std::vector<ChoiceBox::Choice> choicesOf(const QStringList &values)
{
    std::vector<ChoiceBox::Choice> choices;
    for (const QString &value : values)
        choices.push_back({value, value});
    return choices;
}

std::vector<ChoiceBox::Choice> workerChoices()
{
    constexpr int mostListed = 16;
    QStringList values{u"auto"_s};
    for (int workers = 1; workers <= std::min(QThread::idealThreadCount(), mostListed); ++workers)
        values << QString::number(workers);
    return choicesOf(values << u"50%"_s << u"80%"_s << u"100%"_s);
}

} // namespace

ProcessingSettings::ProcessingSettings(QWidget *parent)
    : QWidget(parent), m_rows(*this), m_device(new ChoiceBox(tr("Device"), this)),
      m_engine(new ChoiceBox(tr("Engine"), this)), m_workers(new TypedChoiceBox(tr("Workers"), u"auto"_s, this)),
      m_memory(new TypedChoiceBox(tr("Memory"), u"50%"_s, this)),
      m_recycle(new CountBox(tr("Recycle workers after"), tr("Never"), this)),
      m_retries(new CountBox(tr("Retries"), tr("None"), this)),
      m_deadline(new CountBox(tr("Section deadline"), tr("Automatic"), this))
{
    describeControls();
    showEngines(std::nullopt);
    addRows();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_rows.layout());
    connectControls();
}

void ProcessingSettings::describeControls()
{
    m_device->setChoices({{u"cpu"_s, tr("CPU")}, {u"gpu"_s, tr("GPU")}});
    m_device->setToolTip(tr("What calculates the network"));
    m_engine->setToolTip(toolTipOf(engineHelp()));
    m_workers->setChoices(workerChoices());
    m_workers->setToolTip(
        tr("How many processes calculate at once: auto, a number, or a share of the cores such as 50%"));
    m_memory->setChoices(choicesOf({u"25%"_s, u"50%"_s, u"75%"_s, u"2G"_s, u"4G"_s, u"8G"_s}));
    m_memory->setToolTip(toolTipOf(tr(
        "How much a run may take: a share of what is free, or an amount such as 6G. With more of it larger tiles are "
        "calculated at once, and fewer pixels twice.")));
    m_recycle->setSuffix(tr(" sections"));
    m_recycle->setToolTip(tr("A worker process is replaced by a fresh one after so many sections"));
    m_retries->setToolTip(tr("How often a section that failed is tried again before the run fails"));
    m_deadline->setSuffix(tr(" s"));
    m_deadline->setToolTip(toolTipOf(tr(
        "How long a worker may take for a section, or to load the network, before it is taken for hung and ended. "
        "Automatic is a minute or more, twenty times what the measured tile lets expect, and ten minutes to load.")));
}

void ProcessingSettings::addRows()
{
    m_rows.add(tr("&Device"), m_device, {deviceField});
    m_rows.add(tr("En&gine"), m_engine, {engineField});
    m_rows.add(tr("&Workers"), m_workers, {workersField});
    m_rows.add(tr("&Memory"), m_memory, {memoryField});
    m_rows.add(tr("Rec&ycle after"), m_recycle, {recycleField});
    m_rows.add(tr("Ret&ries"), m_retries, {retriesField});
    m_rows.add(tr("Section dead&line"), m_deadline, {deadlineField});
}

void ProcessingSettings::connectControls()
{
    for (const auto &[box, field] : {std::pair(m_device, deviceField), std::pair(m_engine, engineField)})
        connect(box, &ChoiceBox::chosen, this, [this, field = field](const QString &value) {
            Q_EMIT edited({field, value});
        });
    for (const auto &[box, field] :
         {std::pair(m_recycle, recycleField), std::pair(m_retries, retriesField), std::pair(m_deadline, deadlineField)})
        connect(box, &CountBox::counted, this, [this, field = field](int count) {
            Q_EMIT edited({field, QString::number(count), true});
        });
    for (const auto &[box, field] : {std::pair(m_workers, workersField), std::pair(m_memory, memoryField)}) {
        connect(box, &TypedChoiceBox::typed, this, [this, field = field](const QString &text) {
            Q_EMIT edited({field, text, true});
        });
        connect(box, &TypedChoiceBox::chosen, this, [this, field = field](const QString &text) {
            Q_EMIT edited({field, text});
        });
    }
}

void ProcessingSettings::setRequest(const RunRequest &request)
{
    m_device->setValue(request.processorType);
    m_engine->setValue(request.engine);
    m_workers->setValue(request.parallelProcessingFactor);
    m_memory->setValue(request.memory);
    m_recycle->setCount(request.recycleProcessingWorker);
    m_retries->setCount(request.retryOnFailures);
    m_deadline->setCount(request.sectionDeadline);
}

void ProcessingSettings::showResolution(const Resolution &resolution)
{
    if (resolution.model)
        showEngines(*resolution.model);
}

void ProcessingSettings::showEngines(const std::optional<ModelSummary> &model)
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

} // namespace pixelscape
