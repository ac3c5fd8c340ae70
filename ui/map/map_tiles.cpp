#include "ui/map/map_tiles.h"

#include "ui/map/layer_placement.h"

#include <chrono>
#include <cmath>

namespace pixelscape {

namespace {

/// A growing result is drawn anew so often at most.
constexpr std::chrono::milliseconds repaintInterval(100);

} // namespace

MapTiles::MapTiles(LayerStack &layers, QObject *parent) : QObject(parent), m_layers(layers)
{
    m_orderSoon.setSingleShot(true);
    connect(&m_orderSoon, &QTimer::timeout, this, &MapTiles::order);
    m_repaintSoon.setSingleShot(true);
    m_repaintSoon.setInterval(repaintInterval);
    connect(&m_repaintSoon, &QTimer::timeout, this, &MapTiles::repaintDirty);

    connect(&m_reader, &MapReader::tileRead, this, &MapTiles::onTileRead);
    connect(&m_reader, &MapReader::tileBegun, this, &MapTiles::onTileBegun);
    connect(&m_reader, &MapReader::tileFailed, this, &MapTiles::onTileFailed);
    connect(&m_reader, &MapReader::pointRead, this, &MapTiles::pointRead);
    connect(&m_reader, &MapReader::valuesFailed, this, &MapTiles::report);
    followLayers();
    sendLayers();
    m_reader.start();
}

void MapTiles::followLayers()
{
    connect(&m_layers, &LayerStack::added, this, &MapTiles::sendLayers);
    connect(&m_layers, &LayerStack::restyled, this, &MapTiles::sendLayers);
    connect(&m_layers, &LayerStack::removed, this, [this](int id) {
        m_cache.remove(id);
        forget(id);
        sendLayers();
    });
    connect(&m_layers, &LayerStack::repainted, this, [this](int id) {
        m_cache.expire(id);
        forget(id);
        sendLayers();
    });
    connect(&m_layers, &LayerStack::painted, this, &MapTiles::onPainted);
}

/// What was said and counted of a layer holds no more.
void MapTiles::forget(int layer)
{
    m_orders.renew(layer);
    m_dirty.remove(layer);
    m_reported.remove(layer);
}

void MapTiles::sendLayers()
{
    m_reader.mailbox().setLayers(m_layers.layers());
    m_orderSoon.start();
    Q_EMIT changed();
}

void MapTiles::show(const Screen &screen)
{
    m_screen = screen;
    m_orderSoon.start();
}

void MapTiles::order()
{
    m_orderSoon.stop();
    const std::vector<ScreenLayer> layers = screenLayers(m_layers, m_screen);
    m_reader.mailbox().setTiles(m_orders.replace(missingTiles(layers, m_screen, m_cache)));
    const bool isBusy = !m_orders.isEmpty();
    if (isBusy != std::exchange(m_wasReading, isBusy))
        Q_EMIT readingChanged(isBusy);
}

void MapTiles::onPainted(int layer, const LiveUpdate &update)
{
    const MapLayer *live = m_layers.find(layer);
    if (!live || !live->live)
        return;
    m_reader.mailbox().paint({layer, update});
    const int by = live->live->reduction;
    for (const LivePiece &piece : update.pieces)
        m_dirty[layer].push_back(
            {piece.place.x * by, piece.place.y * by, piece.place.width * by, piece.place.height * by});
    if (!m_repaintSoon.isActive())
        m_repaintSoon.start();
}

void MapTiles::repaintDirty()
{
    for (auto dirty = m_dirty.cbegin(); dirty != m_dirty.cend(); ++dirty) {
        const MapLayer *layer = m_layers.find(dirty.key());
        if (!layer)
            continue;
        for (const PixelRect &window : dirty.value()) {
            m_cache.expire(dirty.key(), window, layer->raster.size);
            m_orders.renew(dirty.key(), window, layer->raster.size);
        }
    }
    m_dirty.clear();
    order();
}

void MapTiles::onTileRead(const TileRequest &request, const QImage &image)
{
    // A tile whose order has been renewed is better than nothing meanwhile; one that was given up may be of a layer
    // that is gone.
    if (!m_orders.isWanted(request.key))
        return;
    const bool isCurrent = m_orders.settle(request);
    if (request.isSketch)
        m_cache.insert(request.key, {image, false, false, false, true});
    else
        m_cache.insert(request.key, {image, isCurrent});
    Q_EMIT changed();
    if (m_orders.isEmpty())
        order();
}

/// A part is better than nothing, but not better than all of it, old or coarse.
void MapTiles::onTileBegun(const TileRequest &request, const QImage &image)
{
    const MapLayer *layer = m_layers.find(request.key.layer);
    if (!layer || !m_orders.isWanted(request.key))
        return;
    const Tile *shown = m_cache.find(request.key);
    TileKey ancestor;
    const int coarsest = TileGrid(layer->raster.size).coarsestLevel();
    const Tile *better = shown ? shown : m_cache.findAncestor(request.key, coarsest, ancestor);
    if (better && better->isWhole() && !better->isSketch)
        return;
    m_cache.insert(request.key, {image, false, false, true});
    Q_EMIT changed();
}

void MapTiles::onTileFailed(const TileRequest &request, const QString &sentence)
{
    report(request.key.layer, sentence);
    if (!m_orders.settle(request))
        return;
    m_cache.insertMissing(request.key);
    if (m_orders.isEmpty())
        order();
}

/// One sentence for a layer: every further tile would say the same.
void MapTiles::report(int layer, const QString &sentence)
{
    if (!m_layers.find(layer) || m_reported.contains(layer))
        return;
    m_reported.insert(layer);
    Q_EMIT failed(layer, sentence);
}

void MapTiles::askPoint(QPointF map, bool isClick)
{
    const MapLayer *reference = referenceLayer(m_layers);
    if (!reference)
        return;
    PointRequest request{isClick, int(std::floor(map.x())), int(std::floor(map.y())), {}};
    for (const MapLayer &layer : m_layers.layers()) {
        const auto placement = layerPlacement(*reference, layer);
        if (!layer.isVisible || !placement)
            continue;
        const QPointF pixel = placement->inverted().map(map);
        const int x = int(std::floor(pixel.x()));
        const int y = int(std::floor(pixel.y()));
        if (PixelRect{0, 0, layer.raster.size.width, layer.raster.size.height}.contains({x, y, 1, 1}))
            request.pixels.push_back({layer.id, x, y});
    }
    m_reader.mailbox().ask(std::move(request));
}

} // namespace pixelscape
