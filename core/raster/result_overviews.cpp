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

/// 2, 4, 8, ... until the smaller side is under 256 pixels.
std::vector<int> overviewFactors(Size size)
{
    std::vector<int> factors;
    int side = std::min(size.width, size.height);
    for (int factor = 2; side >= smallestOverviewedSide; factor *= 2) {
        factors.push_back(factor);
        side = (side + 1) / 2;
    }
    return factors;
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

OverviewWriter::Level::Level(GDALRasterBand *band, std::span<const std::byte> nodataPixel, std::size_t rowBytesBefore,
                             BlockRowWriter::Listener listener)
    : writer(band, nodataPixel, std::move(listener)), halved(std::size_t(band->GetXSize()) * nodataPixel.size())
{
    while (nodataRow.size() < rowBytesBefore)
        nodataRow.insert(nodataRow.end(), nodataPixel.begin(), nodataPixel.end());
}

OverviewWriter::OverviewWriter(GDALDataset &dataset, std::span<const std::byte> nodataPixel, Halving halving)
    : m_halving(std::move(halving))
{
    GDALRasterBand *band = dataset.GetRasterBand(1);
    const std::vector<int> factors = overviewFactors({band->GetXSize(), band->GetYSize()});
    m_isMade = factors.empty() || makeLevels(dataset, factors);
    int widthBefore = band->GetXSize();
    for (std::size_t level = 0; m_isMade && level < factors.size(); ++level) {
        GDALRasterBand *overview = band->GetOverview(int(level));
        m_isMade = overview != nullptr;
        if (!m_isMade)
            break;
        m_levels.emplace_back(overview, nodataPixel, std::size_t(widthBefore) * nodataPixel.size(),
                              [this, next = level + 1](const BlockRow &rows) { return addTo(next, rows); });
        widthBefore = overview->GetXSize();
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

bool OverviewWriter::addTo(std::size_t index, const BlockRow &rows)
{
    if (!m_isMade || index == m_levels.size())
        return m_isMade;
    Level &level = m_levels[index];
    const auto rowAt = [&](int row) {
        return rows.values.empty()
                   ? std::span<const std::byte>(level.nodataRow)
                   : rows.values.subspan(std::size_t(row) * level.nodataRow.size(), level.nodataRow.size());
    };
    int row = 0;
    if (!level.upper.empty() && rows.rows > 0) {
        if (!addHalved(level, level.upper, rowAt(row++)))
            return false;
        level.upper.clear();
    }
    const int pairs = (rows.rows - row) / 2;
    if (rows.values.empty()) {
        if (!level.writer.appendNodata(pairs))
            return false;
        row += 2 * pairs;
    }
    for (; row + 1 < rows.rows; row += 2)
        if (!addHalved(level, rowAt(row), rowAt(row + 1)))
            return false;
    if (row < rows.rows)
        level.upper.assign(rowAt(row).begin(), rowAt(row).end());
    return true;
}

bool OverviewWriter::addHalved(Level &level, std::span<const std::byte> upper, std::span<const std::byte> lower)
{
    m_halving(upper, lower, level.halved);
    return level.writer.append(level.halved, 1);
}

bool OverviewWriter::finish()
{
    for (Level &level : m_levels) {
        if (level.upper.empty())
            continue;
        const std::vector<std::byte> last = std::exchange(level.upper, {});
        if (!addHalved(level, last, last))
            return false;
    }
    return m_isMade;
}

} // namespace pixelscape
