#pragma once

#include "core/inference/engine.h"
#include "core/inference/output_map.h"

#include <vector>

namespace pixelscape {

/// Tries a network on noise, to find out what does not depend on the raster.
class NoiseTiles
{
public:
    NoiseTiles(Engine &engine, TensorLayout layout, std::size_t channels, Size tile);

    /// All scores for one tile of noise, of the output that `map` names.
    std::vector<float> scores(const OutputMap &map) const;

    /// The smallest power of two up to 64 such that input shifted by it gives output shifted by it: pooling and strided
    /// convolutions make a network see a grid of this pitch. 1 where no shift is found to work (a network that looks at
    /// its whole tile), since then no placement of tiles is better than another.
    int stride(const ModelDefinition &definition, int margin) const;

private:
    std::vector<float> tileAt(Size tile, int shift) const;
    std::vector<float> centreScores(const ModelDefinition &definition, Size tile, int margin, int shift) const;

    Engine &m_engine;
    TensorLayout m_layout;
    std::size_t m_channels;
    Size m_tile;
};

} // namespace pixelscape
