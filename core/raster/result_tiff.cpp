#include "core/raster/result_tiff.h"

#include "core/raster/block_rows.h"
#include "core/raster/creation_options.h"
#include "core/raster/gdal_errors.h"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cstring>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

constexpr int smallestOverviewedSide = 256;

GDALDataType gdalType(ResultType type)
{
    switch (type) {
    case ResultType::Byte:
        return GDT_Byte;
    case ResultType::UInt16:
        return GDT_UInt16;
    case ResultType::Int16:
        return GDT_Int16;
    case ResultType::UInt32:
        return GDT_UInt32;
    case ResultType::Int32:
        break;
    }
    return GDT_Int32;
}

void setGrid(GDALDataset &dataset, const AnalysisGrid &grid)
{
    std::array<double, 6> coefficients = grid.geoTransform.c;
    if (grid.hasGeoTransform)
        dataset.SetGeoTransform(coefficients.data());
    if (grid.crsWkt.isEmpty())
        return;
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (crs.importFromWkt(grid.crsWkt.toUtf8().constData()) == OGRERR_NONE)
        dataset.SetSpatialRef(&crs);
}

/// Only Byte and UInt16 have a colour map in TIFF. It has no transparency: readers make the NoData entry transparent.
void setColorTable(GDALRasterBand &band, const ResultDescription &description)
{
    const ResultType type = description.format.type;
    if (type != ResultType::Byte && type != ResultType::UInt16)
        return;
    GDALColorTable table;
    for (const ClassEntry &entry : description.legend) {
        const GDALColorEntry color{entry.color.red, entry.color.green, entry.color.blue, 255};
        table.SetColorEntry(int(entry.value), &color);
    }
    const GDALColorEntry transparent{0, 0, 0, 0};
    table.SetColorEntry(int(description.format.nodata), &transparent);
    band.SetColorTable(&table);
}

void setMetadata(GDALDataset &dataset, const Json &recipe)
{
    dataset.SetMetadataItem(GDALMD_AREA_OR_POINT, GDALMD_AOP_AREA);
    dataset.SetMetadataItem("TIFFTAG_SOFTWARE", "Pixelscape " PIXELSCAPE_VERSION);
    const std::string text = recipe.dump(-1, ' ', false, Json::error_handler_t::replace);
    dataset.SetMetadataItem("PIXELSCAPE_RECIPE", text.c_str());
}

void describeBand(GDALRasterBand &band, const ResultDescription &description)
{
    band.SetNoDataValue(double(description.format.nodata));
    setColorTable(band, description);
    band.SetDescription("Class");
    band.SetMetadataItem("LAYER_TYPE", "thematic");
}

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

bool writeHalved(GDALRasterBand *from, GDALRasterBand *to, std::span<const std::byte> nodata, const GoOn &mayGoOn)
{
    const std::size_t bytes = nodata.size();
    BlockRowReader reader(from, int(bytes));
    BlockRowWriter writer(to, nodata);
    std::vector<std::byte> halved(std::size_t(to->GetXSize()) * bytes);
    for (int y = 0; y < to->GetYSize(); ++y) {
        throwIfStopped(mayGoOn);
        const auto row = reader.row(std::min(2 * y, from->GetYSize() - 1));
        if (row.empty())
            return false;
        for (std::size_t x = 0; x < std::size_t(to->GetXSize()); ++x)
            std::memcpy(&halved[x * bytes], &row[2 * x * bytes], bytes);
        if (!writer.append(halved, 1))
            return false;
    }
    return true;
}

/// Empty overviews inside the file, laid out as the raster itself whatever the machine's settings say.
bool makeOverviewLevels(GDALDataset &dataset, const std::vector<int> &factors)
{
    const CPLConfigOptionSetter blockSize("GDAL_TIFF_OVR_BLOCKSIZE", "256", false);
    const CPLConfigOptionSetter inside("USE_RRD", "NO", false);
    const CPLConfigOptionSetter sparse("SPARSE_OK_OVERVIEW", "NO", false);
    return dataset.BuildOverviews("NONE", int(factors.size()), factors.data(), 0, nullptr, nullptr, nullptr, nullptr) ==
           CE_None;
}

} // namespace

std::vector<std::byte> pixelBytes(const ResultFormat &format, std::int64_t value)
{
    std::vector<std::byte> bytes(std::size_t(format.bytesPerPixel()));
    GDALCopyWords(&value, GDT_Int64, 0, bytes.data(), gdalType(format.type), 0, 1);
    return bytes;
}

GDALDatasetUniquePtr createResultTiff(const QString &path, const QString &finalPath,
                                      const ResultDescription &description)
{
    const CPLStringList options = mergedCreationOptions(description.creationOptions);
    GdalErrors errors;
    const Size size = description.grid.size();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GDALDatasetUniquePtr dataset(driver->Create(path.toUtf8().constData(), size.width, size.height, 1,
                                                gdalType(description.format.type), options.List()));
    if (!dataset) {
        VSIUnlink(path.toUtf8().constData());
        throw Error(u"The result %1 cannot be created: %2. Check its folder and the creation options."_s.arg(
            finalPath, errors.lastMessage()));
    }
    setGrid(*dataset, description.grid);
    setMetadata(*dataset, description.recipe);
    describeBand(*dataset->GetRasterBand(1), description);
    if (errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
    return dataset;
}

void addOverviews(const QString &path, const QString &finalPath, const ResultFormat &format, const GoOn &mayGoOn)
{
    GdalErrors errors;
    GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
    if (!dataset)
        throw resultNotWritten(finalPath, errors.lastMessage());
    GDALRasterBand *band = dataset->GetRasterBand(1);
    const std::vector<int> factors = overviewFactors({band->GetXSize(), band->GetYSize()});
    if (factors.empty())
        return;
    const std::vector<std::byte> nodata = pixelBytes(format, format.nodata);
    bool written = makeOverviewLevels(*dataset, factors);
    GDALRasterBand *from = band;
    for (std::size_t level = 0; written && level < factors.size(); ++level) {
        GDALRasterBand *to = band->GetOverview(int(level));
        written = to != nullptr && writeHalved(from, to, nodata, mayGoOn);
        from = to;
    }
    if (!written || errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
    closeResult(std::move(dataset), finalPath);
}

void closeResult(GDALDatasetUniquePtr dataset, const QString &finalPath)
{
    GdalErrors errors;
    dataset->FlushCache(true);
    dataset.reset();
    if (errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
}

Error resultNotWritten(const QString &finalPath, const QString &reason)
{
    const QString why = reason.isEmpty() ? u"the disk may be full"_s : reason;
    return Error(
        u"The result %1 cannot be written: %2. Free some space or choose another folder, then run again."_s.arg(
            finalPath, why));
}

} // namespace pixelscape
