#include "ui/window/map_contents.h"

#include <QFileInfo>

#include <cmath>

namespace pixelscape {

namespace {

GroundBox groundBoxAround(const RasterInfo &raster, const QRectF &cells)
{
    const double left = std::floor(cells.left());
    const double right = std::ceil(cells.right());
    const double top = std::floor(cells.top());
    const double bottom = std::ceil(cells.bottom());
    const GeoTransform transform = raster.hasGeoTransform ? raster.geoTransform : GeoTransform();
    const Point first = transform.toGround(left, top);
    GroundBox box{first.x, first.y, first.x, first.y};
    for (const Point corner :
         {transform.toGround(right, top), transform.toGround(left, bottom), transform.toGround(right, bottom)}) {
        box.xMinimum = std::min(box.xMinimum, corner.x);
        box.yMinimum = std::min(box.yMinimum, corner.y);
        box.xMaximum = std::max(box.xMaximum, corner.x);
        box.yMaximum = std::max(box.yMaximum, corner.y);
    }
    return box;
}

} // namespace

MapLayer resultLayer(const FileLook &look)
{
    MapLayer layer;
    layer.kind = LayerKind::Result;
    layer.name = QFileInfo(look.path).completeBaseName();
    layer.raster = look.raster;
    layer.opacity = resultOpacity;
    layer.classes = look.classes;
    layer.nodataPixels = look.raster.size.area();
    for (const ClassShare &share : look.classes) {
        layer.legend.push_back(share.entry);
        layer.nodataPixels -= share.pixels;
    }
    layer.nodataPixels = std::max<std::int64_t>(layer.nodataPixels, 0); // the maps of a mosaic may overlap
    return layer;
}

MapLayer probabilityLayer(const FileLook &look)
{
    MapLayer layer;
    layer.kind = LayerKind::Probability;
    layer.name = QFileInfo(look.path).completeBaseName();
    layer.raster = look.raster;
    layer.bands = {0};
    return layer;
}

void showResult(LayerStack &layers, const FileLook &look)
{
    const bool isProbability = look.kind == FileLook::Kind::Probability;
    for (const MapLayer &layer : layers.layers()) {
        if (layer.kind == (isProbability ? LayerKind::Probability : LayerKind::Result) &&
            layer.raster.path == look.path) {
            layers.setVisible(layer.id, true);
            return;
        }
    }
    layers.add(isProbability ? probabilityLayer(look) : resultLayer(look));
}

void showScene(LayerStack &layers, const RasterInfo &raster, const QString &definition)
{
    const MapLayer *shown = layers.topmost(LayerKind::Scene);
    if (shown && shown->raster.path == raster.path && shown->definition == definition)
        return;
    const int replaced = shown ? shown->id : 0;
    MapLayer scene;
    scene.kind = LayerKind::Scene;
    scene.name = QFileInfo(raster.path).completeBaseName();
    scene.raster = raster;
    scene.definition = definition;
    scene.bands = naturalColorBands(raster);
    layers.add(std::move(scene));
    layers.remove(replaced);
}

void showInput(LayerStack &layers, const Resolution &resolution)
{
    if (!resolution.raster)
        return;
    const MapLayer *shown = layers.topmost(LayerKind::Scene);
    const bool isSeenByARun =
        shown && shown->raster.path == resolution.raster->path && shown->definition != resolution.rasterDefinition;
    const bool isResampled = resolution.outlook && resolution.outlook->isResampled;
    if (!isSeenByARun || !isResampled)
        showScene(layers, *resolution.raster, resolution.rasterDefinition);
}

std::optional<GroundBox> extentOfView(const MapCanvas &canvas)
{
    const RasterInfo *raster = canvas.reference();
    if (!raster)
        return std::nullopt;
    const QRectF cells = canvas.view().visible().intersected(QRectF(0, 0, raster->size.width, raster->size.height));
    if (cells.isEmpty())
        return std::nullopt;
    return groundBoxAround(*raster, cells);
}

} // namespace pixelscape
