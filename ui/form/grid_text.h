#pragma once

#include "core/run/grid_outlook.h"

namespace pixelscape {

/// "10 m", "10 × 20 m", "1 pixel".
QString cellSizeOf(const GridOutlook &outlook);

/// "1,024 × 980 cells of 10 m · EPSG:32633 · up to 1.0 MB · the input's own cells"
QString outlookText(const GridOutlook &outlook);

} // namespace pixelscape
