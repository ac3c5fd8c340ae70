#pragma once

#include "core/base/geometry.h"
#include "core/inference/score_map.h"
#include "core/model/channel_rule.h"

#include <cstdint>
#include <span>

namespace pixelscape {

/// Where the decisions on a window go, in row order.
struct Decisions
{
    std::span<std::int64_t> values;      ///< class value of each pixel
    std::span<float> probabilities = {}; ///< of that class, 0..1; empty where nobody wants to know
};

/// Decides the class of each pixel of `window` (in pixels of the map). Of equal scores the lower channel wins. A class
/// map made of labels has no probabilities.
void decideClasses(const ScoreMap &scores, const ChannelRule &rule, const PixelRect &window,
                   const Decisions &decisions);

} // namespace pixelscape
