#include "ui/map/tile_grid.h"

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

/// The side of a level's tiles in pixels of the raster.
std::int64_t sideAt(int level)
{
    return std::int64_t(TileGrid::tileSide) << level;
}

int dividedUp(std::int64_t number, std::int64_t by)
{
    return int((number + by - 1) / by);
}

/// `count` pixels from `start`, as far as the raster has them.
std::pair<int, int> cut(std::int64_t start, std::int64_t count, int length)
{
    const std::int64_t end = std::min<std::int64_t>(start + count, length);
    return start < 0 || start >= end ? std::pair(0, 0) : std::pair(int(start), int(end - start));
}

} // namespace

int TileGrid::coarsestLevel() const
{
    int level = 0;
    while (sideAt(level) < std::max(m_raster.width, m_raster.height))
        ++level;
    return level;
}

int TileGrid::levelFor(const QTransform &toDevice) const
{
    const double column = std::hypot(toDevice.m11(), toDevice.m12());
    const double row = std::hypot(toDevice.m21(), toDevice.m22());
    // A hair's breadth, so that a scale of exactly one half is level 1 whatever the rounding.
    const double level = std::floor(-std::log2(std::max(column, row)) + 1e-6);
    return int(std::clamp(level, 0.0, double(coarsestLevel())));
}

PixelRect TileGrid::window(const TileKey &key) const
{
    const std::int64_t side = sideAt(key.level);
    const auto [x, width] = cut(key.column * side, side, m_raster.width);
    const auto [y, height] = cut(key.row * side, side, m_raster.height);
    return {x, y, width, height};
}

Size TileGrid::imageSize(const PixelRect &window, int level)
{
    return {dividedUp(window.width, 1LL << level), dividedUp(window.height, 1LL << level)};
}

std::vector<PixelRect> TileGrid::parts(const TileKey &key) const
{
    const PixelRect whole = window(key);
    const int side = std::max(partSide, 1 << key.level);
    std::vector<PixelRect> found;
    for (int y = whole.y; y < whole.bottom(); y += side)
        for (int x = whole.x; x < whole.right(); x += side)
            found.push_back(whole.intersected({x, y, side, side}));
    return found;
}

std::vector<TileKey> TileGrid::tilesOn(const QRectF &screen, const QTransform &toDevice, int layer, int level) const
{
    const QRectF raster(0, 0, m_raster.width, m_raster.height);
    const QRectF part = toDevice.inverted().mapRect(screen).intersected(raster);
    if (part.isEmpty())
        return {};
    const auto side = double(sideAt(level));
    const int lastColumn = std::min(int(part.right() / side), dividedUp(m_raster.width, sideAt(level)) - 1);
    const int lastRow = std::min(int(part.bottom() / side), dividedUp(m_raster.height, sideAt(level)) - 1);
    std::vector<std::pair<double, TileKey>> found;
    for (int row = int(part.top() / side); row <= lastRow; ++row) {
        for (int column = int(part.left() / side); column <= lastColumn; ++column) {
            const TileKey key{layer, level, column, row};
            const QRectF place = toDevice.mapRect(toRectF(window(key)));
            if (!place.intersects(screen)) // in a corner that a rotated raster leaves free
                continue;
            const QPointF away = place.center() - screen.center();
            found.emplace_back(QPointF::dotProduct(away, away), key);
        }
    }
    std::ranges::stable_sort(found, {}, &std::pair<double, TileKey>::first);
    std::vector<TileKey> keys;
    keys.reserve(found.size());
    for (const auto &entry : found)
        keys.push_back(entry.second);
    return keys;
}

} // namespace pixelscape
