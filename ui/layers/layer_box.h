#pragma once

#include "ui/map/layer_stack.h"

#include <QFrame>

class QToolButton;

namespace pixelscape {

class BandChoice;
class ElidedCheckBox;
class LegendView;
class OpacitySlider;

/// One layer in the list: its switch, its opacity, and its bands or its legend.
class LayerBox : public QFrame
{
    Q_OBJECT

public:
    /// `subject`: what its controls are called after; the layer's name where no other layer has that.
    LayerBox(LayerStack &layers, int layer, const QString &subject, QWidget *parent = nullptr);

    int layer() const { return m_layer; }
    /// As the layer is called, and as its controls are.
    const QString &name() const { return m_name; }
    const QString &subject() const { return m_subject; }
    void setSubject(const QString &subject);

    /// Shows what the layer is now.
    void refresh();
    void refreshFigures();

private:
    void addHead();
    void addContent(const MapLayer &layer);

    LayerStack &m_layers;
    int m_layer;
    QString m_name;
    QString m_subject;
    ElidedCheckBox *m_visible;
    QToolButton *m_remove;
    OpacitySlider *m_opacity;
    BandChoice *m_bands = nullptr;
    LegendView *m_legend = nullptr;
};

} // namespace pixelscape
