#include "ui/layers/layer_box.h"

#include "ui/layers/band_choice.h"
#include "ui/layers/elided_controls.h"
#include "ui/layers/grey_ramp.h"
#include "ui/layers/legend_view.h"
#include "ui/layers/opacity_slider.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

LayerBox::LayerBox(LayerStack &layers, int layer, const QString &subject, QWidget *parent)
    : QFrame(parent), m_layers(layers), m_layer(layer), m_visible(new ElidedCheckBox(this)),
      m_remove(new QToolButton(this)), m_opacity(new OpacitySlider(this))
{
    setFrameShape(StyledPanel);
    // The panel is narrow: what width there is belongs to the figures.
    const int margin = style()->pixelMetric(QStyle::PM_LayoutLeftMargin) / 2;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    addHead();
    layout()->addWidget(m_opacity);
    if (const MapLayer *shown = m_layers.find(m_layer))
        addContent(*shown);
    setSubject(subject);
    refresh();
    connect(m_visible, &QCheckBox::toggled, this, [this](bool on) { m_layers.setVisible(m_layer, on); });
    connect(m_opacity, &OpacitySlider::opacityAsked, this,
            [this](double opacity) { m_layers.setOpacity(m_layer, opacity); });
    // Queued: the button is deleted by what it asks for.
    connect(
        m_remove, &QToolButton::clicked, this, [this] { m_layers.remove(m_layer); }, Qt::QueuedConnection);
}

void LayerBox::addHead()
{
    m_remove->setIcon(icon(u"close"_s));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    auto *head = new QHBoxLayout;
    head->addWidget(m_visible, 1);
    head->addWidget(m_remove);
    static_cast<QVBoxLayout *>(layout())->addLayout(head);
}

void LayerBox::addContent(const MapLayer &layer)
{
    if (layer.kind == LayerKind::Probability) {
        layout()->addWidget(new GreyRamp(this));
    } else if (layer.kind != LayerKind::Scene) {
        m_legend = new LegendView(m_layers, m_layer, this);
        layout()->addWidget(m_legend);
    } else if (!layer.raster.bands.empty()) {
        m_bands = new BandChoice(layer.raster, this);
        layout()->addWidget(m_bands);
        connect(m_bands, &BandChoice::bandsAsked, this,
                [this](const std::vector<int> &bands) { m_layers.setBands(m_layer, bands); });
    }
}

void LayerBox::setSubject(const QString &subject)
{
    m_subject = subject;
    m_visible->setAccessibleName(tr("Show %1").arg(m_subject));
    m_remove->setAccessibleName(tr("Remove layer %1").arg(m_subject));
    m_opacity->setSubject(m_subject);
    if (m_bands)
        m_bands->setSubject(m_subject);
    if (m_legend)
        m_legend->setSubject(m_subject);
}

void LayerBox::refresh()
{
    const MapLayer *layer = m_layers.find(m_layer);
    if (!layer)
        return;
    m_name = layer->name;
    m_visible->setName(m_name);
    m_visible->setToolTip(layer->raster.path.isEmpty() ? m_name : layer->raster.path);
    m_visible->setChecked(layer->isVisible);
    m_opacity->setOpacity(layer->opacity);
    m_remove->setVisible(layer->kind != LayerKind::Scene);
    m_remove->setEnabled(layer->isFinished);
    m_remove->setToolTip(layer->isFinished ? tr("Takes the layer off the map; its file stays")
                                           : tr("The run still paints this layer; cancel it first"));
    if (m_bands)
        m_bands->setBands(layer->bands);
    if (m_legend)
        m_legend->showHidden();
}

void LayerBox::refreshFigures()
{
    if (m_legend)
        m_legend->refreshFigures();
}

} // namespace pixelscape
