#pragma once

#include "core/raster/gdal_raster_source.h"
#include "ui/map/map_canvas.h"

#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

namespace pixelscape {

inline MapLayer sceneLayer(const QString &path)
{
    MapLayer layer;
    layer.name = QStringLiteral("scene");
    layer.raster = GdalRasterSource(path).info();
    return layer;
}

inline MapLayer resultLayer(const QString &path, const ClassLegend &legend)
{
    MapLayer layer = sceneLayer(path);
    layer.kind = LayerKind::Result;
    layer.name = QStringLiteral("result");
    layer.legend = legend;
    return layer;
}

/// A map on the (invisible) screen.
struct ShownMap
{
    explicit ShownMap(QSize size)
    {
        canvas.resize(size);
        canvas.show();
        if (!QTest::qWaitForWindowExposed(&canvas))
            qFatal("the map was not shown");
    }

    /// What is seen when all is read.
    QImage picture()
    {
        if (!QTest::qWaitFor([this] { return !canvas.isReading(); }, 20000))
            qFatal("the map was not read");
        return canvas.grab().toImage();
    }
    /// In the middle of a pixel of the map.
    QColor colorOf(int column, int row)
    {
        const QImage shown = picture();
        const QPointF place = canvas.view().toScreen(QPointF(column + 0.5, row + 0.5)) * shown.devicePixelRatio();
        return shown.pixelColor(int(place.x()), int(place.y()));
    }
    /// As the user moves it; where the system's own pointer is does not matter.
    void movePointer(QPoint to, Qt::MouseButtons pressed = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, canvas.mapToGlobal(to), Qt::NoButton, pressed, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }
    QColor background() const { return canvas.palette().color(QPalette::Window); }

    LayerStack layers;
    MapCanvas canvas{layers};
};

} // namespace pixelscape
