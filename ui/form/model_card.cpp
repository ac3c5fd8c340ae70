#include "ui/form/model_card.h"

#include "core/run/engine_text.h"
#include "ui/form/band_text.h"
#include "ui/form/class_list.h"
#include "ui/form/fold.h"
#include "ui/form/tool_tip.h"
#include "ui/form/wrapped_label.h"

#include <QFileInfo>
#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString weightsText(const ModelSummary &model)
{
    if (model.weightsFormat.isEmpty())
        return ModelCard::tr("could not be read");
    if (model.engines.isEmpty())
        return ModelCard::tr("%1, which no engine here reads").arg(model.weightsFormat);
    return ModelCard::tr("%1, read by %2").arg(model.weightsFormat, engineTitles(model.engines));
}

QString tileText(const ModelDefinition &definition)
{
    const QString sides = ModelCard::tr("%1 × %2 pixels").arg(definition.tile.width).arg(definition.tile.height);
    if (definition.modelPadding.value_or(0) > 0)
        return ModelCard::tr("%1, output smaller by %2 on each side").arg(sides).arg(*definition.modelPadding);
    return definition.padding ? ModelCard::tr("%1, padding %2").arg(sides).arg(*definition.padding) : sides;
}

/// Some descriptions are essays; the whole text is in the tooltip.
QString shortened(const QString &text)
{
    constexpr qsizetype most = 120;
    QString line = text.simplified();
    if (line.size() <= most)
        return line;
    const qsizetype end = line.lastIndexOf(u' ', most);
    return line.first(end > 0 ? end : most) + u'…';
}

} // namespace

ModelCard::ModelCard(QWidget *parent)
    : QFrame(parent), m_none(new WrappedLabel(this)), m_description(new WrappedLabel(this)),
      m_bandLines(new WrappedLabel(this)), m_classes(new ClassList(this))
{
    setFrameShape(QFrame::StyledPanel);
    auto *content = new QWidget(this);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(4, 0, 4, 2);
    inner->setSpacing(4);
    auto *facts = new QFormLayout;
    facts->setVerticalSpacing(2);
    facts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    facts->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_weights = addFact(*facts, tr("Weights"));
    m_tile = addFact(*facts, tr("Tile"));
    m_bands = addFact(*facts, tr("Bands"));
    m_bandFold = new Fold(tr("Bands of the model"), m_bandLines, content);
    m_classFold = new Fold(tr("Classes of the model"), m_classes, content);
    m_bandFold->setOpen(false);
    inner->addWidget(m_description);
    inner->addLayout(facts);
    inner->addWidget(m_bandFold);
    inner->addWidget(m_classFold);
    m_card = new Fold(tr("Model card"), content, this);
    m_card->setBold();
    m_description->setQuiet();
    m_none->setQuiet();
    m_none->setText(tr("No model yet"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_none);
    column->addWidget(m_card);
    setNoModel();
}

WrappedLabel *ModelCard::addFact(QFormLayout &facts, const QString &label)
{
    auto *value = new WrappedLabel(this);
    auto *name = new QLabel(label, this);
    name->setForegroundRole(QPalette::PlaceholderText);
    facts.addRow(name, value);
    return value;
}

void ModelCard::setNoModel()
{
    m_path.clear();
    m_none->show();
    m_card->hide();
    setVisible(true);
}

void ModelCard::setModel(const Resolution &resolution)
{
    setVisible(resolution.model.has_value());
    if (!resolution.model)
        return;
    const ModelSummary &model = *resolution.model;
    const ModelDefinition &definition = model.definition;
    m_none->hide();
    m_card->show();
    m_card->setTitle(definition.modelName.isEmpty() ? QFileInfo(model.path).completeBaseName() : definition.modelName);
    m_description->say(shortened(definition.description));
    m_description->setAccessibleDescription(definition.description);
    m_description->setToolTip(toolTipOf(definition.description));
    m_weights->setText(weightsText(model));
    m_tile->setText(tileText(definition));
    showBands(resolution);
    showClasses(model);
    m_path = model.path;
}

void ModelCard::showBands(const Resolution &resolution)
{
    const ModelDefinition &definition = resolution.model->definition;
    const bool isMatched = resolution.raster && !resolution.bands.empty();
    m_bands->setText(isMatched ? bandMappingText(definition, resolution.bands) : wantedBandsText(definition));
    m_bandFold->setVisible(isMatched);
    if (!isMatched)
        return;
    const QStringList lines = bandMappingLines(definition, resolution.bands, *resolution.raster);
    m_bandFold->setTitle(tr("Channels and their bands (%1)").arg(lines.size()));
    m_bandLines->setText(lines.join(u'\n'));
    m_bands->setToolTip(toolTipOf(lines.join(u'\n')));
}

void ModelCard::showClasses(const ModelSummary &model)
{
    constexpr std::size_t mostUnfolded = 8;
    const ClassLegend &classes = model.definition.classes;
    m_classes->setClasses(classes);
    m_classFold->setTitle(classes.size() == 1 ? tr("1 class") : tr("%1 classes").arg(classes.size()));
    if (model.path != m_path)
        m_classFold->setOpen(classes.size() <= mostUnfolded);
}

} // namespace pixelscape
