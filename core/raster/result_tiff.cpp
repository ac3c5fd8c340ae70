#include "core/raster/result_tiff.h"

#include "core/raster/cloud_layout.h"
#include "core/raster/gdal_errors.h"

#include <ogr_spatialref.h>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

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

void setMetadata(GDALDataset &dataset, const Json &recipe)
{
    dataset.SetMetadataItem(GDALMD_AREA_OR_POINT, GDALMD_AOP_AREA);
    dataset.SetMetadataItem("TIFFTAG_SOFTWARE", "Pixelscape " PIXELSCAPE_VERSION);
    const std::string text = recipe.dump(-1, ' ', false, Json::error_handler_t::replace);
    dataset.SetMetadataItem("PIXELSCAPE_RECIPE", text.c_str());
}

std::vector<std::byte> pixelOf(GDALDataType type, double value)
{
    std::vector<std::byte> bytes(std::size_t(GDALGetDataTypeSizeBytes(type)));
    GDALCopyWords(&value, GDT_Float64, 0, bytes.data(), type, 0, 1);
    return bytes;
}

bool lastPixelReads(GDALRasterBand *band)
{
    double value = 0;
    return band != nullptr && band->RasterIO(GF_Read, band->GetXSize() - 1, band->GetYSize() - 1, 1, 1, &value, 1, 1,
                                             GDT_Float64, 0, 0, nullptr) == CE_None;
}

} // namespace

ResultTiff::ResultTiff(const QString &path, const QString &finalPath, const TiffLayout &layout,
                       const std::function<void(GDALRasterBand &)> &describeBand)
    : m_path(path), m_finalPath(finalPath), m_size(layout.grid.size()),
      m_nodataPixel(pixelOf(layout.type, layout.nodata))
{
    registerGdal();
    GdalErrors errors;
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    m_dataset.reset(driver->Create(path.toUtf8().constData(), m_size.width, m_size.height, 1, layout.type,
                                   layout.creationOptions.List()));
    if (!m_dataset) {
        VSIUnlink(path.toUtf8().constData());
        throw Error(u"The result %1 cannot be created: %2. Check its folder and the creation options."_s.arg(
            finalPath, errors.lastMessage()));
    }
    setGrid(*m_dataset, layout.grid);
    setMetadata(*m_dataset, layout.recipe);
    band().SetNoDataValue(layout.nodata);
    describeBand(band());
    m_writer.emplace(&band(), m_nodataPixel, [this](const BlockPart &part) { return m_overviews->add(part); });
    m_overviews.emplace(*m_dataset, m_nodataPixel, m_writer->rowsOfPart(), layout.halving);
    if (errors.failed())
        throw resultNotWritten(finalPath, errors.lastMessage());
}

ResultTiff::~ResultTiff()
{
    const GdalErrors unheard; // an abandoned file may be as broken as it likes
    m_dataset.reset();
}

void ResultTiff::requireRoom() const
{
    if (rowsOfPart() == 0)
        throw Error(u"The result %1 has all of its %2 rows already."_s.arg(m_finalPath).arg(m_size.height));
}

void ResultTiff::appendPart(std::span<const std::byte> values, int columns)
{
    requireRoom();
    if (!m_writer->takes(columns))
        throw Error(
            u"A part of %1 columns of the result %2 does not end with a block."_s.arg(columns).arg(m_finalPath));
    const std::size_t bytes = std::size_t(rowsOfPart()) * std::size_t(columns) * m_nodataPixel.size();
    if (values.size() != bytes)
        throw Error(u"A part of %1 columns of the result %2 has %3 bytes instead of %4."_s.arg(columns)
                        .arg(m_finalPath)
                        .arg(values.size())
                        .arg(bytes));
    GdalErrors errors;
    if (!m_writer->append(values, columns) || errors.failed())
        throw resultNotWritten(m_finalPath, errors.lastMessage());
}

void ResultTiff::appendNodata()
{
    requireRoom();
    if (!m_writer->isAtLeft())
        throw Error(u"Rows without data of the result %1 do not begin at its left edge."_s.arg(m_finalPath));
    GdalErrors errors;
    if (!m_writer->appendNodata() || errors.failed())
        throw resultNotWritten(m_finalPath, errors.lastMessage());
}

void ResultTiff::requireComplete() const
{
    if (!m_dataset || m_writer->rowsWritten() != m_size.height)
        throw Error(u"The result %1 is not complete: %2 of its %3 rows are there."_s.arg(m_finalPath)
                        .arg(m_writer->rowsWritten())
                        .arg(m_size.height));
}

void ResultTiff::finish(const GoOn &mayGoOn)
{
    requireComplete();
    GdalErrors errors;
    closeResult(std::move(m_dataset), m_finalPath);
    if (!putInCloudOrder(m_path, mayGoOn))
        throw resultNotWritten(m_finalPath, {});
    requireReadable();
}

/// A file that lost its end when the disk filled up while closing cannot give its last blocks.
void ResultTiff::requireReadable() const
{
    GdalErrors errors;
    const GDALDatasetUniquePtr reopened(GDALDataset::Open(m_path.toUtf8().constData(), GDAL_OF_RASTER));
    GDALRasterBand *first = reopened ? reopened->GetRasterBand(1) : nullptr;
    bool reads = lastPixelReads(first);
    for (int level = 0; reads && level < first->GetOverviewCount(); ++level)
        reads = lastPixelReads(first->GetOverview(level));
    if (!reads)
        throw resultNotWritten(m_finalPath, errors.lastMessage());
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
