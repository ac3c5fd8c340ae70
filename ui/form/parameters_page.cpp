#include "ui/form/parameters_page.h"

#include "ui/form/argument_form.h"
#include "ui/form/argument_row.h"
#include "ui/form/file_field.h"
#include "ui/form/fold.h"
#include "ui/form/model_card.h"
#include "ui/form/output_field.h"
#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"
#include "ui/form/raster_facts.h"
#include "ui/form/raster_list.h"
#include "ui/form/wrapped_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString rasterField = u"inputRaster"_s;
const QString modelField = u"model"_s;
const QString outputField = u"outputClassifiedRaster"_s;

} // namespace

ParametersPage::ParametersPage(QWidget *parent)
    : QWidget(parent), m_raster(new FileField(FileField::Kind::Raster, this)), m_rasterFacts(new WrappedLabel(this)),
      m_rasterList(new RasterList(this)), m_model(new FileField(FileField::Kind::Model, this)),
      m_output(new OutputField(this)), m_card(new ModelCard(this)), m_bands(new ArgumentRow(describedBands(), this)),
      m_decisions(new WrappedLabel(this)), m_arguments(new ArgumentForm(this))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(4);
    m_rasterMark = addField(*column, tr("Input r&aster"), m_raster, m_raster->edit());
    m_rasterFacts->setQuiet();
    m_rasterFacts->say({});
    column->insertWidget(column->indexOf(m_rasterMark), m_rasterFacts);
    column->insertWidget(column->indexOf(m_rasterMark), m_rasterList);
    column->addSpacing(6);
    m_modelMark = addField(*column, tr("&Model"), m_model, m_model->edit());
    column->addSpacing(6);
    // The three files stand together, where they are seen at once; what the model is comes below them.
    m_outputMark = addField(*column, tr("&Output"), m_output, m_output->edit());
    column->addSpacing(6);
    column->addWidget(m_card);
    m_bands->setDefault({}); // what it is stands in the card above
    m_bands->hide();
    column->addWidget(m_bands);
    m_decisions->setQuiet();
    m_decisions->say({});
    column->addWidget(m_decisions);
    column->addSpacing(6);
    auto *arguments = new Fold(tr("Model arguments"), m_arguments, this);
    arguments->setBold();
    arguments->setTitle(tr("Model arguments"));
    column->addWidget(arguments);
    column->addStretch();
    connectFile(*m_raster, rasterField);
    connect(m_raster, &FileField::pathsGiven, this, &ParametersPage::rastersGiven);
    connect(m_rasterList, &RasterList::edited, this, &ParametersPage::edited);
    connectFile(*m_model, modelField);
    connect(m_output, &OutputField::edited, this, &ParametersPage::edited);
    connect(m_bands, &ArgumentRow::edited, this, &ParametersPage::edited);
    connect(m_arguments, &ArgumentForm::edited, this, &ParametersPage::edited);
    connect(m_arguments, &ArgumentForm::leaveOutAsked, this, &ParametersPage::leaveOutAsked);
}

ProblemMark *ParametersPage::addField(QVBoxLayout &column, const QString &label, QWidget *field, QWidget *edit)
{
    auto *shownLabel = new QLabel(label, this);
    shownLabel->setBuddy(edit);
    column.addWidget(shownLabel);
    column.addWidget(field);
    auto *mark = new ProblemMark(QString(label).remove(u'&'), edit, this);
    column.addWidget(mark);
    return mark;
}

void ParametersPage::connectFile(FileField &file, const QString &field)
{
    connect(&file, &FileField::pathTyped, this, [this, field](const QString &path) {
        Q_EMIT edited({field, path, true});
    });
    connect(&file, &FileField::pathGiven, this, [this, field](const QString &path) { Q_EMIT edited({field, path}); });
}

void ParametersPage::addMarks(ProblemBoard &board, int page)
{
    for (const QString &field : {rasterField, u"furtherRasters"_s, u"stack"_s, u"processAllRasterItems"_s})
        board.add(field, m_rasterMark, page);
    board.add(modelField, m_modelMark, page);
    for (const QString &field : {outputField, u"overwrite"_s, u"startOver"_s})
        board.add(field, m_outputMark, page);
    board.add(m_bands->field(), m_bands->mark(), page);
    m_arguments->addMarks(board, page);
}

void ParametersPage::setRequest(const RunRequest &request, bool proposesOutput)
{
    m_raster->edit()->setPath(request.inputRaster);
    m_model->edit()->setPath(request.model);
    if (!proposesOutput)
        m_output->showNamed(request.outputClassifiedRaster);
    m_bands->setText(request.bandMapping);
    m_arguments->setArguments(request.modelArguments);
    showIntentions(request);
}

void ParametersPage::showIntentions(const RunRequest &request)
{
    m_rasterList->setRequest(request);
    m_output->showIntentions(request);
}

void ParametersPage::showInspection(const Inspection &inspection, bool proposesOutput)
{
    const Resolution &resolution = inspection.resolution;
    m_rasterFacts->say(resolution.raster ? severalFacts(resolution.rasters, inspection.items.has_value()) +
                                               rasterFacts(*resolution.raster)
                                         : QString());
    m_rasterList->showResolution(resolution);
    if (inspection.request.model.isEmpty()) {
        m_card->setNoModel();
        m_arguments->forgetModel();
    } else {
        m_card->setModel(resolution);
        m_arguments->showModel(resolution);
    }
    m_bands->setVisible(resolution.model.has_value() || m_bands->isSet());
    QStringList decisions;
    for (const Message &message : resolution.messages)
        decisions << message.description;
    m_decisions->say(decisions.join(u'\n'));
    if (proposesOutput)
        m_output->propose(inspection.request.outputClassifiedRaster);
}

} // namespace pixelscape
