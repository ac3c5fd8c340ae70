#pragma once

#include "core/model/channel_scaling.h"
#include "core/model/model_definition.h"

#include <span>
#include <vector>

namespace pixelscape {

/// Turns a tile of raster values (channels x pixels, rows within a channel) into the network's input tensor: each
/// channel scaled, in the network's layout. `tensor` has as many values as `pixels`.
void prepareTile(std::span<const float> pixels, std::span<const ChannelScaling> scaling, TensorLayout layout,
                 std::span<float> tensor);

/// Shape of the input tensor of one tile.
std::vector<int> tensorShape(Size tile, std::size_t channels, TensorLayout layout);

} // namespace pixelscape
