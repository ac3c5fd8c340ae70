#pragma once

#include "core/inference/probe_region.h"
#include "core/run/bounded_queue.h"
#include "core/run/tensor_stock.h"
#include "core/run/worker_messages.h"

#include <functional>
#include <memory>

namespace pixelscape {

/// One tile on its way from the reading thread to the network.
struct FedTile
{
    Section section; ///< with its tiles only in the first tile of a section
    TileWindow window;
    bool isFirst = false;
    bool isLast = false;
    std::vector<float> tensor; ///< empty where the tile has no valid pixel: it is not inferred
    std::vector<std::uint8_t>
        valid; ///< of the write window, row by row; empty where the tile was not read, since it holds no data
    WorkSeconds seconds;
    QString failure; ///< why the section could not be read; its other tiles do not come
};

using TileQueue = BoundedQueue<FedTile>;

/// Reads and prepares tiles ahead of the network, in the thread that calls it: the raster's handle never leaves it.
/// Ends with the orders, and closes the queue then. `nextOrder` answers nothing at the end of the worker's input. The
/// job has its contract.
void feedTiles(const WorkerJob &job, const std::function<std::unique_ptr<RasterSource>(const WorkerJob &)> &openRaster,
               const std::function<std::optional<Section>()> &nextOrder, TensorStock &stock, TileQueue &queue);

/// What the network is tried on: a tile and so many pixels more across and down from where `place` begins, scaled.
ProbeRegion readProbeRegion(const WorkerJob &job, const PixelRect &place, Size tile, int around, RasterSource &source);

} // namespace pixelscape
