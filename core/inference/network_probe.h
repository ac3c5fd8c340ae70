#pragma once

#include "core/base/json.h"
#include "core/inference/engine.h"
#include "core/inference/output_map.h"
#include "core/inference/probe_region.h"
#include "core/model/channel_rule.h"

namespace pixelscape {

/// What was found out about a network by running it, before anything else runs. Every worker of a run uses the same.
struct NetworkContract
{
    TensorLayout inputLayout = TensorLayout::ChannelsFirst;
    OutputMap output;
    int margin = 0; ///< pixels by which the output is smaller than the tile on each side (ModelPadding)
    int stride = 1; ///< shifting the input by this many pixels shifts the output by as many, and by fewer does not
    ScoreKind scores;
    double tileSeconds = 0; ///< one inference of one tile on this machine
};

Json toJson(const NetworkContract &contract);
NetworkContract contractFromJson(const Json &json);

/// Runs the network on one tile of the raster and on noise: shape, channels, finite numbers, the same answer twice,
/// stride. Throws Error in words that a user understands where the network cannot classify pixels.
NetworkContract probeNetwork(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region);

} // namespace pixelscape
