#pragma once

#include "ui/map/map_canvas.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace pixelscape {

/// What was found where Identify was clicked: each layer with its raw values, a result with value and class name.
class IdentifyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit IdentifyPanel(const MapCanvas &canvas, QWidget *parent = nullptr);

private:
    void show(const Identified &values);

    const MapCanvas &m_canvas;
    QLabel *m_place;
    QTreeWidget *m_tree;
};

} // namespace pixelscape
