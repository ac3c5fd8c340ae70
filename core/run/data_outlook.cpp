#include "core/run/data_outlook.h"

#include "core/base/error.h"

#include <algorithm>
#include <new>

namespace pixelscape {

namespace {

/// Cells are no smaller than what a tile writes.
CellGrid gridFor(const TilePlan &plan)
{
    constexpr int most = 128;
    const PixelRect &window = plan.window();
    return {window,
            {std::clamp(window.width / plan.step().width, 1, most),
             std::clamp(window.height / plan.step().height, 1, most)}};
}

} // namespace

DataSketch lookForData(RasterSource &source, std::span<const int> bands, const TilePlan &plan, double seconds)
{
    constexpr int fewTiles = 64;
    constexpr std::int64_t tilesPerLook = 4;
    constexpr std::int64_t mostLooks = 256;
    constexpr double smallPart = 0.01;
    if (plan.tileCount() < fewTiles)
        return {};
    const LookLimits limits{int(std::min(mostLooks, plan.tileCount() / tilesPerLook)), smallPart * seconds};
    const CellGrid grid = gridFor(plan);
    std::vector<std::uint8_t> hasData(std::size_t(grid.cells.area()), 1);
    try {
        source.clearEmpty(grid, bands, limits, hasData);
    } catch (const Error &) {
        return {}; // whoever comes to that place says so
    } catch (const std::bad_alloc &) {
        return {};
    }
    return {grid, hasData};
}

} // namespace pixelscape
