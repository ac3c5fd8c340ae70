#include "core/raster/grid_choice.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Keeps far-away corners within int; they are cut at the raster afterwards.
int cellBelow(double position, int count)
{
    constexpr double tolerance = 1e-6;
    return int(std::floor(std::clamp(position + tolerance, -1.0, double(count) + 1)));
}

int cellAbove(double position, int count)
{
    constexpr double tolerance = 1e-6;
    return int(std::ceil(std::clamp(position - tolerance, -1.0, double(count) + 1)));
}

} // namespace

AnalysisGrid gridOfWindow(const RasterInfo &raster, const PixelRect &window)
{
    AnalysisGrid grid;
    grid.window = window;
    grid.geoTransform = raster.geoTransform.movedTo(window.x, window.y);
    grid.hasGeoTransform = raster.hasGeoTransform;
    grid.crsWkt = raster.crsWkt;
    return grid;
}

AnalysisGrid wholeGrid(const RasterInfo &raster)
{
    return gridOfWindow(raster, {0, 0, raster.size.width, raster.size.height});
}

AnalysisGrid gridInBox(const RasterInfo &raster, const GroundBox &box)
{
    if (!(box.xMinimum < box.xMaximum) || !(box.yMinimum < box.yMaximum))
        throw Error(u"The box %1 is empty; give XMIN,YMIN,XMAX,YMAX with the smaller value first."_s.arg(boxText(box)));
    const Point corners[] = {raster.geoTransform.toPixel({box.xMinimum, box.yMinimum}),
                             raster.geoTransform.toPixel({box.xMinimum, box.yMaximum}),
                             raster.geoTransform.toPixel({box.xMaximum, box.yMinimum}),
                             raster.geoTransform.toPixel({box.xMaximum, box.yMaximum})};
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    for (const Point &corner : corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const int x = cellBelow(left, raster.size.width);
    const int y = cellBelow(top, raster.size.height);
    const PixelRect touched{x, y, cellAbove(right, raster.size.width) - x, cellAbove(bottom, raster.size.height) - y};
    const PixelRect window = touched.intersected({0, 0, raster.size.width, raster.size.height});
    if (window.isEmpty())
        throw OutsideError(u"The box %1 does not meet %2, which covers %3; give a box inside it."_s.arg(
            boxText(box), raster.path, boxText(boundsOf(raster))));
    return gridOfWindow(raster, window);
}

} // namespace pixelscape
