#include "core/raster/attribute_table.h"

#include "core/raster/gdal_errors.h"
#include "core/raster/result_files.h"
#include "core/raster/result_tiff.h"

#include <cpl_conv.h>
#include <gdal_rat.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t highestNamedCategory = 255;

std::int64_t countOf(const ClassCounts &counts, std::int64_t value)
{
    const auto found = counts.pixels.find(value);
    return found == counts.pixels.end() ? 0 : found->second;
}

/// GDAL's integer columns hold 32 signed bits.
bool needsRealColumn(const ClassLegend &legend)
{
    return std::ranges::any_of(legend, [](const ClassEntry &entry) {
        return entry.value > std::numeric_limits<std::int32_t>::max() ||
               entry.value < std::numeric_limits<std::int32_t>::min();
    });
}

void createColumns(GDALRasterAttributeTable &table, const ClassLegend &legend)
{
    table.SetTableType(GRTT_THEMATIC);
    table.CreateColumn("Value", needsRealColumn(legend) ? GFT_Real : GFT_Integer, GFU_MinMax);
    table.CreateColumn("Count", GFT_Real, GFU_PixelCount); // whole numbers up to 2^53
    table.CreateColumn("ClassName", GFT_String, GFU_Name);
    table.CreateColumn("Red", GFT_Integer, GFU_Red);
    table.CreateColumn("Green", GFT_Integer, GFU_Green);
    table.CreateColumn("Blue", GFT_Integer, GFU_Blue);
}

void fillRow(GDALRasterAttributeTable &table, int row, const ClassEntry &entry, std::int64_t count)
{
    table.SetValue(row, 0, double(entry.value));
    table.SetValue(row, 1, double(count));
    table.SetValue(row, 2, entry.name.toUtf8().constData());
    table.SetValue(row, 3, entry.color.red);
    table.SetValue(row, 4, entry.color.green);
    table.SetValue(row, 5, entry.color.blue);
}

void writeTable(GDALRasterBand &band, const ClassLegend &legend, const ClassCounts &counts)
{
    GDALDefaultRasterAttributeTable table;
    createColumns(table, legend);
    table.SetRowCount(int(legend.size()));
    for (std::size_t row = 0; row < legend.size(); ++row)
        fillRow(table, int(row), legend[row], countOf(counts, legend[row].value));
    band.SetDefaultRAT(&table);
}

/// Category names are a list whose index is the value, so they exist for small values only.
void writeCategoryNames(GDALRasterBand &band, const ClassLegend &legend)
{
    std::vector<std::string> names;
    for (const ClassEntry &entry : legend) {
        if (entry.value < 0 || entry.value > highestNamedCategory)
            return;
        names.resize(std::max(names.size(), std::size_t(entry.value) + 1));
        names[std::size_t(entry.value)] = entry.name.toStdString();
    }
    CPLStringList list;
    for (const std::string &name : names)
        list.AddString(name.c_str());
    band.SetCategoryNames(list.List());
}

void writeStatistics(GDALRasterBand &band, const ClassCounts &counts)
{
    const auto statistics = classStatistics(counts);
    if (!statistics)
        return;
    band.SetStatistics(statistics->minimum, statistics->maximum, statistics->mean, statistics->standardDeviation);
    band.SetMetadataItem("STATISTICS_VALID_PERCENT", CPLSPrintf("%.4g", statistics->validPercent));
}

} // namespace

std::optional<ClassStatistics> classStatistics(const ClassCounts &counts)
{
    double valid = 0;
    double sum = 0;
    ClassStatistics result{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(), 0, 0, 0};
    for (const auto &[value, count] : counts.pixels) {
        if (count == 0)
            continue;
        valid += double(count);
        sum += double(count) * double(value);
        result.minimum = std::min(result.minimum, double(value));
        result.maximum = std::max(result.maximum, double(value));
    }
    if (valid == 0)
        return std::nullopt;
    result.mean = sum / valid;
    double squares = 0;
    for (const auto &[value, count] : counts.pixels)
        squares += double(count) * (double(value) - result.mean) * (double(value) - result.mean);
    result.standardDeviation = std::sqrt(squares / valid);
    result.validPercent = 100 * valid / (valid + double(counts.nodata));
    return result;
}

void writeAuxiliaryTables(const QString &tiffPath, const QString &finalPath, const ClassLegend &legend,
                          const ClassCounts &counts)
{
    const CPLConfigOptionSetter sidecarOn("GDAL_PAM_ENABLED", "YES", false);
    GdalErrors errors;
    GDALDatasetUniquePtr dataset(GDALDataset::Open(tiffPath.toUtf8().constData(), GDAL_OF_RASTER));
    if (!dataset)
        throw resultNotWritten(finalPath, errors.lastMessage());
    GDALRasterBand &band = *dataset->GetRasterBand(1);
    writeTable(band, legend, counts);
    writeCategoryNames(band, legend);
    writeStatistics(band, counts);
    if (errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
    closeResult(std::move(dataset), finalPath);
    requireEnd(resultFiles(tiffPath).auxiliary, "</PAMDataset>\n", finalPath);
}

} // namespace pixelscape
