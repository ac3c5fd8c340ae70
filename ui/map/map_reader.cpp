#include "ui/map/map_reader.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "ui/map/map_sketch.h"
#include "ui/map/tile_grid.h"

#include <QPainter>

#include <algorithm>

namespace pixelscape {

namespace {

/// A tile that takes long is shown so often while it grows, in seconds.
constexpr double showInterval = 0.1;

/// Whether what was opened for one layer serves the other: the same pixels, whatever their style.
bool haveSameSource(const MapLayer &a, const MapLayer &b)
{
    return a.kind == b.kind && a.raster.path == b.raster.path;
}

} // namespace

MapReader::~MapReader()
{
    m_mailbox.stop();
    wait();
}

void MapReader::run()
{
    while (const std::optional<ReadTask> task = m_mailbox.take()) {
        m_retired.clear();
        adoptLayers();
        carryOut(*task);
    }
    m_retired.clear();
    m_open.clear();
}

void MapReader::adoptLayers()
{
    const std::optional<std::vector<MapLayer>> layers = m_mailbox.takeLayers();
    if (!layers)
        return;
    std::map<int, Open> open;
    for (const MapLayer &layer : *layers) {
        Open &entry = open[layer.id];
        const auto before = m_open.find(layer.id);
        if (before != m_open.end() && haveSameSource(before->second.layer, layer))
            entry.source = std::move(before->second.source);
        entry.layer = layer;
    }
    for (auto &[id, entry] : m_open)
        m_retired.push_back(std::move(entry.source));
    m_open = std::move(open);
}

LayerSource &MapReader::sourceOf(Open &open)
{
    if (!open.source)
        open.source = makeLayerSource(open.layer);
    return *open.source;
}

void MapReader::carryOut(const ReadTask &task)
{
    if (const auto *update = std::get_if<LivePaint>(&task))
        paint(*update);
    else if (const auto *point = std::get_if<PointRequest>(&task))
        readPoint(*point);
    else if (const auto *tile = std::get_if<TileRequest>(&task))
        readTile(*tile);
}

void MapReader::paint(const LivePaint &paint)
{
    const auto open = m_open.find(paint.layer);
    if (open != m_open.end() && open->second.layer.kind == LayerKind::LiveResult)
        sourceOf(open->second).paint(paint.update);
}

void MapReader::readPoint(const PointRequest &request)
{
    Identified identified{request.column, request.row, {}};
    for (const PointRequest::Pixel &pixel : request.pixels) {
        const auto open = m_open.find(pixel.layer);
        if (open == m_open.end())
            continue;
        const MapLayer &layer = open->second.layer;
        try {
            identified.layers.push_back(
                {layer.id, layer.name, sourceOf(open->second).valuesAt(layer, pixel.x, pixel.y)});
        } catch (const Error &error) {
            Q_EMIT valuesFailed(layer.id, error.sentence());
        }
    }
    Q_EMIT pointRead(request.isClick, identified);
}

void MapReader::readTile(const TileRequest &request)
{
    const auto open = m_open.find(request.key.layer);
    if (open == m_open.end())
        return;
    // A copy: the pauses of the read may bring new layers.
    const MapLayer layer = open->second.layer;
    // Once it may not go on it never may again, even when the like of it is wanted anew.
    bool goesOn = true;
    const auto whileNeeded = [&](const auto &isNeeded) {
        if (goesOn && !request.isQuick)
            doQuickTasks();
        return goesOn = goesOn && isNeeded();
    };
    const GoOn whileShown = [&] { return whileNeeded([&] { return m_mailbox.isShown(layer.id, layer.bands); }); };
    const GoOn whileWanted = [&] { return whileNeeded([&] { return m_mailbox.isWanted(request.ticket); }); };
    try {
        LayerSource &source = sourceOf(open->second);
        source.prepare(layer, whileShown);
        throwIfStopped(whileWanted);
        if (request.isSketch)
            Q_EMIT tileRead(request,
                            sketchOf(source, layer, TileGrid(layer.raster.size).window(request.key), whileWanted));
        else
            Q_EMIT tileRead(request, readInParts(source, layer, request, whileWanted));
    } catch (const Cancelled &) {
        // A later order has made this one needless.
    } catch (const Error &error) {
        Q_EMIT tileFailed(request, error.sentence());
    }
}

/// A coarse tile of a large raster without overviews takes seconds: it is shown as it grows.
QImage MapReader::readInParts(LayerSource &source, const MapLayer &layer, const TileRequest &request,
                              const GoOn &mayGoOn)
{
    const TileKey &key = request.key;
    const TileGrid grid(layer.raster.size);
    const PixelRect window = grid.window(key);
    const std::vector<PixelRect> parts = grid.parts(key);
    if (request.isQuick || layer.raster.overviews > 0 || parts.size() == 1)
        return source.picture(layer, window, key.level, mayGoOn);
    const Size size = TileGrid::imageSize(window, key.level);
    QImage image(size.width, size.height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    Stopwatch sinceShown;
    for (const PixelRect &part : parts) {
        const QImage picture = source.picture(layer, part, key.level, mayGoOn);
        QPainter(&image).drawImage((part.x - window.x) >> key.level, (part.y - window.y) >> key.level, picture);
        if (sinceShown.seconds() < showInterval)
            continue;
        Q_EMIT tileBegun(request, image);
        sinceShown.lap();
    }
    return image;
}

/// Small things need not wait for a long read: they are done in its pauses.
void MapReader::doQuickTasks()
{
    while (const std::optional<ReadTask> task = m_mailbox.takeQuick()) {
        adoptLayers();
        carryOut(*task);
    }
}

} // namespace pixelscape
