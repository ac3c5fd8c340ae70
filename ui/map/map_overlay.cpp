#include "ui/map/map_overlay.h"

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace pixelscape {

namespace {

/// Seen on dark and on bright pixels alike, in a dark and in a light palette: a light line with a dark rim.
template <typename Draw> void drawRimmed(QPainter &painter, const QPalette &palette, const Draw &draw)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const bool isDark = base.lightness() < text.lightness();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(isDark ? base : text, 4));
    draw();
    painter.setPen(QPen(isDark ? text : base, 2));
    draw();
}

void paintMark(QPainter &painter, const QPalette &palette, const MapView &view, QPoint pixel)
{
    constexpr double smallest = 12;
    const double side = std::max(view.scale(), smallest);
    QRectF box(0, 0, side, side);
    box.moveCenter(view.toScreen(QPointF(pixel) + QPointF(0.5, 0.5)));
    drawRimmed(painter, palette, [&] { painter.drawRect(box); });
}

void paintCentre(QPainter &painter, const QPalette &palette, QPointF middle)
{
    constexpr double arm = 9;
    drawRimmed(painter, palette, [&] {
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
    });
}

void paintReading(QPainter &painter, const QWidget &canvas)
{
    const QString text = QCoreApplication::translate("MapOverlay", "Reading…");
    const QFontMetrics metrics = canvas.fontMetrics();
    const int gap = metrics.height() / 3;
    QRect box(0, 0, metrics.horizontalAdvance(text) + 4 * gap, metrics.height() + 2 * gap);
    box.moveBottomLeft(canvas.rect().bottomLeft() + QPoint(3 * gap, -3 * gap));
    painter.setPen(canvas.palette().color(QPalette::Mid));
    painter.setBrush(canvas.palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), gap, gap);
    painter.setPen(canvas.palette().color(QPalette::WindowText));
    painter.drawText(box, Qt::AlignCenter, text);
}

void paintFocus(QPainter &painter, const QWidget &canvas)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(canvas.palette().color(QPalette::Highlight), 2));
    painter.drawRect(QRectF(canvas.rect()).adjusted(1, 1, -1, -1));
}

} // namespace

void MapOverlay::paint(QPainter &painter, const QWidget &canvas, const MapView &view) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (marked)
        paintMark(painter, canvas.palette(), view, *marked);
    if (showsCentre)
        paintCentre(painter, canvas.palette(), QRectF(canvas.rect()).center());
    if (showsReading)
        paintReading(painter, canvas);
    if (canvas.hasFocus())
        paintFocus(painter, canvas);
    painter.restore();
}

} // namespace pixelscape
