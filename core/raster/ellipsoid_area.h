#pragma once

#include "core/raster/analysis_grid.h"

#include <memory>

namespace pixelscape {

/// What a cell of a grid really covers on the ellipsoid of the grid's coordinate system, whatever the projection says:
/// a 10 m cell of Web Mercator covers 25 m² at 60 degrees of latitude.
class EllipsoidArea
{
public:
    explicit EllipsoidArea(const AnalysisGrid &grid);
    ~EllipsoidArea();
    EllipsoidArea(EllipsoidArea &&) noexcept;
    EllipsoidArea &operator=(EllipsoidArea &&) noexcept;

    /// False without a geotransform or a coordinate system that is projected or geographic (a site's own coordinates, a
    /// rotated pole).
    bool isKnown() const;

    /// The mean over the window, whose columns and rows count from the grid's upper left cell. 0 where it is not known:
    /// isKnown() is false, the window is empty, or part of it lies where the projection has no inverse. One thread at a
    /// time.
    double squareMetresPerPixel(const PixelRect &gridWindow) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
