#pragma once

#include "core/base/go_on.h"
#include "core/raster/raster_source.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace pixelscape {

/// How many pixels become one: class values must not be averaged.
enum class Reduction { Nearest, Average };

/// Any raster that GDAL opens, read by windows. NoData values, mask bands, alpha bands, NaN and blocks that were never
/// written are all "no data"; an alpha band that is itself among the bands read is taken for data (image services call
/// near infrared "alpha").
class GdalRasterSource : public RasterSource
{
public:
    /// Throws Error: missing, not a raster, a container of several rasters, complex numbers.
    explicit GdalRasterSource(const QString &path);
    /// The raster as `definition` shows it (SettledGrid, BandStack), where that is not empty; its path is still the
    /// raster's own.
    GdalRasterSource(const QString &path, const QString &definition, Facts facts = Facts::All);
    ~GdalRasterSource() override;

    const RasterInfo &info() const override;
    void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
              std::span<std::uint8_t> valid) override;
    bool isEmpty(const PixelRect &window, std::span<const int> bands) override;
    bool hasOnlyNodata(const PixelRect &window, std::span<const int> bands) override;
    void clearEmpty(const CellGrid &grid, std::span<const int> bands, const LookLimits &limits,
                    std::span<std::uint8_t> hasData) override;
    /// Whether some of it lies on a server, where each answer is waited for.
    bool isElsewhere() const;

    /// As read(), reduced (or enlarged) to `size` pixels, from overviews where there are any. Throws Cancelled soon
    /// after `mayGoOn` says so, in the middle of a large raster as well.
    void readReduced(const PixelRect &window, Size size, std::span<const int> bands, Reduction reduction,
                     std::span<float> pixels, std::span<std::uint8_t> valid, const GoOn &mayGoOn = {});

    /// The stored values of one band, as exact as its type has them, none of them mixed; NoData is a value like any
    /// other. Throws as readReduced.
    void readValues(const PixelRect &window, Size size, int band, std::span<double> values, const GoOn &mayGoOn = {});

    /// Of the first band, in the file's order.
    std::vector<Size> overviewSizes() const;

    /// Lowest and highest value over the given bands, from stored statistics where there are any, else from a sample of
    /// the pixels (overviews where there are any). The same file always gives the same answer.
    std::pair<double, double> valueRange(std::span<const int> bands);

    /// As contentFingerprint().
    QString fingerprint() const;
    /// The files that it is made of, as far as GDAL knows: also those behind a virtual raster, and behind one of those.
    QStringList files() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Bounds the memory that GDAL keeps decoded blocks in, for this process.
void setBlockCacheBytes(std::int64_t bytes);

/// "3.6.2"
QString gdalVersion();

} // namespace pixelscape
