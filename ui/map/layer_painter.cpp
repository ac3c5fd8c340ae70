#include "ui/map/layer_painter.h"

#include <array>
#include <cmath>

namespace pixelscape {

namespace {

/// Finer tiles stand in while one zooms out; more than two levels of them are many and small.
constexpr int finerLevels = 2;

std::array<TileKey, 4> children(const TileKey &key)
{
    const int column = key.column * 2;
    const int row = key.row * 2;
    return {TileKey{key.layer, key.level - 1, column, row}, TileKey{key.layer, key.level - 1, column + 1, row},
            TileKey{key.layer, key.level - 1, column, row + 1}, TileKey{key.layer, key.level - 1, column + 1, row + 1}};
}

} // namespace

LayerPainter::LayerPainter(QPainter &painter, const TileCache &cache, const ScreenLayer &layer)
    : m_painter(painter), m_cache(cache), m_on(layer)
{
}

void LayerPainter::paint(const QRectF &screen)
{
    m_painter.save();
    m_painter.setClipRect(screen);
    const bool isTurned = m_on.toDevice.type() > QTransform::TxScale;
    if (m_on.layer->opacity < 1 && isTurned) {
        // Turned tiles can overlap by a pixel: they are laid together first.
        QImage whole(screen.size().toSize(), QImage::Format_ARGB32_Premultiplied);
        whole.fill(Qt::transparent);
        QPainter painter(&whole);
        LayerPainter(painter, m_cache, m_on).paintTiles(screen);
        painter.end();
        m_painter.setOpacity(m_on.layer->opacity);
        m_painter.drawImage(QPointF(0, 0), whole);
    } else {
        m_painter.setOpacity(m_on.layer->opacity);
        paintTiles(screen);
    }
    m_painter.restore();
}

void LayerPainter::paintTiles(const QRectF &screen)
{
    for (const TileKey &key : m_on.grid.tilesOn(screen, m_on.toDevice, m_on.layer->id, m_on.level))
        paintPlace(key);
}

void LayerPainter::paintPlace(const TileKey &key)
{
    const Tile *own = m_cache.find(key);
    if (own && own->isWhole())
        return paintTile(*own, key);
    if (!isCovered(key, finerLevels)) {
        TileKey ancestor;
        if (const Tile *coarse = m_cache.findAncestor(key, m_on.grid.coarsestLevel(), ancestor)) {
            paintPiece(*coarse, ancestor, m_on.grid.window(key));
            if (!coarse->isSketch)
                return;
        }
        if (own && own->isPart)
            return paintTile(*own, key);
    }
    paintFiner(key, finerLevels);
}

void LayerPainter::paintTile(const Tile &tile, const TileKey &key)
{
    chooseSampling(key.level);
    draw(tile.image, tile.image.rect(), m_on.grid.window(key));
}

/// `window`, as a coarser tile has it.
void LayerPainter::paintPiece(const Tile &coarse, const TileKey &key, const PixelRect &window)
{
    const PixelRect whole = m_on.grid.window(key);
    const double across = double(coarse.image.width()) / whole.width;
    const double down = double(coarse.image.height()) / whole.height;
    chooseSampling(key.level);
    draw(coarse.image,
         {(window.x - whole.x) * across, (window.y - whole.y) * down, window.width * across, window.height * down},
         window);
}

bool LayerPainter::isCovered(const TileKey &key, int depth) const
{
    if (depth == 0 || key.level == 0)
        return false;
    for (const TileKey &child : children(key)) {
        if (m_on.grid.window(child).isEmpty())
            continue;
        const Tile *tile = m_cache.find(child);
        if (!(tile && tile->isWhole()) && !isCovered(child, depth - 1))
            return false;
    }
    return true;
}

void LayerPainter::paintFiner(const TileKey &key, int depth)
{
    if (depth == 0 || key.level == 0)
        return;
    for (const TileKey &child : children(key)) {
        if (m_on.grid.window(child).isEmpty())
            continue;
        const Tile *tile = m_cache.find(child);
        if (tile && !tile->isMissing)
            paintTile(*tile, child);
        else
            paintFiner(child, depth - 1);
    }
}

/// Classes are never mixed. A scene is smooth as long as one sees less than its pixels, and sharp squares from there
/// on.
void LayerPainter::chooseSampling(int level)
{
    const bool showsItsPixels = level == 0 && std::abs(m_on.toDevice.determinant()) >= 1 - 1e-6;
    const bool hasClasses = m_on.layer->kind == LayerKind::Result || m_on.layer->kind == LayerKind::LiveResult;
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, !hasClasses && !showsItsPixels);
}

void LayerPainter::draw(const QImage &image, const QRectF &source, const PixelRect &window)
{
    if (image.isNull())
        return;
    const QRectF place = toRectF(window);
    m_painter.save();
    if (m_on.toDevice.type() > QTransform::TxScale) {
        m_painter.setTransform(m_on.toDevice, true);
        m_painter.drawImage(place, image, source);
    } else {
        // Neighbours share their edges, which are rounded in one way: no gap and no overlap at any scale.
        const QPointF start = m_on.toDevice.map(place.topLeft());
        const QPointF end = m_on.toDevice.map(place.bottomRight());
        const QPointF first(std::round(start.x()), std::round(start.y()));
        const QPointF size = QPointF(std::round(end.x()), std::round(end.y())) - first;
        m_painter.translate(first);
        m_painter.scale(std::copysign(1, size.x()), std::copysign(1, size.y()));
        m_painter.drawImage(QRectF(0, 0, std::abs(size.x()), std::abs(size.y())), image, source);
    }
    m_painter.restore();
}

} // namespace pixelscape
