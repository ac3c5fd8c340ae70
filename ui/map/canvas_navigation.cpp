#include "ui/map/canvas_navigation.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <cmath>

namespace pixelscape {

namespace {

/// Of the viewport, for one press of an arrow key, alone and with Shift.
constexpr double smallStep = 0.1;
constexpr double largeStep = 0.5;
/// Two notches of an ordinary wheel zoom by two; finer wheels and touchpads report parts of a notch.
constexpr double degreesForTwo = 30;
constexpr double eighthsOfDegree = 8;

std::optional<QPointF> direction(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(1, 0);
    case Qt::Key_Right:
        return QPointF(-1, 0);
    case Qt::Key_Up:
        return QPointF(0, 1);
    case Qt::Key_Down:
        return QPointF(0, -1);
    default:
        return {};
    }
}

} // namespace

std::optional<MapView> wheeled(const MapView &view, const QWheelEvent &event)
{
    const int turned = event.angleDelta().y();
    if (turned == 0)
        return {};
    return view.zoomedAt(event.position(), std::exp2(turned / eighthsOfDegree / degreesForTwo));
}

std::optional<MapView> keyed(const MapView &view, const QKeyEvent &event)
{
    const QPointF middle(view.viewport().width() / 2.0, view.viewport().height() / 2.0);
    if (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Equal)
        return view.zoomedAt(middle, zoomStep);
    if (event.key() == Qt::Key_Minus || event.key() == Qt::Key_Underscore)
        return view.zoomedAt(middle, 1 / zoomStep);
    const std::optional<QPointF> way = direction(event.key());
    if (!way)
        return {};
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? largeStep : smallStep;
    return view.panned({way->x() * step * view.viewport().width(), way->y() * step * view.viewport().height()});
}

} // namespace pixelscape
