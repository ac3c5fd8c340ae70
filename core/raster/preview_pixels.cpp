#include "core/raster/preview_pixels.h"

#include "core/base/error.h"
#include "core/raster/gdal_raster_source.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct Reduced
{
    std::vector<float> pixels; ///< bands x height x width
    std::vector<std::uint8_t> valid;
};

struct Stretch
{
    float low = 0;
    float high = 1;

    std::uint8_t apply(float value) const
    {
        return std::uint8_t(std::clamp((value - low) / (high - low), 0.0F, 1.0F) * 255.0F + 0.5F);
    }
};

Stretch percentileStretch(std::span<const float> pixels, std::span<const std::uint8_t> valid)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < pixels.size(); ++i)
        if (valid[i])
            values.push_back(pixels[i]);
    if (values.empty())
        return {};
    const auto at = [&](double share) {
        const auto place = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const float low = at(0.02);
    const float high = at(0.98);
    return {low, high > low ? high : low + 1};
}

/// Red, green, blue of a scene whose bands are called so or come as blue, green, red first; else the first band in
/// grey.
std::vector<int> chosenBands(const RasterInfo &info)
{
    std::vector<int> found;
    for (const QLatin1StringView color : {"red"_L1, "green"_L1, "blue"_L1})
        for (std::size_t i = 0; i < info.bands.size(); ++i)
            if (info.bands[i].name.compare(color, Qt::CaseInsensitive) == 0)
                found.push_back(int(i));
    if (found.size() == 3)
        return found;
    if (info.bands.size() >= 5)
        return {2, 1, 0};
    if (info.bands.size() >= 3)
        return {0, 1, 2};
    return {0};
}

} // namespace

PreviewPixels scenePreview(const PreviewRequest &request)
{
    GdalRasterSource source(request.raster);
    const std::vector<int> bands = request.bands.empty() ? chosenBands(source.info()) : request.bands;
    const auto area = std::size_t(request.size.area());
    Reduced reduced{std::vector<float>(area * bands.size()), std::vector<std::uint8_t>(area)};
    source.readReduced(request.window, request.size, bands, Reduction::Average, reduced.pixels, reduced.valid);
    PreviewPixels preview{request.size, std::vector<std::uint8_t>(area * 4)};
    for (std::size_t color = 0; color < 3; ++color) {
        const std::size_t band = bands.size() == 3 ? color : 0;
        const std::span<const float> pixels = std::span(reduced.pixels).subspan(band * area, area);
        const Stretch stretch = percentileStretch(pixels, reduced.valid);
        for (std::size_t i = 0; i < area; ++i)
            preview.rgba[i * 4 + color] = stretch.apply(pixels[i]);
    }
    for (std::size_t i = 0; i < area; ++i)
        preview.rgba[i * 4 + 3] = reduced.valid[i] ? 255 : 0;
    return preview;
}

PreviewPixels resultPreview(const PreviewRequest &request, const ClassLegend &legend)
{
    GdalRasterSource source(request.raster);
    const auto area = std::size_t(request.size.area());
    Reduced reduced{std::vector<float>(area), std::vector<std::uint8_t>(area)};
    const std::vector<int> bands{0};
    source.readReduced(request.window, request.size, bands, Reduction::Nearest, reduced.pixels, reduced.valid);
    PreviewPixels preview{request.size, std::vector<std::uint8_t>(area * 4)};
    for (std::size_t i = 0; i < area; ++i) {
        const auto value = std::int64_t(reduced.pixels[i]);
        const auto entry = std::ranges::find(legend, value, &ClassEntry::value);
        if (!reduced.valid[i] || entry == legend.end())
            continue;
        std::uint8_t *pixel = &preview.rgba[i * 4];
        pixel[0] = entry->color.red;
        pixel[1] = entry->color.green;
        pixel[2] = entry->color.blue;
        pixel[3] = 255;
    }
    return preview;
}

} // namespace pixelscape
