#pragma once

#include "core/inference/map_reading.h"
#include "core/inference/probe_region.h"

namespace pixelscape {

/// How a network wants to be asked, and what it answered for the first tile.
struct FirstAnswer
{
    TensorLayout layout = TensorLayout::ChannelsFirst;
    int batch = 1;
    std::vector<MapReading> readings; ///< never empty
    int mapsAlike = 1;                ///< outputs that could be meant
    std::vector<float> scores;        ///< of the tile, in the map of the first reading
    QString sizeRefusal;              ///< the sentence for it, should its map turn out to be no whole tile
    QString inputShape;
    QString outputShapes;
};

/// Finds the layout and the batch that the network takes, `batchSize` tiles where it takes any number. What the engine
/// knows of the network counts more than the definition; what neither says is tried. Throws Error in words that a user
/// understands where the network cannot classify pixels.
FirstAnswer askFirst(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, int batchSize);

} // namespace pixelscape
