#pragma once

#include "core/raster/mask_source.h"
#include "core/raster/raster_source.h"

#include <memory>

namespace pixelscape {

/// A raster that is only wanted where a mask says so: elsewhere its pixels are not valid. Their values stay in a window
/// that holds anything wanted, so that a network sees the surroundings of it.
class MaskedRaster : public RasterSource
{
public:
    /// Throws Error as MaskSource.
    MaskedRaster(std::unique_ptr<RasterSource> raster, const QString &mask);

    const RasterInfo &info() const override { return m_raster->info(); }
    void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
              std::span<std::uint8_t> valid) override;
    bool isEmpty(const PixelRect &window, std::span<const int> bands) override
    {
        return m_raster->isEmpty(window, bands);
    }
    void clearEmpty(const CellGrid &grid, std::span<const int> bands, const LookLimits &limits,
                    std::span<std::uint8_t> hasData) override;

private:
    std::unique_ptr<RasterSource> m_raster;
    MaskSource m_mask;
    std::vector<std::uint8_t> m_wanted;
};

} // namespace pixelscape
