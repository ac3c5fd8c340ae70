#pragma once

#include "core/inference/score_map.h"

#include <vector>

namespace pixelscape {

/// Makes a coarse map `scale` times as fine on each side. Scores are interpolated bilinearly, pixel centres half a
/// pixel inside, values at the map's edge repeated outwards; labels are repeated as they are. `values` takes the fine
/// map, channel after channel.
ScoreMap upsampled(const ScoreMap &coarse, int scale, bool isLabel, std::vector<float> &values);

} // namespace pixelscape
