#pragma once

#include "core/base/json.h"
#include "core/inference/map_reading.h"
#include "core/inference/tile_batch.h"
#include "core/model/channel_rule.h"

namespace pixelscape {

/// What was found out about a network by running it, before anything else runs. Every worker of a run uses the same.
struct NetworkContract
{
    Size tile; ///< what one inference is given, in pixels of the input
    TensorLayout inputLayout = TensorLayout::ChannelsFirst;
    int batch = 1; ///< tiles a forward pass
    MapReading reading;
    int stride = 1; ///< shifting the input by this many pixels shifts the output by as many, and by fewer does not
    ScoreKind scores;
    double tileSeconds = 0;       ///< one inference of one tile on this machine
    std::int64_t workerBytes = 0; ///< what a worker will take with such tiles; 0 where it has been seen with one

    int margin() const { return reading.margin; }
    TileBatch batchOf(std::size_t channels) const { return {tile, channels, inputLayout, batch}; }
};

/// The contract of the same network with tiles of another size, so many at a time.
NetworkContract contractForTile(NetworkContract contract, Size tile, int batch);

Json toJson(const NetworkContract &contract);
NetworkContract contractFromJson(const Json &json);

} // namespace pixelscape
