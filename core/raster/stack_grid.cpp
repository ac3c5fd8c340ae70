#include "core/raster/stack_grid.h"

#include "core/base/error.h"
#include "core/raster/grid_lattice.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr double tolerance = 1e-6;

struct Range
{
    int first = 0;
    int count = 0;
    double from = 0;
    double length = 0;
};

double rounded(double value)
{
    return std::round(value / tolerance) * tolerance;
}

/// Along one axis: of `cells` cells, those that lie whole between `start` and `start + pixels * ratio`, and what of the
/// pixels they show. Rounded, so that a cell centre on the border of two pixels always falls to the same one.
Range rangeOf(double start, int pixels, double ratio, int cells)
{
    const double first = std::clamp(std::ceil(start - tolerance), 0.0, double(cells));
    const double last = std::clamp(std::floor(start + pixels * ratio + tolerance), first, double(cells));
    const double from = std::max(rounded((first - start) / ratio), 0.0);
    const double to = std::min(rounded((last - start) / ratio), double(pixels));
    return {int(first), int(last - first), from, to - from};
}

PlaceOnGrid northUpPlace(const RasterInfo &raster, const RasterInfo &grid)
{
    const auto &own = raster.geoTransform.c;
    const auto &wide = grid.geoTransform.c;
    const Range x = rangeOf((own[0] - wide[0]) / wide[1], raster.size.width, own[1] / wide[1], grid.size.width);
    const Range y = rangeOf((own[3] - wide[3]) / wide[5], raster.size.height, own[5] / wide[5], grid.size.height);
    if (x.count == 0 || y.count == 0)
        throw Error(u"%1 does not meet %2, on whose grid the bands are to be stacked; give bands of one scene."_s.arg(
            raster.path, grid.path));
    return {{x.first, y.first, x.count, y.count}, x.from, y.from, x.length, y.length};
}

/// True where the corners of both are the same within half a cell of the grid, as far as both have a place.
bool haveSameCorners(const RasterInfo &raster, const RasterInfo &grid)
{
    if (!raster.hasGeoTransform || !grid.hasGeoTransform)
        return true;
    for (const double x : {0.0, 1.0}) {
        for (const double y : {0.0, 1.0}) {
            const Point ground = raster.geoTransform.toGround(x * raster.size.width, y * raster.size.height);
            const Point cell = grid.geoTransform.toPixel(ground);
            if (!(std::abs(cell.x - x * grid.size.width) < 0.5 && std::abs(cell.y - y * grid.size.height) < 0.5))
                return false;
        }
    }
    return true;
}

QString sizeText(const RasterInfo &raster)
{
    return u"%1 x %2 cells"_s.arg(raster.size.width).arg(raster.size.height);
}

bool isMultipleOf(const Size &large, const Size &small)
{
    const int times = large.width / small.width;
    return times > 0 && times * std::int64_t(small.width) == large.width &&
           times * std::int64_t(small.height) == large.height;
}

PlaceOnGrid wholePlace(const RasterInfo &raster, const RasterInfo &grid)
{
    const bool isMultiple = isMultipleOf(grid.size, raster.size) || isMultipleOf(raster.size, grid.size);
    if (!isMultiple || !haveSameCorners(raster, grid))
        throw Error(u"%1 (%2) cannot be laid over %3 (%4): one of them is rotated or has no place on the ground, and "
                    "they do not show the same area with a whole number of cells to a cell; warp both to north-up "
                    "grids (gdalwarp)."_s.arg(raster.path, sizeText(raster), grid.path, sizeText(grid)));
    const Size &size = raster.size;
    return {{0, 0, grid.size.width, grid.size.height}, 0, 0, double(size.width), double(size.height)};
}

} // namespace

std::size_t finestOf(const std::vector<RasterInfo> &rasters)
{
    const bool allPlaced = std::ranges::all_of(rasters, &RasterInfo::hasGeoTransform);
    const auto coarseness = [allPlaced](const RasterInfo &raster) {
        return allPlaced ? std::abs(raster.geoTransform.determinant()) : -double(raster.size.area());
    };
    // Cells that differ by the rounding of their numbers alone are equally fine.
    std::size_t finest = 0;
    for (std::size_t i = 1; i < rasters.size(); ++i) {
        const double least = coarseness(rasters[finest]);
        if (coarseness(rasters[i]) < least - std::abs(least) * tolerance)
            finest = i;
    }
    return finest;
}

bool haveEquallyFineCells(const RasterInfo &one, const RasterInfo &other)
{
    const std::vector<RasterInfo> both{one, other};
    const std::vector<RasterInfo> turned{other, one};
    return finestOf(both) == 0 && finestOf(turned) == 0; // the first of those that are equally fine
}

PlaceOnGrid placeOnGrid(const RasterInfo &raster, const RasterInfo &grid)
{
    return isNorthUp(raster) && isNorthUp(grid) ? northUpPlace(raster, grid) : wholePlace(raster, grid);
}

} // namespace pixelscape
