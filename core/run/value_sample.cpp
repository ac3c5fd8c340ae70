#include "core/run/value_sample.h"

#include "core/base/error.h"

#include <algorithm>

namespace pixelscape {

namespace {

/// The i-th of `count` windows of that length, the first at the raster's start, the last at its end.
int windowStart(int extent, int length, int i, int count)
{
    return int(std::int64_t(extent - length) * i / (count - 1));
}

} // namespace

std::vector<BandSample> sampleValues(RasterSource &source, std::span<const int> bands)
{
    // Wide and low: rasters in strips are read by whole rows.
    constexpr Size grid{6, 4};
    constexpr Size most{64, 16};
    const Size size = source.info().size;
    const Size window{std::min(size.width, most.width), std::min(size.height, most.height)};
    const std::size_t area = std::size_t(window.area());
    std::vector<float> pixels(area * bands.size());
    std::vector<std::uint8_t> valid(area);
    std::vector<std::vector<float>> values(bands.size());
    for (int i = 0; i < grid.width * grid.height; ++i) {
        try {
            source.read({windowStart(size.width, window.width, i % grid.width, grid.width),
                         windowStart(size.height, window.height, i / grid.width, grid.height), window.width,
                         window.height},
                        bands, pixels, valid);
        } catch (const Error &) {
            continue; // the run will say so when it comes to it
        }
        for (std::size_t at = 0; at < pixels.size(); ++at)
            if (valid[at % area])
                values[at / area].push_back(pixels[at]);
    }
    std::vector<BandSample> samples;
    for (std::vector<float> &band : values) {
        if (band.empty())
            return {};
        const auto middle = band.begin() + std::ptrdiff_t(band.size() / 2);
        std::ranges::nth_element(band, middle);
        const float median = *middle;
        const auto [lowest, highest] = std::ranges::minmax(band);
        samples.push_back({lowest, median, highest});
    }
    return samples;
}

} // namespace pixelscape
