#include "core/run/data_outlook.h"

#include "core/base/error.h"

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

DataSketch lookForData(RasterSource &source, std::span<const int> bands, const TilePlan &plan)
{
    // A look may read as much as a tile does, which takes a small part of what inferring it takes.
    constexpr int fewTiles = 64;
    constexpr std::int64_t tilesPerLook = 4;
    constexpr std::int64_t mostLooks = 256;
    if (plan.tileCount() < fewTiles)
        return {};
    const CellGrid grid = gridFor(plan);
    std::vector<std::uint8_t> hasData(std::size_t(grid.cells.area()), 1);
    try {
        source.clearEmpty(grid, bands, int(std::min(mostLooks, plan.tileCount() / tilesPerLook)), hasData);
    } catch (const Error &) {
        return {}; // whoever comes to that place says so
    }
    return {grid, hasData};
}

} // namespace pixelscape
