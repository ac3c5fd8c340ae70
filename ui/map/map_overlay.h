#pragma once

#include "ui/map/map_view.h"

#include <QPoint>

#include <optional>

class QPainter;
class QWidget;

namespace pixelscape {

/// What is drawn over the layers: the mark of the identified pixel, the place where Enter identifies, a hint that
/// something is still being read, and the frame that shows the focus.
struct MapOverlay
{
    std::optional<QPoint> marked; ///< column and row of the map
    bool showsCentre = false;
    bool showsReading = false;

    void paint(QPainter &painter, const QWidget &canvas, const MapView &view) const;
};

} // namespace pixelscape
