#include "core/raster/masked_raster.h"

#include "core/raster/grid_choice.h"

#include <algorithm>

namespace pixelscape {

MaskedRaster::MaskedRaster(std::unique_ptr<RasterSource> raster, const QString &mask)
    : m_raster(std::move(raster)), m_mask(mask, wholeGrid(m_raster->info()))
{
}

void MaskedRaster::read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                        std::span<std::uint8_t> valid)
{
    m_wanted.assign(valid.size(), 1);
    m_mask.clearOutside(window, m_wanted);
    const bool isWanted = std::ranges::find(m_wanted, std::uint8_t(1)) != m_wanted.end();
    if (!isWanted || m_raster->hasOnlyNodata(window, bands)) { // not worth reading
        std::ranges::fill(pixels, 0.0F);
        std::ranges::fill(valid, std::uint8_t(0));
        return;
    }
    m_raster->read(window, bands, pixels, valid);
    for (std::size_t i = 0; i < valid.size(); ++i)
        valid[i] &= m_wanted[i];
}

void MaskedRaster::clearEmpty(const CellGrid &grid, std::span<const int> bands, const LookLimits &limits,
                              std::span<std::uint8_t> hasData)
{
    m_raster->clearEmpty(grid, bands, limits, hasData);
    m_mask.clearEmpty(grid, limits, hasData);
}

} // namespace pixelscape
