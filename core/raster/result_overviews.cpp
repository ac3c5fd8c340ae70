#include "core/raster/result_overviews.h"

#include "core/raster/block_rows.h"
#include "core/raster/creation_options.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/result_tiff.h"

#include <cpl_conv.h>

#include <algorithm>
#include <cstring>

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

/// Empty overviews inside the file, laid out as the raster itself whatever the machine's settings say.
bool makeOverviewLevels(GDALDataset &dataset, const std::vector<int> &factors)
{
    const CPLConfigOptionSetter blockSize("GDAL_TIFF_OVR_BLOCKSIZE", "256", false);
    const CPLConfigOptionSetter inside("USE_RRD", "NO", false);
    const CPLConfigOptionSetter sparse("SPARSE_OK_OVERVIEW", "NO", false);
    const CPLConfigOptionSetter level("ZLEVEL_OVERVIEW", quickDeflate, true);
    return dataset.BuildOverviews("NONE", int(factors.size()), factors.data(), 0, nullptr, nullptr, nullptr, nullptr) ==
           CE_None;
}

bool writeHalved(GDALRasterBand *from, GDALRasterBand *to, std::span<const std::byte> nodataPixel,
                 const Halving &halving, const GoOn &mayGoOn)
{
    BlockRowReader reader(from, int(nodataPixel.size()));
    BlockRowWriter writer(to, nodataPixel);
    std::vector<std::byte> upper;
    std::vector<std::byte> halved(std::size_t(to->GetXSize()) * nodataPixel.size());
    for (int y = 0; y < to->GetYSize(); ++y) {
        throwIfStopped(mayGoOn);
        const auto first = reader.row(2 * y);
        upper.assign(first.begin(), first.end()); // the reader may forget it with the next row
        const auto lower = reader.row(std::min(2 * y + 1, from->GetYSize() - 1));
        if (upper.empty() || lower.empty())
            return false;
        halving(upper, lower, halved);
        if (!writer.append(halved, 1))
            return false;
    }
    return true;
}

float floatAt(std::span<const std::byte> row, std::size_t x)
{
    float value = 0;
    std::memcpy(&value, &row[x * sizeof(float)], sizeof(float));
    return value;
}

} // namespace

Halving everySecondPixel(std::size_t bytesPerPixel)
{
    return [bytesPerPixel](std::span<const std::byte> upper, std::span<const std::byte> /*lower*/,
                           std::span<std::byte> halved) {
        for (std::size_t at = 0; at < halved.size(); at += bytesPerPixel)
            std::memcpy(&halved[at], &upper[2 * at], bytesPerPixel);
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

void addOverviews(const QString &path, const QString &finalPath, std::span<const std::byte> nodataPixel,
                  const Halving &halving, const GoOn &mayGoOn)
{
    GdalErrors errors;
    GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
    if (!dataset)
        throw resultNotWritten(finalPath, errors.lastMessage());
    GDALRasterBand *band = dataset->GetRasterBand(1);
    const std::vector<int> factors = overviewFactors({band->GetXSize(), band->GetYSize()});
    if (factors.empty())
        return;
    bool written = makeOverviewLevels(*dataset, factors);
    GDALRasterBand *from = band;
    for (std::size_t level = 0; written && level < factors.size(); ++level) {
        GDALRasterBand *to = band->GetOverview(int(level));
        written = to != nullptr && writeHalved(from, to, nodataPixel, halving, mayGoOn);
        from = to;
    }
    if (!written || errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
    closeResult(std::move(dataset), finalPath);
}

} // namespace pixelscape
