#pragma once

#include "ui/layers/legend_model.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace pixelscape {

class ClassTable;

/// The legend of one result: its classes with their switches, what is still missing, and what can be done with the
/// table.
class LegendView : public QWidget
{
    Q_OBJECT

public:
    LegendView(LayerStack &layers, int layer, QWidget *parent = nullptr);

    void setSubject(const QString &name);
    /// Shows the layer's new figures, a few times a second at most.
    void refreshFigures();
    void showHidden();

private:
    void showFigures();
    void addMenu();

    LayerStack &m_layers;
    int m_layer;
    LegendModel m_model{true};
    ClassTable *m_table;
    QLabel *m_quiet;
    QToolButton *m_menuButton;
    QTimer m_pause; ///< runs between two refreshes
    bool m_isStale = false;
};

} // namespace pixelscape
