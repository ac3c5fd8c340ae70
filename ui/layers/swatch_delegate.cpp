#include "ui/layers/swatch_delegate.h"

#include "ui/layers/legend_model.h"

#include <QPainter>

namespace pixelscape {

namespace {

QPixmap swatch(const QColor &color, int side, const QStyleOptionViewItem &option)
{
    const double scale = option.widget ? option.widget->devicePixelRatioF() : 1;
    QPixmap pixmap(QSize(side, side) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(color);
    QPainter painter(&pixmap);
    painter.setPen(QPen(option.palette.color(QPalette::Active, QPalette::Mid), 1));
    painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1));
    return pixmap;
}

} // namespace

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
