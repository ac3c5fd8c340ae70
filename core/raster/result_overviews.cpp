#include "core/raster/result_overviews.h"

#include "core/base/geometry.h"
#include "core/raster/creation_options.h"

#include <cpl_conv.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace pixelscape {

namespace {

constexpr int smallestOverviewedSide = 256;

/// 2, 4, 8, ... until the larger side is under 256 pixels.
std::vector<int> overviewFactors(Size size)
{
    std::vector<int> factors;
    int side = std::max(size.width, size.height);
    for (int factor = 2; side >= smallestOverviewedSide; factor *= 2) {
        factors.push_back(factor);
        side = (side + 1) / 2;
    }
    return factors;
}

/// Rounded up, as GDAL counts the pixels of an overview.
int halfOf(int pixels)
{
    return (pixels + 1) / 2;
}

float floatAt(std::span<const std::byte> row, std::size_t x)
{
    float value = 0;
    std::memcpy(&value, &row[x * sizeof(float)], sizeof(float));
    return value;
}

template <std::size_t bytesPerPixel> void takeEverySecond(std::span<const std::byte> from, std::span<std::byte> to)
{
    for (std::size_t at = 0; at < to.size(); at += bytesPerPixel)
        std::memcpy(&to[at], &from[2 * at], bytesPerPixel);
}

} // namespace

Halving everySecondPixel(std::size_t bytesPerPixel)
{
    return [bytesPerPixel](std::span<const std::byte> upper, std::span<const std::byte> /*lower*/,
                           std::span<std::byte> halved) {
        if (bytesPerPixel == 1)
            takeEverySecond<1>(upper, halved);
        else if (bytesPerPixel == 2)
            takeEverySecond<2>(upper, halved);
        else
            takeEverySecond<4>(upper, halved);
    };
}

Halving meanOfValid(float nodata)
{
    return [nodata](std::span<const std::byte> upper, std::span<const std::byte> lower, std::span<std::byte> halved) {
        const std::size_t width = upper.size() / sizeof(float);
        for (std::size_t x = 0; 2 * x < width; ++x) {
            float sum = 0;
            int valid = 0;
            for (const auto &row : {upper, lower}) {
                for (const std::size_t column : {2 * x, std::min(2 * x + 1, width - 1)}) {
                    const float value = floatAt(row, column);
                    sum += value >= 0 ? value : 0;
                    valid += value >= 0 ? 1 : 0;
                }
            }
            const float mean = valid > 0 ? sum / float(valid) : nodata;
            std::memcpy(&halved[x * sizeof(float)], &mean, sizeof(float));
        }
    };
}

OverviewWriter::OverviewWriter(GDALDataset &dataset, std::span<const std::byte> nodataPixel, int rowsOfPart,
                               Halving halving)
    : m_halving(std::move(halving)), m_pixelBytes(nodataPixel.size())
{
    GDALRasterBand *band = dataset.GetRasterBand(1);
    const std::vector<int> factors = overviewFactors({band->GetXSize(), band->GetYSize()});
    m_isMade = factors.empty() || makeLevels(dataset, factors);
    int rowsBefore = rowsOfPart;
    for (std::size_t level = 0; m_isMade && level < factors.size(); ++level) {
        GDALRasterBand *overview = band->GetOverview(int(level));
        m_isMade = overview != nullptr;
        if (!m_isMade)
            break;
        m_levels.emplace_back(overview, nodataPixel, halfOf(rowsBefore),
                              [this, next = level + 1](const BlockPart &part) { return addTo(next, part); });
        rowsBefore = m_levels.back().rowsOfPart();
    }
}

bool OverviewWriter::makeLevels(GDALDataset &dataset, const std::vector<int> &factors) const
{
    const CPLConfigOptionSetter blockSize("GDAL_TIFF_OVR_BLOCKSIZE", "256", false);
    const CPLConfigOptionSetter inside("USE_RRD", "NO", false);
    const CPLConfigOptionSetter sparse("SPARSE_OK_OVERVIEW", "YES", false);
    const CPLConfigOptionSetter level("ZLEVEL_OVERVIEW", quickDeflate, true);
    return dataset.BuildOverviews("NONE", int(factors.size()), factors.data(), 0, nullptr, nullptr, nullptr, nullptr) ==
           CE_None;
}

/// Of the level before, or of the raster itself.
bool OverviewWriter::addTo(std::size_t index, const BlockPart &part)
{
    if (index == m_levels.size())
        return true;
    BlockRowWriter &level = m_levels[index];
    const int rows = halfOf(part.window.height);
    if (part.values.empty())
        return level.appendNodata(rows);
    const std::span<std::byte> room = level.room(rows);
    const std::size_t left = std::size_t(part.window.x / 2) * m_pixelBytes;
    const std::size_t right = std::size_t(halfOf(part.window.right())) * m_pixelBytes;
    for (int row = 0; row < rows; ++row)
        halve(part, row, room.subspan(std::size_t(row) * level.rowBytes() + left, right - left));
    return right < level.rowBytes() || level.append(rows);
}

/// Two rows of a part, or the last one of an odd number.
void OverviewWriter::halve(const BlockPart &part, int pair, std::span<std::byte> halved) const
{
    const std::size_t rowBytes = std::size_t(part.window.width) * m_pixelBytes;
    const int lower = std::min(2 * pair + 1, part.window.height - 1);
    m_halving(part.values.subspan(std::size_t(2 * pair) * rowBytes, rowBytes),
              part.values.subspan(std::size_t(lower) * rowBytes, rowBytes), halved);
}

} // namespace pixelscape
