#pragma once

#include "ui/map/layer_stack.h"
#include "ui/map/tile_key.h"

#include <QMutex>
#include <QWaitCondition>

#include <deque>
#include <optional>
#include <set>
#include <variant>

namespace pixelscape {

/// Values to be read at one place of the map.
struct PointRequest
{
    struct Pixel
    {
        int layer = 0;
        int x = 0; ///< column and row of the layer's own raster
        int y = 0;
    };
    bool isClick = false;
    int column = 0; ///< of the reference raster
    int row = 0;
    std::vector<Pixel> pixels; ///< topmost layer first
};

/// New pixels of a live layer.
struct LivePaint
{
    int layer = 0;
    LiveUpdate update;
};

using ReadTask = std::variant<LivePaint, PointRequest, TileRequest>;

/// What the map's reader is to do next: the only thing that the window's thread and the reader's share. Newer orders
/// take the place of older ones; only live pixels are kept until they are taken.
class ReadMailbox
{
public:
    void setLayers(std::vector<MapLayer> layers);
    void setTiles(const std::vector<TileRequest> &tiles);
    void paint(LivePaint paint);
    void ask(PointRequest request);
    void stop();

    /// Waits for something to do; nothing at the end.
    std::optional<ReadTask> take();
    /// What can be done between the steps of something long; does not wait.
    std::optional<ReadTask> takeQuick();

    /// The layers, where they have changed since the last call.
    std::optional<std::vector<MapLayer>> takeLayers();

    /// Whether the tile in work is still needed.
    bool isWanted(std::uint64_t ticket) const;
    /// Whether a scene still shows these bands (none: those that it shows by itself).
    bool isShown(int layer, const std::vector<int> &bands) const;
    bool isStopped() const;

private:
    std::optional<ReadTask> takeQuickLocked();
    std::optional<ReadTask> takeTileLocked(bool quickOnly);

    mutable QMutex m_mutex;
    QWaitCondition m_somethingToDo;
    std::vector<MapLayer> m_layers;
    bool m_haveLayersChanged = false;
    std::deque<LivePaint> m_paints;
    std::optional<PointRequest> m_click;
    std::optional<PointRequest> m_pointer;
    std::deque<TileRequest> m_tiles;
    std::set<std::uint64_t> m_wanted; ///< tickets of the latest list
    std::set<std::uint64_t> m_taken;  ///< those of them that were begun
    bool m_isStopped = false;
};

} // namespace pixelscape
