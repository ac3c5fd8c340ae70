#include "core/raster/preview_pixels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pixelscape {

namespace {

std::vector<int> bandsCalled(const RasterInfo &info, std::span<const QLatin1StringView> names)
{
    std::vector<int> found;
    for (const QLatin1StringView name : names) {
        const auto band = std::ranges::find_if(
            info.bands, [name](const BandInfo &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
        if (band == info.bands.end())
            return {};
        found.push_back(int(band - info.bands.begin()));
    }
    return found;
}

Reduction reductionFor(const PixelRect &window, Size size)
{
    const bool isSmaller = size.width < window.width || size.height < window.height;
    return isSmaller ? Reduction::Average : Reduction::Nearest;
}

/// What a class value looks like, found quickly: neighbours are mostly of the same class.
class ColorFinder
{
public:
    explicit ColorFinder(const ClassLegend &legend)
    {
        for (const ClassEntry &entry : legend)
            m_colors.push_back({double(entry.value), {entry.color.red, entry.color.green, entry.color.blue, 255}});
        std::ranges::stable_sort(m_colors, {}, &Colored::value);
    }

    const std::array<std::uint8_t, 4> &of(double value)
    {
        if (value != m_last.value) {
            const auto found = std::ranges::lower_bound(m_colors, value, {}, &Colored::value);
            const bool isKnown = found != m_colors.end() && found->value == value;
            m_last = isKnown ? *found : Colored{value, {}};
        }
        return m_last.rgba;
    }

private:
    struct Colored
    {
        double value;
        std::array<std::uint8_t, 4> rgba;
    };
    std::vector<Colored> m_colors;
    Colored m_last{std::nan(""), {}};
};

void stretchInto(PreviewPixels &preview, std::size_t color, std::span<const float> pixels, const Stretch &stretch)
{
    const auto low = float(stretch.low);
    const float factor = 255.0F / std::max(float(stretch.high - stretch.low), 1e-30F);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const float level = std::clamp((pixels[i] - low) * factor + 0.5F, 0.0F, 255.0F);
        preview.rgba[i * 4 + color] = std::uint8_t(level);
    }
}

} // namespace

std::vector<int> naturalColorBands(const RasterInfo &info)
{
    constexpr std::array names{QLatin1StringView("red"), QLatin1StringView("green"), QLatin1StringView("blue")};
    std::vector<int> called = bandsCalled(info, names);
    if (!called.empty())
        return called;
    if (info.bands.size() >= 5)
        return {2, 1, 0};
    if (info.bands.size() >= 3)
        return {0, 1, 2};
    return {0};
}

PreviewPixels scenePixels(GdalRasterSource &source, const PixelRect &window, Size size, std::span<const int> bands,
                          std::span<const Stretch> stretches, const GoOn &mayGoOn)
{
    const auto area = std::size_t(size.area());
    std::vector<float> pixels(area * bands.size());
    std::vector<std::uint8_t> valid(area);
    source.readReduced(window, size, bands, reductionFor(window, size), pixels, valid, mayGoOn);
    PreviewPixels preview{size, std::vector<std::uint8_t>(area * 4)};
    for (std::size_t color = 0; color < 3; ++color) {
        const std::size_t band = bands.size() == 3 ? color : 0;
        stretchInto(preview, color, std::span(pixels).subspan(band * area, area), stretches[band]);
    }
    for (std::size_t i = 0; i < area; ++i)
        preview.rgba[i * 4 + 3] = valid[i] ? 255 : 0;
    return preview;
}

PreviewPixels resultPixels(GdalRasterSource &source, const PixelRect &window, Size size, const ClassLegend &legend,
                           const GoOn &mayGoOn)
{
    const auto area = std::size_t(size.area());
    std::vector<double> values(area);
    source.readValues(window, size, 0, values, mayGoOn);
    PreviewPixels preview{size, std::vector<std::uint8_t>(area * 4)};
    ColorFinder colors(legend);
    for (std::size_t i = 0; i < area; ++i)
        std::ranges::copy(colors.of(values[i]), preview.rgba.begin() + std::ptrdiff_t(i * 4));
    return preview;
}

} // namespace pixelscape
