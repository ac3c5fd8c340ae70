#pragma once

#include "ui/map/identified.h"
#include "ui/map/layer_stack.h"
#include "ui/map/map_view.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// The map: shows the stack's layers, one over the other, and never waits for reading. The reference of its coordinates
/// is the first scene, else the topmost result; layers in the same coordinate system are laid over it by their
/// geotransforms.
class MapCanvas : public QWidget
{
    Q_OBJECT

public:
    enum class Tool { Pan, Identify };

    explicit MapCanvas(LayerStack &layers, QWidget *parent = nullptr);
    ~MapCanvas() override;

    const MapView &view() const;
    /// The raster whose pixels are the map's coordinates; null where the map is empty.
    const RasterInfo *reference() const;
    /// Whether the layer can be laid over the reference; one that cannot is not drawn.
    bool isPlaced(int layer) const;
    void setTool(Tool tool);
    Tool tool() const;

    void fit();
    /// Shows this layer whole as well, now and whenever the view is fitted.
    void fitWith(int layer);
    void oneToOne();
    void zoomIn();
    void zoomOut();
    /// True while something on screen is still being read.
    bool isReading() const;

    QSize minimumSizeHint() const override { return {240, 200}; }
    QSize sizeHint() const override { return {800, 600}; }

Q_SIGNALS:
    void viewChanged();
    /// The pointer moved to this place of the map, in map coordinates.
    void pointed(QPointF map);
    void pointerLeft();
    /// Values under the pointer (soon after pointed), and where Identify was clicked.
    void valuesRead(const pixelscape::Identified &values);
    void identified(const pixelscape::Identified &values);
    void readingChanged(bool isReading);
    /// A layer cannot be read (any more). Once for each layer and sentence.
    void failed(int layer, const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
