#pragma once

#include "core/base/message.h"
#include "core/inference/network_contract.h"
#include "core/inference/probe_region.h"

namespace pixelscape {

/// What the probe found out, and what the log should say about it.
struct ProbeFindings
{
    NetworkContract contract;
    std::vector<Message> remarks;
    int seesBeyond = 0; ///< as StrideFinding::seesBeyond
};

/// Runs the network on one tile of the raster and on noise: shape, channels, finite numbers, the same answer twice,
/// stride. `batchSize` tiles a forward pass where the network takes any number. The time of a tile is measured on a
/// part of it where `isShortRun`. Throws Error in words that a user understands where the network cannot classify
/// pixels.
ProbeFindings probeNetwork(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, int batchSize,
                           bool isShortRun = false);

} // namespace pixelscape
