#include "ui/map/tile_cache.h"

#include "ui/map/tile_grid.h"

namespace pixelscape {

namespace {

/// What an entry takes beside its pixels, roughly.
constexpr qsizetype entryBytes = 256;

} // namespace

bool TileCache::isSettled(const TileKey &key) const
{
    const Tile *tile = find(key);
    return tile && tile->isCurrent;
}

const Tile *TileCache::findAncestor(const TileKey &key, int coarsestLevel, TileKey &ancestor) const
{
    for (int level = key.level + 1; level <= coarsestLevel; ++level) {
        ancestor = key.ancestor(level);
        const Tile *tile = find(ancestor);
        if (tile && tile->isWhole())
            return tile;
    }
    return nullptr;
}

void TileCache::insert(const TileKey &key, const Tile &tile)
{
    m_tiles.insert(key, new Tile(tile), tile.image.sizeInBytes() + entryBytes);
}

void TileCache::insertMissing(const TileKey &key)
{
    Tile *shown = m_tiles.object(key);
    if (shown && shown->isWhole())
        shown->isCurrent = true;
    else
        insert(key, {{}, true, true, false});
}

void TileCache::expire(int layer)
{
    for (const TileKey &key : m_tiles.keys())
        if (key.layer == layer)
            m_tiles.object(key)->isCurrent = false;
}

void TileCache::expire(int layer, const PixelRect &window, Size raster)
{
    const TileGrid grid(raster);
    for (const TileKey &key : m_tiles.keys())
        if (key.layer == layer && !grid.window(key).intersected(window).isEmpty())
            m_tiles.object(key)->isCurrent = false;
}

void TileCache::remove(int layer)
{
    for (const TileKey &key : m_tiles.keys())
        if (key.layer == layer)
            m_tiles.remove(key);
}

} // namespace pixelscape
