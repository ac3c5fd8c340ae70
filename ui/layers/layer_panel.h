#pragma once

#include "ui/map/layer_stack.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// The list of layers, topmost first, each with its switch and opacity; under a result its legend, under a scene the
/// choice of bands.
class LayerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LayerPanel(LayerStack &layers, QWidget *parent = nullptr);
    ~LayerPanel() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
