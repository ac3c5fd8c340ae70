#include "core/run/class_count.h"

#include "core/run/class_packing.h"

namespace pixelscape {

ClassCount::ClassCount(const AnalysisGrid &grid, const ClassLegend &legend, const ResultFormat &format)
    : m_legend(legend), m_format(format), m_gridWindow(grid.window), m_area(grid)
{
    for (const ClassEntry &entry : legend) {
        m_tally.counts.pixels[entry.value] = 0;
        m_tally.squareMetres[entry.value] = 0;
    }
}

/// By patches, because the area of a cell on the ellipsoid changes over the raster.
void ClassCount::add(const PixelRect &window, std::span<const std::byte> values)
{
    constexpr int patchWidth = 256;
    for (int x = window.x; x < window.right(); x += patchWidth)
        addPatch({x, window.y, std::min(patchWidth, window.right() - x), window.height}, window, values);
}

void ClassCount::addPatch(const PixelRect &patch, const PixelRect &window, std::span<const std::byte> values)
{
    std::map<std::int64_t, std::int64_t> pixels;
    std::int64_t run = 0;
    std::int64_t runValue = m_format.nodata;
    for (int line = 0; line < patch.height; ++line) {
        const std::size_t start = std::size_t(line) * std::size_t(window.width) + std::size_t(patch.x - window.x);
        for (std::size_t i = 0; i < std::size_t(patch.width); ++i) {
            const std::int64_t value = packedValueAt(values.data(), start + i, m_format.type);
            if (value != runValue) {
                pixels[runValue] += run;
                run = 0;
                runValue = value;
            }
            ++run;
        }
    }
    pixels[runValue] += run;
    const double cell =
        m_area.isKnown() ? m_area.squareMetresPerPixel(patch.translated(-m_gridWindow.x, -m_gridWindow.y)) : 0;
    for (const auto &[value, number] : pixels) {
        if (value == m_format.nodata) {
            m_tally.counts.nodata += number;
        } else {
            m_tally.counts.pixels[value] += number;
            m_tally.squareMetres[value] += double(number) * cell;
        }
    }
}

std::vector<ClassShare> ClassCount::shares() const
{
    std::vector<ClassShare> shares;
    for (const ClassEntry &entry : m_legend) {
        ClassShare share{entry, m_tally.counts.pixels.at(entry.value), std::nullopt};
        if (m_area.isKnown())
            share.squareMetres = m_tally.squareMetres.at(entry.value);
        shares.push_back(share);
    }
    return shares;
}

} // namespace pixelscape
