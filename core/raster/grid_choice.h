#pragma once

#include "core/raster/analysis_grid.h"
#include "core/raster/raster_source.h"

namespace pixelscape {

/// A box in the raster's own coordinates (pixel columns and rows where it has no geotransform).
struct GroundBox
{
    double xMinimum = 0;
    double yMinimum = 0;
    double xMaximum = 0;
    double yMaximum = 0;
    bool operator==(const GroundBox &) const = default;
};

/// All cells of the raster.
AnalysisGrid wholeGrid(const RasterInfo &raster);

/// The raster's cells in `window`, which lies inside it.
AnalysisGrid gridOfWindow(const RasterInfo &raster, const PixelRect &window);

/// The cells of the raster that the box touches; of a rotated raster, the smallest window that holds the box. An edge
/// within a millionth of a cell of a cell's border counts as lying on it. Throws Error where the box is empty or misses
/// the raster.
AnalysisGrid gridInBox(const RasterInfo &raster, const GroundBox &box);

} // namespace pixelscape
