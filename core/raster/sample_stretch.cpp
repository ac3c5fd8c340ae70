#include "core/raster/preview_pixels.h"

#include <algorithm>

namespace pixelscape {

namespace {

/// Read whole where a raster, or an overview of it, is no larger.
constexpr std::int64_t mostPixels = 1 << 20;
/// An overview of fewer says less than windows of the raster itself.
constexpr std::int64_t fewestPixels = 1 << 14;
constexpr int windowsASide = 8;

using BandValues = std::vector<std::vector<float>>;

/// Adds what `window`, read as `size` pixels, holds of each band.
void sample(GdalRasterSource &source, const PixelRect &window, Size size, std::span<const int> bands,
            BandValues &values, const GoOn &mayGoOn)
{
    const auto area = std::size_t(size.area());
    std::vector<float> pixels(area * bands.size());
    std::vector<std::uint8_t> valid(area);
    source.readReduced(window, size, bands, Reduction::Nearest, pixels, valid, mayGoOn);
    for (std::size_t band = 0; band < bands.size(); ++band)
        for (std::size_t i = 0; i < area; ++i)
            if (valid[i])
                values[band].push_back(pixels[band * area + i]);
}

/// The largest overview that can be read at once; nothing where none will do.
Size usefulOverview(const GdalRasterSource &source)
{
    Size best;
    for (const Size size : source.overviewSizes())
        if (size.area() <= mostPixels && size.area() >= fewestPixels && size.area() > best.area())
            best = size;
    return best;
}

/// Windows at the beginnings of blocks, as large as need be for a few thousand pixels. No two of them are in the same
/// rows or columns: a raster in strips is seen from top to bottom.
std::vector<PixelRect> spreadWindows(const RasterInfo &info)
{
    constexpr int side = 64;
    constexpr int parts = windowsASide * windowsASide;
    const int height = std::min({side, info.block.height, info.size.height});
    const int width = std::min({side * side / height, std::max(side, info.block.width), info.size.width});
    const auto start = [](int part, int length, int block, int count) {
        const auto place = int((2 * std::int64_t(part) + 1) * count / (2 * parts));
        return std::clamp(place / block * block, 0, count - length);
    };
    std::vector<PixelRect> windows;
    for (int i = 0; i < windowsASide; ++i)
        for (int j = 0; j < windowsASide; ++j)
            windows.push_back({start(i * windowsASide + j, width, info.block.width, info.size.width),
                               start(j * windowsASide + i, height, info.block.height, info.size.height), width,
                               height});
    return windows;
}

Stretch percentileStretch(std::vector<float> &values)
{
    if (values.empty())
        return {};
    const auto at = [&](double share) {
        const auto place = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return double(*place);
    };
    Stretch stretch{at(0.02), at(0.98)};
    if (stretch.low == stretch.high) // nearly all are the same: the others shall be seen
        stretch = {at(0), at(1)};
    if (stretch.low == stretch.high)
        stretch.high += 1;
    return stretch;
}

} // namespace

std::vector<Stretch> sampleStretch(GdalRasterSource &source, std::span<const int> bands, const GoOn &mayGoOn)
{
    const RasterInfo &info = source.info();
    const PixelRect whole{0, 0, info.size.width, info.size.height};
    BandValues values(bands.size());
    const Size overview = usefulOverview(source);
    if (info.size.area() <= mostPixels)
        sample(source, whole, info.size, bands, values, mayGoOn);
    else if (overview.area() > 0)
        sample(source, whole, overview, bands, values, mayGoOn);
    else
        for (const PixelRect &window : spreadWindows(info))
            sample(source, window, {window.width, window.height}, bands, values, mayGoOn);
    std::vector<Stretch> stretches;
    for (std::vector<float> &band : values)
        stretches.push_back(percentileStretch(band));
    return stretches;
}

} // namespace pixelscape
