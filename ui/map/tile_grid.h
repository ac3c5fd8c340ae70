#pragma once

#include "core/base/geometry.h"
#include "ui/map/tile_key.h"

#include <QRectF>
#include <QTransform>

#include <vector>

namespace pixelscape {

/// How a raster is cut into square tiles at power-of-two reductions. Tiles begin at the raster's upper left pixel;
/// those at its right and lower edge are smaller.
class TileGrid
{
public:
    static constexpr int tileSide = 256;
    /// Of the parts of a tile, in the raster's pixels: four million of them are read in the wink of an eye.
    static constexpr int partSide = 2048;

    explicit TileGrid(Size raster) : m_raster(raster) {}

    /// The level of which one tile holds the whole raster.
    int coarsestLevel() const;
    /// The coarsest level that still has a pixel for each of the screen's. `toDevice`: from the raster's pixels to the
    /// screen's device pixels.
    int levelFor(const QTransform &toDevice) const;

    /// The pixels of the raster that a tile shows; empty where there is no such tile.
    PixelRect window(const TileKey &key) const;
    /// The size of a window's picture at a level; of the last columns and rows that are left over it has one each.
    static Size imageSize(const PixelRect &window, int level);
    /// The windows of a tile that are read one after the other, where it takes long: from its upper left corner, each a
    /// whole number of the picture's pixels.
    std::vector<PixelRect> parts(const TileKey &key) const;

    /// Tiles of a level that meet `screen` (device pixels), those nearest to its middle first.
    std::vector<TileKey> tilesOn(const QRectF &screen, const QTransform &toDevice, int layer, int level) const;

private:
    Size m_raster;
};

inline QRectF toRectF(const PixelRect &rect)
{
    return QRectF(rect.x, rect.y, rect.width, rect.height);
}

} // namespace pixelscape
