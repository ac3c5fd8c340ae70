#include "ui/window/identify_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace pixelscape {

IdentifyPanel::IdentifyPanel(const MapCanvas &canvas, QWidget *parent)
    : QWidget(parent), m_canvas(canvas), m_place(new QLabel(this)), m_tree(new QTreeWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    m_place->setWordWrap(true);
    m_place->setAccessibleName(tr("Identified place"));
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setText(tr("Choose Identify and click on the map."));
    m_tree->setAccessibleName(tr("Identified values"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Band"), tr("Value")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setRootIsDecorated(false);
    column->addWidget(m_place);
    column->addWidget(m_tree, 1);
    connect(&canvas, &MapCanvas::identified, this, &IdentifyPanel::show);
}

void IdentifyPanel::show(const Identified &values)
{
    QString place = tr("Row %1, column %2").arg(values.row).arg(values.column);
    const RasterInfo *raster = m_canvas.reference();
    if (raster && raster->hasGeoTransform) {
        const Point ground = raster->geoTransform.toGround(values.column + 0.5, values.row + 0.5);
        place += tr(", centre %1, %2").arg(ground.x, 0, 'f', 3).arg(ground.y, 0, 'f', 3);
    }
    m_place->setText(place);
    m_tree->clear();
    for (const IdentifiedLayer &layer : values.layers) {
        auto *top = new QTreeWidgetItem(m_tree, {layer.name});
        top->setFirstColumnSpanned(true);
        QFont bold = top->font(0);
        bold.setBold(true);
        top->setFont(0, bold);
        for (const auto &[name, value] : layer.values)
            new QTreeWidgetItem(top, {name, value});
        top->setExpanded(true);
    }
}

} // namespace pixelscape
