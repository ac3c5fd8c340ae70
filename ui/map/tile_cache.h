#pragma once

#include "core/base/geometry.h"
#include "ui/map/tile_key.h"

#include <QCache>
#include <QImage>

namespace pixelscape {

/// A tile that was read.
struct Tile
{
    QImage image;           ///< null where nothing of the tile is to be seen
    bool isCurrent = true;  ///< false where its pixels have changed since; it is shown until the new ones are there
    bool isMissing = false; ///< it could not be read
    bool isPart = false;    ///< it is (or was) being read
    bool isSketch = false;  ///< single pixels from all over it; stands in for tiles that are not there

    bool isWhole() const { return !isMissing && !isPart; }
};

/// The tiles of all layers that were used last, in bounded memory.
class TileCache
{
public:
    /// All that the map keeps of its layers in the window's process.
    static constexpr std::int64_t mostBytes = 96 << 20;

    explicit TileCache(std::int64_t bytes = mostBytes) : m_tiles(qsizetype(bytes)) {}

    /// Null where it is not there. Counts as a use.
    const Tile *find(const TileKey &key) const { return m_tiles.object(key); }
    /// Whether the tile need not be read.
    bool isSettled(const TileKey &key) const;
    /// The finest whole tile of a coarser level that covers `key`; null where there is none.
    const Tile *findAncestor(const TileKey &key, int coarsestLevel, TileKey &ancestor) const;

    void insert(const TileKey &key, const Tile &tile);
    /// A tile that failed does not take the place of one that was read before.
    void insertMissing(const TileKey &key);

    /// The pixels of a layer have to be made again, all or those of one window of it.
    void expire(int layer);
    void expire(int layer, const PixelRect &window, Size raster);
    void remove(int layer);

    std::int64_t bytes() const { return m_tiles.totalCost(); }

private:
    QCache<TileKey, Tile> m_tiles;
};

} // namespace pixelscape
