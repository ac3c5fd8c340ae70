#pragma once

#include "core/inference/engine.h"
#include "core/inference/score_map.h"

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

    std::size_t valuesOfTile() const { return std::size_t(channels) * std::size_t(size.area()); }
    bool operator==(const OutputMap &) const = default;
};

/// What a map is looked for with.
struct MapSearch
{
    int batch = 1; ///< tiles that the network was given
    Size size;     ///< of the map, in its own pixels
    int classCount =
        1; ///< settles which axis holds the channels, and which output is meant, where shapes leave it open
};

/// The outputs that are maps of that size, the likeliest first: those whose channels fit the classes, else as the
/// network lists them. Empty where none is.
std::vector<OutputMap> findOutputMaps(const std::vector<TensorView> &outputs, const MapSearch &search);

/// Sizes of all outputs that could be maps of whatever size, none twice. Empty for a classifier's or a detector's
/// answer.
std::vector<Size> mapSizes(const std::vector<TensorView> &outputs, int batch);

/// The scores of one tile of the batch, in the map's own pixels. Throws Error where the outputs are not as the map
/// says: a network that changes its mind would be read out of bounds.
ScoreMap scoresOfTile(const std::vector<TensorView> &outputs, const OutputMap &map, int batch, int tile);

/// "1x9x256x256, 1x10"
QString shapesText(const std::vector<TensorView> &outputs);

} // namespace pixelscape
