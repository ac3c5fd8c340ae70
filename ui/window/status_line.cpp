#include "ui/window/status_line.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace pixelscape {

namespace {

/// Degrees need more digits than metres.
int decimalsFor(const RasterInfo &raster)
{
    const double cell = std::max(std::abs(raster.geoTransform.c[1]), std::abs(raster.geoTransform.c[2]));
    return cell > 0 ? std::clamp(int(std::ceil(-std::log10(cell))) + 1, 0, 8) : 2;
}

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setAccessibleName(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

} // namespace

StatusLine::StatusLine(const MapCanvas &canvas, QWidget *parent)
    : QWidget(parent), m_canvas(canvas), m_place(makeLabel(tr("Place under the pointer"), this)),
      m_system(makeLabel(tr("Coordinate system"), this)), m_scale(makeLabel(tr("Scale of the map"), this)),
      m_values(makeLabel(tr("Values under the pointer"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(14);
    for (QLabel *label : {m_system, m_scale, m_place, m_values})
        row->addWidget(label);
    row->addStretch();
    // The figures change with every move; the line must not push the window's width.
    m_values->setMinimumWidth(1);
    m_values->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->setStretchFactor(m_values, 1);
    connect(&canvas, &MapCanvas::pointed, this, &StatusLine::showPlace);
    connect(&canvas, &MapCanvas::pointerLeft, this, &StatusLine::clear);
    connect(&canvas, &MapCanvas::valuesRead, this, &StatusLine::showValues);
    connect(&canvas, &MapCanvas::viewChanged, this, &StatusLine::showScale);
    showScale();
}

void StatusLine::showPlace(QPointF map)
{
    const RasterInfo *raster = m_canvas.reference();
    if (!raster)
        return;
    const int column = int(std::floor(map.x()));
    const int row = int(std::floor(map.y()));
    const bool isInside = column >= 0 && row >= 0 && column < raster->size.width && row < raster->size.height;
    QString text;
    if (raster->hasGeoTransform) {
        const Point ground = raster->geoTransform.toGround(map.x(), map.y());
        const int decimals = decimalsFor(*raster);
        text = tr("%1, %2").arg(ground.x, 0, 'f', decimals).arg(ground.y, 0, 'f', decimals);
    }
    if (isInside)
        text += (text.isEmpty() ? QString() : QStringLiteral("  ·  ")) + tr("row %1, column %2").arg(row).arg(column);
    m_place->setText(text);
    if (!isInside)
        m_values->clear();
}

void StatusLine::showScale()
{
    const RasterInfo *raster = m_canvas.reference();
    if (!raster) {
        for (QLabel *label : {m_place, m_system, m_scale, m_values})
            label->clear();
        return;
    }
    m_system->setText(raster->crsName.isEmpty() ? tr("No coordinate system") : raster->crsName);
    const double percent = 100 * m_canvas.view().scale() * m_canvas.devicePixelRatioF();
    m_scale->setText(percent >= 10 ? tr("%1 %").arg(percent, 0, 'f', 0) : tr("%1 %").arg(percent, 0, 'g', 2));
    m_scale->setToolTip(tr("100 %: one pixel of the raster for one of the screen"));
}

void StatusLine::showValues(const Identified &values)
{
    QStringList parts;
    for (auto layer = values.layers.rbegin(); layer != values.layers.rend(); ++layer) {
        QStringList texts;
        for (const auto &[name, value] : layer->values)
            texts << value;
        parts << (texts.size() > 1 ? QStringLiteral("[%1]").arg(texts.join(u' ')) : texts.join(u' '));
    }
    m_values->setText(parts.join(QStringLiteral("  ·  ")));
}

void StatusLine::clear()
{
    m_place->clear();
    m_values->clear();
}

} // namespace pixelscape
