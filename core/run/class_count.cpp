#include "core/run/class_count.h"

#include "core/run/class_packing.h"

#include <array>

namespace pixelscape {

namespace {

using ValueCounts = std::map<std::int64_t, std::int64_t>;

std::size_t startOfLine(int line, const PixelRect &patch, const PixelRect &window)
{
    return std::size_t(line) * std::size_t(window.width) + std::size_t(patch.x - window.x);
}

/// Two tables, since neighbouring pixels are often the same, and one count would wait for the other.
ValueCounts countBytes(const PixelRect &patch, const PixelRect &window, std::span<const std::byte> values)
{
    std::array<std::array<std::int64_t, 256>, 2> tables{};
    for (int line = 0; line < patch.height; ++line) {
        const auto row = values.subspan(startOfLine(line, patch, window), std::size_t(patch.width));
        for (std::size_t i = 0; i < row.size(); ++i)
            ++tables[i % 2][std::to_integer<std::size_t>(row[i])];
    }
    ValueCounts counts;
    for (std::size_t value = 0; value < tables[0].size(); ++value)
        if (const std::int64_t count = tables[0][value] + tables[1][value]; count > 0)
            counts[std::int64_t(value)] = count;
    return counts;
}

ValueCounts countValues(const PixelRect &patch, const PixelRect &window, std::span<const std::byte> values,
                        const ResultFormat &format)
{
    ValueCounts counts;
    std::int64_t run = 0;
    std::int64_t runValue = format.nodata;
    for (int line = 0; line < patch.height; ++line) {
        const std::size_t start = startOfLine(line, patch, window);
        for (std::size_t i = 0; i < std::size_t(patch.width); ++i) {
            const std::int64_t value = packedValueAt(values.data(), start + i, format.type);
            if (value != runValue) {
                counts[runValue] += run;
                run = 0;
                runValue = value;
            }
            ++run;
        }
    }
    counts[runValue] += run;
    return counts;
}

} // namespace

ClassCount::ClassCount(const AnalysisGrid &grid, const ClassLegend &legend, const ResultFormat &format, int blockWidth)
    : m_legend(legend), m_format(format), m_gridWindow(grid.window), m_blockWidth(blockWidth), m_area(grid)
{
    for (const ClassEntry &entry : legend) {
        m_tally.counts.pixels[entry.value] = 0;
        m_tally.squareMetres[entry.value] = 0;
    }
}

/// By patches of a block, because the area of a cell on the ellipsoid changes over the raster.
void ClassCount::add(const PixelRect &window, std::span<const std::byte> values)
{
    constexpr int patchWidth = 256;
    PixelRect patch{window.x, window.y, 0, window.height};
    for (; patch.x < window.right(); patch.x = patch.right()) {
        const int leftInBlock = m_blockWidth - (patch.x - m_gridWindow.x) % m_blockWidth;
        patch.width = std::min({patchWidth, leftInBlock, window.right() - patch.x});
        addPatch(patch, window, values);
    }
}

void ClassCount::addPatch(const PixelRect &patch, const PixelRect &window, std::span<const std::byte> values)
{
    const auto pixels = m_format.type == ResultType::Byte ? countBytes(patch, window, values)
                                                          : countValues(patch, window, values, m_format);
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
