#pragma once

#include "core/base/geometry.h"
#include "core/inference/engine.h"

#include <optional>
#include <vector>

namespace pixelscape {

/// Where the scores of a pixel stand in a network's output.
struct OutputMap
{
    int outputIndex = 0; ///< which of the network's outputs
    int channels = 1;
    Size size;
    std::size_t channelStride = 0; ///< values from one channel of a pixel to the next
    std::size_t pixelStride = 1;   ///< values from one pixel of a row to the next

    bool operator==(const OutputMap &) const = default;
};

/// The output that is a map of `expected` size: the only one, or the first where several are. Nothing where none is.
/// `classCount` settles which axis holds the channels where the shape alone leaves it open.
std::optional<OutputMap> findOutputMap(const std::vector<TensorView> &outputs, Size expected, int classCount);

/// The map that the outputs come closest to, of whatever size: for the sentence that refuses it. Nothing for a
/// classifier's or a detector's output.
std::optional<Size> anyMapSize(const std::vector<TensorView> &outputs);

/// "1x9x256x256, 1x10"
QString shapesText(const std::vector<TensorView> &outputs);

} // namespace pixelscape
