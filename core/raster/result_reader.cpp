#include "core/raster/result_reader.h"

#include "core/raster/gdal_errors.h"

#include <gdal_priv.h>
#include <gdal_rat.h>

#include <algorithm>
#include <memory>

namespace pixelscape {

namespace {

using Dataset = std::unique_ptr<GDALDataset, void (*)(GDALDataset *)>;

Dataset openQuietly(const QString &raster)
{
    registerGdal();
    const GdalErrors errors;
    return {GDALDataset::Open(raster.toUtf8().constData(), GDAL_OF_RASTER),
            [](GDALDataset *dataset) { GDALClose(dataset); }};
}

int columnOf(const GDALRasterAttributeTable &table, GDALRATFieldUsage usage)
{
    return table.GetColOfUsage(usage);
}

std::uint8_t colorPart(const GDALRasterAttributeTable &table, int row, int column)
{
    return column < 0 ? std::uint8_t(0) : std::uint8_t(std::clamp(table.GetValueAsInt(row, column), 0, 255));
}

} // namespace

std::vector<ResultClass> readResultClasses(const QString &raster)
{
    std::vector<ResultClass> classes;
    const Dataset dataset = openQuietly(raster);
    if (!dataset || dataset->GetRasterCount() == 0)
        return classes;
    const GDALRasterAttributeTable *table = dataset->GetRasterBand(1)->GetDefaultRAT();
    if (!table)
        return classes;
    const int value = columnOf(*table, GFU_MinMax);
    const int name = columnOf(*table, GFU_Name);
    const int count = columnOf(*table, GFU_PixelCount);
    if (value < 0 || name < 0)
        return classes;
    for (int row = 0; row < table->GetRowCount(); ++row) {
        ResultClass entry;
        entry.entry.value = std::int64_t(table->GetValueAsDouble(row, value));
        entry.entry.name = QString::fromUtf8(table->GetValueAsString(row, name));
        entry.entry.color = {colorPart(*table, row, columnOf(*table, GFU_Red)),
                             colorPart(*table, row, columnOf(*table, GFU_Green)),
                             colorPart(*table, row, columnOf(*table, GFU_Blue))};
        entry.pixels = count < 0 ? 0 : std::int64_t(table->GetValueAsDouble(row, count));
        classes.push_back(entry);
    }
    return classes;
}

QString readRecipeText(const QString &raster)
{
    const Dataset dataset = openQuietly(raster);
    return dataset ? QString::fromUtf8(dataset->GetMetadataItem("PIXELSCAPE_RECIPE")) : QString();
}

bool isProbabilityRaster(const QString &raster)
{
    const Dataset dataset = openQuietly(raster);
    return dataset && dataset->GetMetadataItem("PIXELSCAPE_RECIPE") != nullptr && dataset->GetRasterCount() == 1 &&
           QByteArrayView(dataset->GetRasterBand(1)->GetDescription()) == probabilityBandName;
}

} // namespace pixelscape
