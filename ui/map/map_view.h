#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>

namespace pixelscape {

/// What part of the map is on screen. Map coordinates are columns and rows of the reference raster (the input), y down;
/// screen coordinates are the canvas' device-independent pixels. A value: every change gives another view.
class MapView
{
public:
    MapView() = default;
    /// `content`: the map's whole extent, which bounds how far one can go.
    MapView(QSize viewport, QRectF content) : m_viewport(viewport), m_content(content) {}

    QSize viewport() const { return m_viewport; }
    QRectF content() const { return m_content; }
    QPointF centre() const { return m_centre; }
    /// Screen pixels per map pixel.
    double scale() const { return m_scale; }

    QPointF toScreen(QPointF map) const;
    QPointF toMap(QPointF screen) const;
    /// The part of the map that is on screen; reaches beyond the content where that is smaller.
    QRectF visible() const;

    MapView fitted() const;
    /// One raster pixel for one pixel of the screen; `devicePixelRatio` of the screen.
    MapView oneToOne(double devicePixelRatio) const;
    /// The map point under `screen` stays where it is.
    MapView zoomedAt(QPointF screen, double factor) const;
    MapView panned(QPointF screenDelta) const;
    MapView centredOn(QPointF map) const;
    MapView resized(QSize viewport) const;
    MapView withContent(QRectF content) const;

    bool operator==(const MapView &) const = default;

private:
    MapView limited() const;

    QSize m_viewport;
    QRectF m_content;
    QPointF m_centre;
    double m_scale = 1;
};

} // namespace pixelscape
