#pragma once

#include <QHashFunctions>

#include <cstdint>

namespace pixelscape {

/// One tile of a layer: its place in the grid of tiles at a level. Level n is the raster reduced by 2 to the power n.
struct TileKey
{
    int layer = 0;
    int level = 0;
    int column = 0;
    int row = 0;

    bool operator==(const TileKey &) const = default;

    /// The tile of a coarser level in which this one lies.
    TileKey ancestor(int coarserLevel) const
    {
        const int steps = coarserLevel - level;
        return {layer, coarserLevel, column >> steps, row >> steps};
    }
};

inline std::size_t qHash(const TileKey &key, std::size_t seed = 0)
{
    return qHashMulti(seed, key.layer, key.level, key.column, key.row);
}

/// A tile that is to be read. Each order has a ticket of its own: a tile that is ordered again, because its pixels have
/// changed, has a new one.
struct TileRequest
{
    TileKey key;
    std::uint64_t ticket = 0;
    bool isQuick = false;  ///< made from memory, at once
    bool isSketch = false; ///< single pixels from all over it are enough

    bool operator==(const TileRequest &) const = default;
};

} // namespace pixelscape
