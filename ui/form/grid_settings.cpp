#include "ui/form/grid_settings.h"

#include "ui/form/browse_button.h"
#include "ui/form/choice_box.h"
#include "ui/form/extent_box.h"
#include "ui/form/file_field.h"
#include "ui/form/grid_text.h"
#include "ui/form/tool_tip.h"
#include "ui/form/typed_choice_box.h"
#include "ui/form/wrapped_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString extentField = u"context.extent"_s;
const QString extentSystemField = u"context.extent.spatialReference"_s;
const QString systemField = u"context.outSR"_s;
const QString cellSizeField = u"context.cellSize"_s;
const QString snapField = u"context.snapRaster"_s;
const QString maskField = u"context.mask"_s;
const QString resamplingField = u"resampling"_s;

} // namespace

GridSettings::GridSettings(QWidget *parent)
    : QWidget(parent), m_rows(*this), m_extent(new ExtentBox(this)),
      m_system(new TypedChoiceBox(tr("Coordinate system"), {}, this)),
      m_cellSize(new TypedChoiceBox(tr("Cell size"), {}, this)),
      m_snap(new FileField(FileField::Kind::SnapRaster, this)), m_mask(new FileField(FileField::Kind::Mask, this)),
      m_resampling(new ChoiceBox(tr("Resampling"), this)), m_outcome(new WrappedLabel(this))
{
    describeControls();
    addRows();
    m_outcome->setAccessibleName(tr("Resulting grid"));
    m_outcome->setQuiet();
    m_outcome->say({});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_rows.layout());
    column->addWidget(m_outcome);
    connectControls();
}

void GridSettings::describeControls()
{
    m_system->setToolTip(toolTipOf(
        tr("The coordinate system of the output: a code such as EPSG:32633, or WKT. Another one than the input's has "
           "the input resampled.")));
    showSystems(std::nullopt, {});
    m_cellSize->setToolTip(toolTipOf(
        tr("The size of the output's cells, in units of its coordinate system: one number, two as 10,20, or a raster "
           "that has the size.")));
    m_cellSize->setChoices({{QString(), tr("As the input")},
                            {u"MaxOf"_s, tr("The largest of the inputs")},
                            {u"MinOf"_s, tr("The smallest of the inputs")}});
    m_cellSize->setHint(tr("As the input"));
    m_resampling->setChoices({{u"nearest"_s, tr("Nearest neighbour")},
                              {u"bilinear"_s, tr("Bilinear")},
                              {u"cubic"_s, tr("Cubic convolution")}});
    m_resampling->setToolTip(
        tr("How the input's values get onto other cells; not used where the cells are the input's own"));
    m_resampling->setValue(RunRequest().resampling);
}

/// The line and the button that names a raster instead.
QWidget *GridSettings::cellSizeRow()
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(4);
    auto *browse = new BrowseButton(
        tr("Take the cell size of a raster"), tr("Rasters (*.tif *.tiff *.vrt *.jp2 *.img);;All files (*)"),
        [] { return QString(); }, row);
    line->addWidget(m_cellSize, 1);
    line->addWidget(browse);
    connect(browse, &BrowseButton::chosen, this, [this](const QString &path) {
        m_cellSize->setValue(path);
        Q_EMIT edited({cellSizeField, path});
    });
    return row;
}

void GridSettings::addRows()
{
    m_rows.add(tr("E&xtent"), m_extent, {extentField, extentSystemField}, m_extent->choice());
    m_rows.add(tr("Coordinate &system"), m_system, {systemField});
    m_rows.add(tr("Cell si&ze"), cellSizeRow(), {cellSizeField}, m_cellSize);
    m_rows.add(tr("S&nap raster"), m_snap, {snapField}, m_snap->edit());
    m_rows.add(tr("Mas&k"), m_mask, {maskField}, m_mask->edit());
    m_rows.add(tr("Resampl&ing"), m_resampling, {resamplingField});
}

void GridSettings::connectControls()
{
    connect(m_extent, &ExtentBox::edited, this, &GridSettings::edited);
    connect(m_extent, &ExtentBox::fromViewAsked, this, &GridSettings::extentFromViewAsked);
    connect(m_extent, &ExtentBox::changed, this, &GridSettings::ownProblemsChanged);
    connectText(*m_system, systemField);
    connectText(*m_cellSize, cellSizeField);
    connectFile(*m_snap, snapField);
    connectFile(*m_mask, maskField);
    connect(m_resampling, &ChoiceBox::chosen, this, [this](const QString &value) {
        Q_EMIT edited({resamplingField, value});
    });
}

void GridSettings::connectText(TypedChoiceBox &box, const QString &field)
{
    connect(&box, &TypedChoiceBox::typed, this, [this, field](const QString &text) {
        Q_EMIT edited({field, text, true});
    });
    connect(&box, &TypedChoiceBox::chosen, this, [this, field](const QString &text) { Q_EMIT edited({field, text}); });
}

void GridSettings::connectFile(FileField &file, const QString &field)
{
    connect(&file, &FileField::pathTyped, this, [this, field](const QString &path) {
        Q_EMIT edited({field, path, true});
    });
    connect(&file, &FileField::pathGiven, this, [this, field](const QString &path) { Q_EMIT edited({field, path}); });
}

void GridSettings::setRequest(const RunRequest &request)
{
    m_extent->setBox(request.extent, request.extentCrs);
    m_system->setValue(request.outSr);
    m_cellSize->setValue(request.cellSize);
    m_snap->edit()->setPath(request.snapRaster);
    m_mask->edit()->setPath(request.mask);
    m_resampling->setValue(request.resampling);
}

void GridSettings::showSystems(const std::optional<RasterInfo> &raster, const QString &utmZone)
{
    const QString own = raster ? raster->crsName : QString();
    const QString asInput = own.isEmpty() ? tr("As the input") : tr("As the input, %1").arg(own);
    std::vector<ChoiceBox::Choice> systems{{QString(), asInput}};
    if (!utmZone.isEmpty() && utmZone != own)
        systems.push_back({utmZone, tr("%1, metres (UTM)").arg(utmZone)});
    systems.push_back({u"EPSG:4326"_s, tr("EPSG:4326, degrees (WGS 84)")});
    systems.push_back({u"EPSG:3857"_s, tr("EPSG:3857, web maps")});
    m_system->setChoices(systems);
    m_system->setHint(own.isEmpty() ? tr("As the input") : own);
}

void GridSettings::showResolution(const Resolution &resolution)
{
    const std::optional<GridOutlook> &outlook = resolution.outlook;
    // The last raster stays until there is another.
    if (resolution.raster) {
        showSystems(resolution.raster, outlook ? outlook->utmZone : QString());
        m_extent->setRaster(resolution.raster, outlook);
    }
    m_cellSize->setHint(outlook ? cellSizeOf(*outlook) : tr("As the input"));
    m_outcome->say(outlook ? outlookText(*outlook) : QString());
}

std::vector<Problem> GridSettings::ownProblems() const
{
    const QString defect = m_extent->defect();
    if (defect.isEmpty())
        return {};
    return {{extentField, Severity::Error, defect, {{tr("Whole raster"), extentField, {}}}}};
}

} // namespace pixelscape
