#pragma once

#include "core/run/tile_plan.h"

#include <limits>

namespace pixelscape {

struct TileLimits
{
    int workers = 1;
    std::int64_t mostPixels = 0; ///< that one inference may take
    bool isSquare = false;       ///< tiles are turned by a quarter
    int mostSide = std::numeric_limits<int>::max();
};

/// The larger tile that a run is best inferred with: with the fewest pixels computed twice and no worker idle at the
/// end; of nearly equal ones the smallest, whose results come sooner. An empty size where that spares less than a tenth
/// of the work, or where there is little to do. Follows from these numbers alone.
Size chooseLargerTile(const PixelRect &window, const TilePlanSettings &settings, const TileLimits &limits,
                      const DataSketch &sketch = {});

/// The pixels that one worker infers until the run is done.
double pixelsOfOneWorker(const TilePlan &plan, int workers, const DataSketch &sketch = {});

} // namespace pixelscape
