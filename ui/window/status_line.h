#pragma once

#include "ui/map/map_canvas.h"

#include <QWidget>

class QLabel;

namespace pixelscape {

/// Where the pointer is on the map and what is there: coordinates, coordinate system, scale, row and column, raw
/// values, class.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(const MapCanvas &canvas, QWidget *parent = nullptr);

private:
    void showPlace(QPointF map);
    void showScale();
    void showValues(const Identified &values);
    void clear();

    const MapCanvas &m_canvas;
    QLabel *m_place;
    QLabel *m_system;
    QLabel *m_scale;
    QLabel *m_values;
};

} // namespace pixelscape
