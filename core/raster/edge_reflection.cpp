#include "core/raster/edge_reflection.h"

#include <cstring>

namespace pixelscape {

namespace {

constexpr int outside = -1;

/// For each column (or row) of a window, the index inside the raster that it shows, or `outside`.
std::vector<int> shownIndices(int first, int count, int rasterCount, EdgeRule rule)
{
    std::vector<int> indices(std::size_t(count), outside);
    for (int i = 0; i < count; ++i) {
        const int index = first + i;
        if (rule == EdgeRule::Reflect)
            indices[std::size_t(i)] = reflectedIndex(index, rasterCount);
        else if (index >= 0 && index < rasterCount)
            indices[std::size_t(i)] = index;
    }
    return indices;
}

struct IndexRange
{
    int first = 0;
    int count = 0;
};

IndexRange rangeOf(const std::vector<int> &indices)
{
    int lowest = std::numeric_limits<int>::max();
    int highest = outside;
    for (const int index : indices) {
        if (index == outside)
            continue;
        lowest = std::min(lowest, index);
        highest = std::max(highest, index);
    }
    return highest == outside ? IndexRange{} : IndexRange{lowest, highest - lowest + 1};
}

template <typename Value>
void gather(std::span<const Value> from, int fromWidth, IndexRange columnRange, IndexRange rowRange,
            const std::vector<int> &columns, const std::vector<int> &rows, std::span<Value> to)
{
    std::size_t at = 0;
    for (const int row : rows) {
        const std::size_t start = std::size_t(row - rowRange.first) * std::size_t(fromWidth);
        for (const int column : columns) {
            const bool inside = row != outside && column != outside;
            to[at++] = inside ? from[start + std::size_t(column - columnRange.first)] : Value(0);
        }
    }
}

} // namespace

int reflectedIndex(int index, int count)
{
    if (count == 1)
        return 0;
    const int period = 2 * (count - 1);
    const int phase = ((index % period) + period) % period;
    return phase < count ? phase : period - phase;
}

void readWithEdges(RasterSource &source, const PixelRect &window, std::span<const int> bands, EdgeRule rule,
                   std::span<float> pixels, std::span<std::uint8_t> valid)
{
    const Size size = source.info().size;
    if (PixelRect{0, 0, size.width, size.height}.contains(window)) {
        source.read(window, bands, pixels, valid);
        return;
    }
    const std::vector<int> columns = shownIndices(window.x, window.width, size.width, rule);
    const std::vector<int> rows = shownIndices(window.y, window.height, size.height, rule);
    const IndexRange columnRange = rangeOf(columns);
    const IndexRange rowRange = rangeOf(rows);
    if (columnRange.count == 0 || rowRange.count == 0) {
        std::ranges::fill(pixels, 0.0F);
        std::ranges::fill(valid, std::uint8_t(0));
        return;
    }
    const PixelRect inside{columnRange.first, rowRange.first, columnRange.count, rowRange.count};
    const auto area = std::size_t(inside.area());
    std::vector<float> insidePixels(area * bands.size());
    std::vector<std::uint8_t> insideValid(area);
    source.read(inside, bands, insidePixels, insideValid);
    for (std::size_t band = 0; band < bands.size(); ++band)
        gather<float>(std::span(insidePixels).subspan(band * area, area), inside.width, columnRange, rowRange, columns,
                      rows, pixels.subspan(band * valid.size(), valid.size()));
    gather<std::uint8_t>(insideValid, inside.width, columnRange, rowRange, columns, rows, valid);
}

} // namespace pixelscape
