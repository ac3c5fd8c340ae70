#pragma once

#include "core/inference/map_reading.h"
#include "core/inference/probe_region.h"
#include "core/inference/tile_batch.h"

#include <vector>

namespace pixelscape {

struct StrideFinding
{
    int stride = 1;
    float difference = 0; ///< between shifted and unshifted scores at that stride, as a share of the largest score
    int seesBeyond = 0;   ///< pixels around its own that do not settle a pixel's scores; 0 where that was not found out
};

/// Finds a network's stride: pooling and strided convolutions make it see the ground through a grid of that pitch, so
/// that only tiles placed on multiples of it answer alike.
class StrideProbe
{
public:
    StrideProbe(Engine &engine, TensorLayout layout, int batch, const MapReading &reading, const ProbeRegion &region);

    /// The smallest power of two, up to ProbeRegion::extra, by which the input can be shifted so that the output is
    /// shifted by as much. 1 where no shift is better than another, as with a network that looks at its whole tile.
    StrideFinding find();

private:
    void settle();
    int reach() const;
    StrideFinding findingFor(int shift, float difference, bool isCertain) const;
    std::vector<float> centreScores(Size tile, int shift, float noise);
    std::vector<float> centreOf(const ScoreMap &scores, int shift) const;

    Engine &m_engine;
    TensorLayout m_layout;
    int m_batch;
    MapReading m_reading;
    int m_centreSide = 1; ///< of the window whose scores are compared
    const ProbeRegion &m_region;
    Size m_tile;
    float m_noise = 1;
    std::vector<float> m_unshifted;
};

} // namespace pixelscape
