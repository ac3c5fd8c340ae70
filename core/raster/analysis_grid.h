#pragma once

#include "core/base/geometry.h"

#include <QString>

namespace pixelscape {

/// The cells that are classified: a window of the input's own grid. Everything after it is integer pixel windows.
struct AnalysisGrid
{
    PixelRect window;          ///< in pixels of the input; the output has its width and height
    GeoTransform geoTransform; ///< of the window's own upper left cell
    bool hasGeoTransform = false;
    QString crsWkt; ///< empty where the input has none

    Size size() const { return {window.width, window.height}; }
};

} // namespace pixelscape
