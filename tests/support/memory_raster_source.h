#pragma once

#include "core/raster/raster_source.h"

#include <QStringList>

#include <vector>

namespace pixelscape {

/// A raster written out in a test: rows end at '/', values at a space, '-' is a pixel without data. "1 2 / - 4" is two
/// rows of two pixels.
class MemoryRasterSource : public RasterSource
{
public:
    /// One text a band, all of the same size.
    explicit MemoryRasterSource(const QStringList &bands);

    /// Reading this pixel throws Error with this sentence, as a file that is damaged inside.
    void damage(int x, int y, const QString &sentence);

    const RasterInfo &info() const override { return m_info; }
    void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
              std::span<std::uint8_t> valid) override;

private:
    struct Band
    {
        std::vector<float> values;
        std::vector<std::uint8_t> valid;
    };

    RasterInfo m_info;
    std::vector<Band> m_bands;
    PixelRect m_damaged;
    QString m_sentence;
};

} // namespace pixelscape
