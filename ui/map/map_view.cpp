#include "ui/map/map_view.h"

#include <algorithm>

namespace pixelscape {

namespace {

/// Screen pixels for one raster pixel at most; one can see each pixel clearly long before.
constexpr double closest = 64;
/// How much smaller than the whole map in view it may become.
constexpr double farthest = 0.5;

/// The scale at which all of `content` is seen, and no more.
double fittingScale(QSize viewport, const QRectF &content)
{
    if (viewport.isEmpty() || content.isEmpty())
        return 1;
    return std::min({viewport.width() / content.width(), viewport.height() / content.height(), closest});
}

QPointF middle(QSize viewport)
{
    return {viewport.width() / 2.0, viewport.height() / 2.0};
}

} // namespace

QPointF MapView::toScreen(QPointF map) const
{
    return (map - m_centre) * m_scale + middle(m_viewport);
}

QPointF MapView::toMap(QPointF screen) const
{
    return (screen - middle(m_viewport)) / m_scale + m_centre;
}

QRectF MapView::visible() const
{
    return {toMap({0, 0}), toMap({double(m_viewport.width()), double(m_viewport.height())})};
}

MapView MapView::fitted() const
{
    MapView view = *this;
    view.m_centre = m_content.center();
    view.m_scale = fittingScale(m_viewport, m_content);
    return view;
}

MapView MapView::oneToOne(double devicePixelRatio) const
{
    MapView view = *this;
    view.m_scale = 1 / devicePixelRatio;
    return view.limited();
}

MapView MapView::zoomedAt(QPointF screen, double factor) const
{
    MapView view = *this;
    view.m_scale = m_scale * factor;
    view = view.limited();
    view.m_centre = toMap(screen) - (screen - middle(m_viewport)) / view.m_scale;
    return view.limited();
}

MapView MapView::panned(QPointF screenDelta) const
{
    return centredOn(m_centre - screenDelta / m_scale);
}

MapView MapView::centredOn(QPointF map) const
{
    MapView view = *this;
    view.m_centre = map;
    return view.limited();
}

MapView MapView::resized(QSize viewport) const
{
    MapView view = *this;
    view.m_viewport = viewport;
    return view.limited();
}

MapView MapView::withContent(QRectF content) const
{
    MapView view = *this;
    view.m_content = content;
    return view.limited();
}

/// The scale within its bounds and the centre on the map, so that one never loses the map from sight.
MapView MapView::limited() const
{
    if (m_viewport.isEmpty() || m_content.isEmpty())
        return *this;
    MapView view = *this;
    view.m_scale = std::clamp(m_scale, fittingScale(m_viewport, m_content) * farthest, closest);
    view.m_centre = {std::clamp(m_centre.x(), m_content.left(), m_content.right()),
                     std::clamp(m_centre.y(), m_content.top(), m_content.bottom())};
    return view;
}

} // namespace pixelscape
