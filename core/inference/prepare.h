#pragma once

#include "core/model/channel_scaling.h"
#include "core/model/model_definition.h"

#include <span>

namespace pixelscape {

/// Turns a tile of raster values (channels x pixels, rows within a channel) into the network's input tensor: each
/// channel scaled, in the network's layout. `tensor` has as many values as `pixels`; it may be `pixels` itself where
/// the layout is that of the pixels, channels first.
void prepareTile(std::span<const float> pixels, std::span<const ChannelScaling> scaling, TensorLayout layout,
                 std::span<float> tensor);

} // namespace pixelscape
