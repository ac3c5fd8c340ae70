#pragma once

#include "ui/map/screen_layers.h"

#include <QPainter>

namespace pixelscape {

/// Draws a layer from the tiles that are there, each place once: from its own tile, from finer ones, or from the piece
/// of a coarser one. `painter` is in device pixels.
class LayerPainter
{
public:
    LayerPainter(QPainter &painter, const TileCache &cache, const ScreenLayer &layer);

    void paint(const QRectF &screen);

private:
    void paintTiles(const QRectF &screen);
    void paintPlace(const TileKey &key);
    void paintTile(const Tile &tile, const TileKey &key);
    void paintPiece(const Tile &coarse, const TileKey &key, const PixelRect &window);
    bool isCovered(const TileKey &key, int depth) const;
    void paintFiner(const TileKey &key, int depth);
    void draw(const QImage &image, const QRectF &source, const PixelRect &window);
    void chooseSampling(int level);

    QPainter &m_painter;
    const TileCache &m_cache;
    const ScreenLayer &m_on;
};

} // namespace pixelscape
