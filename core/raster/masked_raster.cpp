#include "core/raster/masked_raster.h"

#include "core/raster/grid_choice.h"

#include <algorithm>

namespace pixelscape {

MaskedRaster::MaskedRaster(std::unique_ptr<RasterSource> raster, const QString &mask)
    : m_raster(std::move(raster)), m_maskPath(mask), m_mask(mask, wholeGrid(m_raster->info()))
{
}

void MaskedRaster::read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                        std::span<std::uint8_t> valid)
{
    if (!isWantedAt(window) || m_raster->hasOnlyNodata(window, bands)) { // not worth reading
        std::ranges::fill(pixels, 0.0F);
        std::ranges::fill(valid, std::uint8_t(0));
        return;
    }
    m_raster->read(window, bands, pixels, valid);
    for (std::size_t i = 0; i < valid.size(); ++i)
        valid[i] &= m_wanted[i];
}

/// Leaves in m_wanted which of the pixels are.
bool MaskedRaster::isWantedAt(const PixelRect &window)
{
    m_wanted.assign(std::size_t(window.area()), 1);
    m_mask.clearOutside(window, m_wanted);
    return std::ranges::find(m_wanted, std::uint8_t(1)) != m_wanted.end();
}

void MaskedRaster::clearEmpty(const CellGrid &grid, std::span<const int> bands, int mostLooks,
                              std::span<std::uint8_t> hasData)
{
    m_raster->clearEmpty(grid, bands, mostLooks, hasData);
    if (m_mask.isOfPolygons())
        clearWithoutPolygons(grid, hasData);
    else
        lookAround(grid, mostLooks, hasData, [this](const PixelRect &place) { return isWantedAt(place); });
}

/// By the polygons as a raster of larger pixels shows them, several to a cell.
void MaskedRaster::clearWithoutPolygons(const CellGrid &grid, std::span<std::uint8_t> hasData) const
{
    constexpr int finer = 8;
    const Size size{grid.cells.width * finer, grid.cells.height * finer};
    AnalysisGrid coarse = gridOfWindow(m_raster->info(), grid.window);
    auto &c = coarse.geoTransform.c;
    for (const std::size_t i : {1, 4})
        c[i] *= double(grid.window.width) / size.width;
    for (const std::size_t i : {2, 5})
        c[i] *= double(grid.window.height) / size.height;
    coarse.window = {0, 0, size.width, size.height};
    std::vector<std::uint8_t> wanted(std::size_t(size.area()), 1);
    MaskSource(m_maskPath, coarse).clearOutside(coarse.window, wanted);
    const DataSketch sketch({coarse.window, size}, wanted);
    clearCells({coarse.window, grid.cells}, hasData,
               [&sketch](const PixelRect &cell) { return !sketch.hasData(sketch.columns(cell), sketch.rows(cell)); });
}

} // namespace pixelscape
