#include "ui/layers/swatch_delegate.h"

#include "ui/layers/legend_model.h"

#include <QPainter>

namespace pixelscape {

namespace {

QPen outlinePen(const QPalette &palette)
{
    return QPen(palette.color(QPalette::Active, QPalette::PlaceholderText), 1);
}

QPixmap swatch(const QColor &color, int side, const QStyleOptionViewItem &option)
{
    const double scale = option.widget ? option.widget->devicePixelRatioF() : 1;
    QPixmap pixmap(QSize(side, side) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(color);
    QPainter painter(&pixmap);
    painter.setPen(outlinePen(option.palette));
    painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1));
    return pixmap;
}

} // namespace

void SwatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    if (!cell.features.testFlag(QStyleOptionViewItem::HasCheckIndicator) || !cell.widget)
        return;
    // An empty box of the style can hardly be seen on a dark table.
    const QRect box = cell.widget->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &cell, cell.widget);
    painter->setPen(outlinePen(cell.palette));
    painter->drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5));
}

void SwatchDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant color = index.data(LegendModel::ColorRole);
    if (!color.isValid())
        return;
    const int side = option->fontMetrics.ascent() + option->fontMetrics.descent() / 2;
    const QPixmap drawn = swatch(color.value<QColor>(), side, *option);
    // The same in every mode: a selected row must not tint the colour.
    option->icon = QIcon();
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Active, QIcon::Disabled})
        option->icon.addPixmap(drawn, mode);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {side, side};
}

} // namespace pixelscape
