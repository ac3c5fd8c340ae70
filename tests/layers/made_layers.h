#pragma once

#include "ui/map/layer_stack.h"

namespace pixelscape {

using namespace Qt::StringLiterals;

/// A scene with a band for each name.
inline MapLayer sceneLayer(const QString &name, const QStringList &bandNames, const std::vector<int> &bands)
{
    MapLayer layer;
    layer.kind = LayerKind::Scene;
    layer.name = name;
    layer.raster.path = u"/data/"_s + name + u".tif"_s;
    layer.raster.size = {100, 100};
    for (const QString &band : bandNames)
        layer.raster.bands.push_back({band, u"Byte"_s, 8, false, false, {}});
    layer.bands = bands;
    return layer;
}

/// 10,000 pixels: 1 Water 1,000, 2 Forest 6,000, 5 Built-up 1,000, NoData 500, the rest not yet classified. A pixel has
/// 100 square metres.
inline MapLayer liveLayer(const QString &name)
{
    MapLayer layer;
    layer.kind = LayerKind::LiveResult;
    layer.name = name;
    layer.raster.path = u"/data/out/"_s + name + u".tif"_s;
    layer.raster.size = {100, 100};
    layer.legend = {{1, u"Water"_s, {0, 0, 200}}, {2, u"Forest"_s, {0, 120, 0}}, {5, u"Built-up"_s, {200, 0, 0}}};
    layer.classes = {{layer.legend[0], 1000, 1e5}, {layer.legend[1], 6000, 6e5}, {layer.legend[2], 1000, 1e5}};
    layer.nodataPixels = 500;
    layer.isFinished = false;
    return layer;
}

/// The same when all is classified: what was missing is built-up.
inline MapLayer resultLayer(const QString &name)
{
    MapLayer layer = liveLayer(name);
    layer.kind = LayerKind::Result;
    layer.isFinished = true;
    layer.classes[2].pixels = 2500;
    layer.classes[2].squareMetres = 2.5e5;
    return layer;
}

} // namespace pixelscape
