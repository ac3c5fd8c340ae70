#pragma once

#include "core/base/geometry.h"
#include "core/inference/score_map.h"

#include <vector>

namespace pixelscape {

/// Adds up the scores of tiles that overlap, each weighted by a Hann window over the tile: most at its centre, least at
/// its edge, nowhere zero. The sums depend on the order in which tiles are added, and on nothing else.
class HannBlend
{
public:
    /// `window` is what is blended, in pixels of the raster.
    HannBlend(const PixelRect &window, int channels);

    /// Adds the part of a tile's scores that lies in the window. `tileX`, `tileY`: the raster's pixel that the map's
    /// first score belongs to.
    void add(const ScoreMap &scores, int tileX, int tileY);

    /// The weighted means; all pixels of the window must have been covered. Call once.
    ScoreMap means();

private:
    PixelRect m_window;
    int m_channels;
    std::vector<float> m_sums; ///< channels x height x width
    std::vector<float> m_weights;
};

} // namespace pixelscape
