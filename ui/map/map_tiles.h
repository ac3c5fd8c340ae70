#pragma once

#include "ui/map/map_reader.h"
#include "ui/map/screen_layers.h"
#include "ui/map/tile_orders.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace pixelscape {

/// Keeps the tiles that the map shows: orders what is missing on the screen from the reader, and follows the changes of
/// the layers. Never waits.
class MapTiles : public QObject
{
    Q_OBJECT

public:
    explicit MapTiles(LayerStack &layers, QObject *parent = nullptr);

    /// Another view is on the screen: what it needs is ordered soon, what it does not need is given up.
    void show(const Screen &screen);
    /// Answers pointRead().
    void askPoint(QPointF map, bool isClick);

    const TileCache &cache() const { return m_cache; }
    /// True also while it is about to be found out what is missing.
    bool isReading() const { return m_orderSoon.isActive() || m_repaintSoon.isActive() || !m_orders.isEmpty(); }

Q_SIGNALS:
    void changed();
    void readingChanged(bool isReading);
    void pointRead(bool isClick, const pixelscape::Identified &values);
    void failed(int layer, const QString &sentence);

private:
    void followLayers();
    void sendLayers();
    void order();
    void onPainted(int layer, const LiveUpdate &update);
    void repaintDirty();
    void onTileRead(const TileRequest &request, const QImage &image);
    void onTileBegun(const TileRequest &request, const QImage &image);
    void onTileFailed(const TileRequest &request, const QString &sentence);
    void report(int layer, const QString &sentence);
    void forget(int layer);

    LayerStack &m_layers;
    Screen m_screen;
    TileCache m_cache;
    TileOrders m_orders;
    QHash<int, std::vector<PixelRect>> m_dirty; ///< by live layer, in its raster's pixels
    QSet<int> m_reported;
    bool m_wasReading = false;
    QTimer m_orderSoon;
    QTimer m_repaintSoon;
    MapReader m_reader; ///< last: it ends first
};

} // namespace pixelscape
