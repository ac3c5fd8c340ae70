#pragma once

#include "core/inference/output_map.h"
#include "core/model/model_definition.h"

#include <vector>

namespace pixelscape {

/// One way to see a map of classes in what a network answers.
struct MapReading
{
    OutputMap map;
    int margin = 0; ///< pixels of the tile that the map lacks on each side (ModelPadding)
    int scale = 1;  ///< a score stands for scale x scale pixels of the tile
    bool operator==(const MapReading &) const = default;
};

/// The ways to read the outputs for one tile. A map of the tile's size, or smaller by the stated ModelPadding, leaves
/// no other. Else a map may be a half, a quarter or an eighth as fine, or lack a margin that nobody stated; where both
/// fit, both are answered, and only moving the ground under the network can tell. Empty where the outputs are no such
/// map. What looks like a margin may also be rows that the network loses at one side: see losesRows().
std::vector<MapReading> possibleReadings(const std::vector<TensorView> &outputs, const ModelDefinition &definition,
                                         Size tile, int batch);

/// Where the same scores stand in the answer to a tile of another size.
OutputMap mapForTile(const MapReading &reading, Size tile);

/// Whether a map without that margin may rather lack rows and columns at its far sides: a network that halves a tile
/// and doubles it again loses less than a stride, and only where the tile is no whole number of strides.
bool losesRows(const MapReading &reading, Size tile, int stride);

/// How many of the outputs could be the map of that reading.
int mapsLikeIt(const std::vector<TensorView> &outputs, const ModelDefinition &definition, const MapReading &reading,
               int batch);

} // namespace pixelscape
