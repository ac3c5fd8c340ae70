#include "ui/map/screen_layers.h"

#include "ui/map/layer_placement.h"

#include <QSet>

#include <algorithm>
#include <bit>

namespace pixelscape {

namespace {

/// A raster of so many pixels is read whole at once.
constexpr std::int64_t smallRaster = 4 << 20;
/// A coarse tile stands for 8 x 8 sharp ones.
constexpr int coarserBy = 3;

std::int64_t tileBytes(const std::vector<ScreenLayer> &layers, const Screen &screen)
{
    constexpr std::int64_t bytes = std::int64_t(TileGrid::tileSide) * TileGrid::tileSide * 4;
    std::int64_t sum = 0;
    for (const ScreenLayer &on : layers)
        sum += bytes * std::int64_t(on.grid.tilesOn(screen.deviceRect(), on.toDevice, 0, on.level).size());
    return sum;
}

bool coarsen(std::vector<ScreenLayer> &layers)
{
    bool isCoarser = false;
    for (ScreenLayer &on : layers) {
        if (on.level == on.grid.coarsestLevel())
            continue;
        ++on.level;
        isCoarser = true;
    }
    return isCoarser;
}

/// A reduced map has nothing to show between its pixels.
int finestLevel(const MapLayer &layer)
{
    return layer.live ? std::bit_width(unsigned(std::max(layer.live->reduction, 1))) - 1 : 0;
}

bool isCoarseCheap(const MapLayer &layer)
{
    return layer.raster.overviews > 0 || layer.raster.size.area() <= smallRaster;
}

/// Collects requests, each tile once.
class Wanted
{
public:
    void add(const TileKey &key, bool isQuick, bool isSketch = false)
    {
        if (m_known.contains(key))
            return;
        m_known.insert(key);
        m_requests.push_back({key, 0, isQuick, isSketch});
    }
    const std::vector<TileRequest> &requests() const { return m_requests; }

private:
    QSet<TileKey> m_known;
    std::vector<TileRequest> m_requests;
};

} // namespace

QTransform Screen::fromMap() const
{
    const double scale = view.scale() * devicePixelRatio;
    const QPointF origin = view.toScreen({0, 0}) * devicePixelRatio;
    return {scale, 0, 0, scale, origin.x(), origin.y()};
}

std::vector<ScreenLayer> screenLayers(const LayerStack &layers, const Screen &screen, std::int64_t cacheBytes)
{
    const MapLayer *reference = referenceLayer(layers);
    std::vector<ScreenLayer> found;
    for (const MapLayer &layer : layers.layers()) {
        const auto placement = layerPlacement(*reference, layer);
        if (!layer.isVisible || layer.opacity == 0 || !placement)
            continue;
        ScreenLayer on{&layer, TileGrid(layer.raster.size), *placement * screen.fromMap()};
        on.level = std::clamp(on.grid.levelFor(on.toDevice), std::min(finestLevel(layer), on.grid.coarsestLevel()),
                              on.grid.coarsestLevel());
        found.push_back(on);
    }
    while (tileBytes(found, screen) > cacheBytes * 2 / 3 && coarsen(found)) {
    }
    return found;
}

std::vector<TileRequest> missingTiles(const std::vector<ScreenLayer> &layers, const Screen &screen,
                                      const TileCache &cache)
{
    Wanted quick;
    Wanted coarse;
    Wanted sharp;
    for (const ScreenLayer &on : layers) {
        const bool isQuick = on.layer->kind == LayerKind::LiveResult;
        const int coarsest = on.grid.coarsestLevel();
        for (const TileKey &key : on.grid.tilesOn(screen.deviceRect(), on.toDevice, on.layer->id, on.level)) {
            if (cache.isSettled(key))
                continue;
            (isQuick ? quick : sharp).add(key, isQuick);
            TileKey ancestor;
            const bool hasNothing = !cache.find(key) && !cache.findAncestor(key, coarsest, ancestor);
            if (isQuick || on.level == coarsest || !hasNothing)
                continue;
            if (isCoarseCheap(*on.layer))
                coarse.add(key.ancestor(std::min(on.level + coarserBy, coarsest)), false);
            else
                coarse.add(key.ancestor(coarsest), false, true);
        }
    }
    std::vector<TileRequest> all = quick.requests();
    for (const Wanted *pass : {&coarse, &sharp})
        all.insert(all.end(), pass->requests().begin(), pass->requests().end());
    return all;
}

} // namespace pixelscape
