#pragma once

#include "core/base/geometry.h"
#include "core/inference/output_map.h"
#include "core/model/channel_rule.h"

#include <cstdint>
#include <span>

namespace pixelscape {

/// Decides the class of each pixel of `window` (in pixels of the output map), in row order, into `values`
/// (window.area() class values). Of equal scores the lower channel wins.
void decideClasses(const TensorView &output, const OutputMap &map, const ChannelRule &rule, const PixelRect &window,
                   std::span<std::int64_t> values);

} // namespace pixelscape
