#include "core/raster/grid_choice.h"

#include "core/base/error.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

AnalysisGrid gridOfWindow(const RasterInfo &raster, const PixelRect &window)
{
    AnalysisGrid grid;
    grid.window = window;
    grid.geoTransform = raster.geoTransform.movedTo(window.x, window.y);
    grid.hasGeoTransform = raster.hasGeoTransform;
    grid.crsWkt = raster.crsWkt;
    return grid;
}

QString boxText(double xMinimum, double yMinimum, double xMaximum, double yMaximum)
{
    return u"%1,%2,%3,%4"_s.arg(xMinimum, 0, 'g', 12)
        .arg(yMinimum, 0, 'g', 12)
        .arg(xMaximum, 0, 'g', 12)
        .arg(yMaximum, 0, 'g', 12);
}

QString extentText(const RasterInfo &raster)
{
    const Point a = raster.geoTransform.toGround(0, 0);
    const Point b = raster.geoTransform.toGround(raster.size.width, raster.size.height);
    const Point c = raster.geoTransform.toGround(raster.size.width, 0);
    const Point d = raster.geoTransform.toGround(0, raster.size.height);
    return boxText(std::min({a.x, b.x, c.x, d.x}), std::min({a.y, b.y, c.y, d.y}), std::max({a.x, b.x, c.x, d.x}),
                   std::max({a.y, b.y, c.y, d.y}));
}

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

AnalysisGrid wholeGrid(const RasterInfo &raster)
{
    return gridOfWindow(raster, {0, 0, raster.size.width, raster.size.height});
}

AnalysisGrid gridInBox(const RasterInfo &raster, const GroundBox &box)
{
    if (!(box.xMinimum < box.xMaximum) || !(box.yMinimum < box.yMaximum))
        throw Error(u"The box %1 is empty; give XMIN,YMIN,XMAX,YMAX with the smaller value first."_s.arg(
            boxText(box.xMinimum, box.yMinimum, box.xMaximum, box.yMaximum)));
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
        throw Error(u"The box %1 does not meet %2, which covers %3; give a box inside it."_s.arg(
            boxText(box.xMinimum, box.yMinimum, box.xMaximum, box.yMaximum), raster.path, extentText(raster)));
    return gridOfWindow(raster, window);
}

} // namespace pixelscape
