#pragma once

#include "ui/map/layer_stack.h"
#include "ui/map/map_view.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_grid.h"

#include <QTransform>

#include <vector>

namespace pixelscape {

/// A layer as it lies on the screen.
struct ScreenLayer
{
    const MapLayer *layer = nullptr; ///< of the stack, until the stack changes
    TileGrid grid;
    QTransform toDevice; ///< from the layer's pixels to the screen's device pixels
    int level = 0;       ///< of the tiles to be shown
};

/// The view with the size of its pixels.
struct Screen
{
    MapView view;
    double devicePixelRatio = 1;

    QRectF deviceRect() const
    {
        return {0, 0, view.viewport().width() * devicePixelRatio, view.viewport().height() * devicePixelRatio};
    }
    /// From the map's coordinates to device pixels.
    QTransform fromMap() const;
};

/// The visible layers that can be placed, topmost first. Their tiles on the screen take no more than two thirds of
/// `cacheBytes`: on a screen of very many pixels they are coarser.
std::vector<ScreenLayer> screenLayers(const LayerStack &layers, const Screen &screen,
                                      std::int64_t cacheBytes = TileCache::mostBytes);

/// What has to be read for the screen and is not in the cache, in the order in which it is wanted: what is made from
/// memory, then coarse tiles where they are cheap and nothing else is there to be shown, then the sharp ones from the
/// middle outward.
std::vector<TileRequest> missingTiles(const std::vector<ScreenLayer> &layers, const Screen &screen,
                                      const TileCache &cache);

} // namespace pixelscape
