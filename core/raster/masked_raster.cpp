#include "core/raster/masked_raster.h"

#include "core/raster/grid_choice.h"

namespace pixelscape {

MaskedRaster::MaskedRaster(std::unique_ptr<RasterSource> raster, const QString &mask)
    : m_raster(std::move(raster)), m_mask(mask, wholeGrid(m_raster->info()))
{
}

void MaskedRaster::read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                        std::span<std::uint8_t> valid)
{
    m_raster->read(window, bands, pixels, valid);
    m_mask.clearOutside(window, valid);
}

} // namespace pixelscape
