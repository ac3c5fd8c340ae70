#include "core/raster/grid_lattice.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr double tolerance = 1e-6;

double lineBelow(double position, double start, double step)
{
    return start + std::floor((position - start) / step + tolerance) * step;
}

double lineAbove(double position, double start, double step)
{
    return start + std::ceil((position - start) / step - tolerance) * step;
}

/// Rounded where it is within the tolerance of a whole number that an int can hold.
std::optional<int> wholeNumber(double value)
{
    const double rounded = std::round(value);
    if (!(std::abs(value - rounded) <= tolerance) || std::abs(rounded) > std::numeric_limits<int>::max())
        return {};
    return int(rounded);
}

/// How many of `margin` cells beyond an edge have their centres no more than `reach` cells beyond it.
int cellsWithin(int margin, double reach)
{
    return int(std::floor(std::clamp(reach + 0.5 - tolerance, 0.0, double(margin))));
}

double aboutWhole(double ratio)
{
    constexpr double about = 0.05;
    if (ratio < 1 + about)
        return 1;
    return std::abs(ratio - std::round(ratio)) < about ? std::round(ratio) : ratio;
}

} // namespace

bool isNorthUp(const RasterInfo &raster)
{
    const auto &c = raster.geoTransform.c;
    return raster.hasGeoTransform && c[1] > 0 && c[2] == 0 && c[4] == 0 && c[5] < 0;
}

bool meets(const GroundBox &one, const GroundBox &other)
{
    return one.xMinimum < other.xMaximum && other.xMinimum < one.xMaximum && one.yMinimum < other.yMaximum &&
           other.yMinimum < one.yMaximum;
}

bool meetsAfterATurn(const GroundBox &one, const GroundBox &other)
{
    const auto turned = [&](double degrees) {
        return GroundBox{one.xMinimum + degrees, one.yMinimum, one.xMaximum + degrees, one.yMaximum};
    };
    return meets(turned(360), other) || meets(turned(-360), other);
}

GroundBox outwards(const GroundBox &box, const Point &corner, const CellSize &cell)
{
    return {lineBelow(box.xMinimum, corner.x, cell.x), lineBelow(box.yMinimum, corner.y, cell.y),
            lineAbove(box.xMaximum, corner.x, cell.x), lineAbove(box.yMaximum, corner.y, cell.y)};
}

bool isNear(const GroundBox &one, const GroundBox &other, const CellSize &cell)
{
    return std::abs(one.xMinimum - other.xMinimum) <= tolerance * cell.x &&
           std::abs(one.xMaximum - other.xMaximum) <= tolerance * cell.x &&
           std::abs(one.yMinimum - other.yMinimum) <= tolerance * cell.y &&
           std::abs(one.yMaximum - other.yMaximum) <= tolerance * cell.y;
}

std::optional<PixelRect> cellsOf(const RasterInfo &raster, const NorthUpGrid &grid)
{
    if (!isNorthUp(raster))
        return {};
    const Point start = raster.geoTransform.toPixel(grid.geoTransform.toGround(0, 0));
    const Point end = raster.geoTransform.toPixel(grid.geoTransform.toGround(grid.size.width, grid.size.height));
    const auto left = wholeNumber(start.x);
    const auto top = wholeNumber(start.y);
    const auto right = wholeNumber(end.x);
    const auto bottom = wholeNumber(end.y);
    if (!left || !top || !right || !bottom)
        return {};
    if (std::int64_t(*right) - *left != grid.size.width || std::int64_t(*bottom) - *top != grid.size.height)
        return {};
    return PixelRect{*left, *top, grid.size.width, grid.size.height};
}

NorthUpGrid grownWithin(const NorthUpGrid &grid, int margin, const GroundBox &bounds)
{
    const GroundBox box = grid.bounds();
    const CellSize cell = grid.cell();
    const auto room = [margin](int count) {
        return int(std::min<std::int64_t>(margin, (std::numeric_limits<int>::max() - std::int64_t(count)) / 2));
    };
    const int left = cellsWithin(room(grid.size.width), (box.xMinimum - bounds.xMinimum) / cell.x);
    const int right = cellsWithin(room(grid.size.width), (bounds.xMaximum - box.xMaximum) / cell.x);
    const int top = cellsWithin(room(grid.size.height), (bounds.yMaximum - box.yMaximum) / cell.y);
    const int bottom = cellsWithin(room(grid.size.height), (box.yMinimum - bounds.yMinimum) / cell.y);
    return {{grid.size.width + left + right, grid.size.height + top + bottom}, grid.geoTransform.movedTo(-left, -top)};
}

PixelRect placeIn(const NorthUpGrid &outer, const NorthUpGrid &inner)
{
    const Point start = outer.geoTransform.toPixel(inner.geoTransform.toGround(0, 0));
    return {int(std::lround(start.x)), int(std::lround(start.y)), inner.size.width, inner.size.height};
}

CellSize reductionOf(const CellSize &suggested, const CellSize &cell)
{
    return {aboutWhole(cell.x / suggested.x), aboutWhole(cell.y / suggested.y)};
}

void refuseEmptyBox(const GroundBox &box)
{
    const bool isFinite = std::isfinite(box.xMinimum) && std::isfinite(box.yMinimum) && std::isfinite(box.xMaximum) &&
                          std::isfinite(box.yMaximum);
    if (!isFinite || box.xMinimum >= box.xMaximum || box.yMinimum >= box.yMaximum)
        throw Error(u"The box %1 is empty; give XMIN,YMIN,XMAX,YMAX with the smaller value first."_s.arg(boxText(box)));
}

void refuseCellSize(const CellSize &cell)
{
    if (!std::isfinite(cell.x) || !std::isfinite(cell.y) || cell.x <= 0 || cell.y <= 0)
        throw Error(u"The cell size %1,%2 is not above 0; give the width and height of a cell in units of the output's "
                    "coordinate system."_s.arg(cell.x)
                        .arg(cell.y));
}

void refuseHugeGrid(const GroundBox &box, const CellSize &cell)
{
    constexpr double mostCells = 1e13;
    const double columns = (box.xMaximum - box.xMinimum) / cell.x;
    const double rows = (box.yMaximum - box.yMinimum) / cell.y;
    // Room for what GDAL rounds, and for a halo.
    constexpr double mostInALine = std::numeric_limits<int>::max() - 65536.0;
    if (!(columns < mostInALine) || !(rows < mostInALine) || !(columns * rows < mostCells))
        throw Error(
            u"Cells of %1,%2 make a grid of about %3 columns and %4 rows, more than can be classified; give larger "
            "cells or a smaller extent, in units of the output's coordinate system."_s.arg(cell.x)
                .arg(cell.y)
                .arg(columns, 0, 'g', 6)
                .arg(rows, 0, 'g', 6));
    if (columns < 0.5 || rows < 0.5)
        throw Error(u"Cells of %1,%2 are larger than the whole extent %3; give smaller ones, in units of the output's "
                    "coordinate system."_s.arg(cell.x)
                        .arg(cell.y)
                        .arg(boxText(box)));
}

} // namespace pixelscape
