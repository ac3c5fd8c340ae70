#include "core/run/tile_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pixelscape {

namespace {

/// Runs that compute fewer take seconds as they are.
constexpr double fewPixels = 8 << 20;
/// What a larger tile must cost at most, as a share of what the tile asked for does.
constexpr double worthwhile = 0.9;

/// Of tiles that compute so few pixels twice, larger ones are no better.
constexpr double littleOverlap = 1.1;
/// Costs that differ by less are equal.
constexpr double nearlyEqual = 1.02;

/// What a worker's first tile costs more than the others, as a share of one: finding its memory takes a tenth of a
/// second a gigabyte on most computers, which is next to nothing, and two or three in a virtual machine that gives its
/// memory back, where it takes as long again as the tile itself. Not measured, since that differs from one minute to
/// the next, and a plan should tell the tile of its run.
constexpr double firstTile = 0.5;
/// Pixels that could be inferred while it is proved that a larger tile answers the same.
constexpr double proof = 1 << 20;

int roundedUp(int value, int multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

/// Tiles grow by whole strides, also of networks whose stride is larger than the raster shows; they refuse other sizes.
int growthUnit(int stride)
{
    constexpr int largestStride = 64;
    return roundedUp(largestStride, stride);
}

/// Tiles that share an axis evenly: of every count of them the size, as long as it is larger than the one asked for. Of
/// many, one more or less makes no difference.
std::vector<int> sidesAlong(int from, int end, int side, int step, int stride)
{
    constexpr int many = 24;
    std::vector<int> sides;
    for (int count = 1; count <= std::max(1, (end - from) / step); count += 1 + count / many) {
        const int part = (end - from + count - 1) / count;
        if (part > step)
            sides.push_back(side + roundedUp(part - step, growthUnit(stride)));
    }
    sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
    if (sides.empty())
        sides.push_back(side);
    return sides;
}

/// How many times the pixels that are kept of a tile are computed.
double overlaps(Size size, const TilePlan &asked)
{
    const Size kept{size.width - asked.tile().width + asked.step().width,
                    size.height - asked.tile().height + asked.step().height};
    return double(size.area()) / double(kept.area());
}

std::vector<Size> candidates(const PixelRect &window, const TilePlan &asked, const TileLimits &limits)
{
    const int stride = asked.stride();
    const Size tile = asked.tile();
    const auto across = sidesAlong(window.x / stride * stride, window.right(), tile.width, asked.step().width, stride);
    const auto down = sidesAlong(window.y / stride * stride, window.bottom(), tile.height, asked.step().height, stride);
    std::vector<Size> sizes;
    for (const int width : across) {
        if (limits.isSquare)
            sizes.push_back({width, width});
        else
            for (const int height : down)
                sizes.push_back({width, height});
    }
    if (limits.isSquare)
        for (const int height : down)
            sizes.push_back({height, height});
    std::erase_if(sizes, [&](Size size) {
        return size.area() > limits.mostPixels || std::max(size.width, size.height) > limits.mostSide || size == tile ||
               overlaps(size, asked) < littleOverlap;
    });
    return sizes;
}

double costOf(const TilePlan &plan, const TileLimits &limits, const DataSketch &sketch)
{
    return pixelsOfOneWorker(plan, limits.workers, sketch) + firstTile * double(plan.tile().area());
}

/// What tiles of this size cost at least: those that hold data cover all of it.
double leastCostOf(Size size, const TilePlan &asked, const TileLimits &limits, double dataPixels)
{
    return dataPixels * overlaps(size, asked) / limits.workers + firstTile * double(size.area());
}

} // namespace

double pixelsOfOneWorker(const TilePlan &plan, int workers, const DataSketch &sketch)
{
    return std::ceil(double(plan.tilesWithData(sketch)) / workers) * double(plan.tile().area());
}

Size chooseLargerTile(const PixelRect &window, const TilePlanSettings &settings, const TileLimits &limits,
                      const DataSketch &sketch)
{
    const TilePlan asked(window, settings);
    const double limit = worthwhile * costOf(asked, limits, sketch) - proof;
    if (double(asked.tilesWithData(sketch) * asked.tile().area()) < fewPixels)
        return {};
    const double dataPixels = sketch.share() * double(window.area());
    std::vector<std::pair<double, Size>> costs;
    double least = std::numeric_limits<double>::infinity();
    for (const Size size : candidates(window, asked, limits)) {
        if (leastCostOf(size, asked, limits, dataPixels) > std::min(nearlyEqual * least, limit))
            continue;
        TilePlanSettings larger = settings;
        larger.inferred = size;
        costs.emplace_back(costOf(TilePlan(window, larger), limits, sketch), size);
        least = std::min(least, costs.back().first);
    }
    Size chosen;
    for (const auto &[cost, size] : costs)
        if (cost <= std::min(nearlyEqual * least, limit) && (chosen == Size{} || size.area() < chosen.area()))
            chosen = size;
    return chosen;
}

} // namespace pixelscape
