#include "core/raster/gdal_dataset.h"

#include "core/base/error.h"
#include "core/base/permission.h"
#include "core/model/weights_format.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/remote_access.h"

#include <QFile>
#include <QFileInfo>

#include <cpl_string.h>
#include <ogr_spatialref.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The file of a network is easily taken for the model that names it.
void refuseWeights(const QString &path)
{
    constexpr qint64 head = 1 << 16;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const WeightsFormat format = recogniseWeights(file.read(head), path);
    if (format == WeightsFormat::GitLfsPointer)
        throw Error(u"%1 is a Git LFS pointer, not the raster itself; fetch it with: git lfs pull"_s.arg(path));
    if (format != WeightsFormat::Unknown)
        throw Error(u"%1 holds %2 weights and is no raster; open the model that names it, an .emd or a .dlpk."_s.arg(
            path, weightsFormatName(format)));
}

void refuseContainers(GDALDataset &dataset, const QString &path)
{
    if (dataset.GetRasterCount() > 0)
        return;
    char **subdatasets = dataset.GetMetadata("SUBDATASETS");
    const char *first = CSLFetchNameValue(subdatasets, "SUBDATASET_1_NAME");
    if (first)
        throw Error(u"%1 holds several rasters (%2 of them); name one, for example %3."_s.arg(
            path, QString::number(CSLCount(subdatasets) / 2), QString::fromUtf8(first)));
    throw Error(u"%1 has no raster bands; give a raster with pixels."_s.arg(path));
}

BandInfo describeBand(GDALRasterBand &band)
{
    BandInfo info;
    info.name = QString::fromUtf8(band.GetDescription());
    const GDALDataType type = band.GetRasterDataType();
    info.dataType = QString::fromUtf8(GDALGetDataTypeName(type));
    info.bits = GDALGetDataTypeSizeBits(type);
    info.isFloatingPoint = GDALDataTypeIsFloating(type);
    const char *pixelType = band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE");
    info.isSignedByte = type == GDT_Byte && pixelType != nullptr && EQUAL(pixelType, "SIGNEDBYTE");
    info.isAlpha = band.GetColorInterpretation() == GCI_AlphaBand;
    int hasNodata = 0;
    const double nodata = band.GetNoDataValue(&hasNodata);
    if (hasNodata)
        info.nodata = nodata;
    info.scale = band.GetScale();
    info.offset = band.GetOffset();
    return info;
}

void describeCrs(GDALDataset &dataset, RasterInfo &info)
{
    const OGRSpatialReference *crs = dataset.GetSpatialRef();
    if (!crs || crs->IsEmpty())
        return;
    char *wkt = nullptr;
    const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
    crs->exportToWkt(&wkt, options);
    info.crsWkt = QString::fromUtf8(wkt);
    CPLFree(wkt);
    const char *authority = crs->GetAuthorityName(nullptr);
    const char *code = crs->GetAuthorityCode(nullptr);
    info.crsName = authority && code ? QString::fromUtf8(authority) + u':' + QString::fromUtf8(code)
                                     : QString::fromUtf8(crs->GetName());
}

} // namespace

Dataset openDataset(const QString &path)
{
    registerGdal();
    GdalErrors errors;
    Dataset dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
    if (dataset) {
        refuseContainers(*dataset, path);
        return dataset;
    }
    if (const QString defect = remoteDefect(path, errors.lastMessage()); !defect.isEmpty())
        throw Error(defect);
    if (const QString defect = permissionDefect(path); !defect.isEmpty())
        throw Error(defect);
    const QFileInfo file(path);
    if (file.isDir())
        throw Error(u"%1 is a folder that GDAL does not know as a raster; give the raster file itself."_s.arg(path));
    if (!path.startsWith("/vsi"_L1) && !path.contains(u':') && !file.exists())
        throw Error(u"%1 does not exist; check the path."_s.arg(path));
    if (file.exists() && file.size() == 0)
        throw Error(u"%1 is empty; make or fetch it again."_s.arg(path));
    refuseWeights(path);
    const QString reason = withoutPath(errors.lastMessage(), path);
    if (reason.isEmpty() || reason.contains("not recognized"_L1))
        throw Error(u"%1 is in no raster format that GDAL knows; give a GeoTIFF or another raster."_s.arg(path));
    throw Error(u"%1 cannot be opened as a raster (%2); it may be damaged or cut off: make or fetch it again."_s.arg(
        path, reason));
}

RasterInfo describe(GDALDataset &dataset, const QString &path, Facts facts)
{
    RasterInfo info;
    info.path = path;
    info.driver = QString::fromUtf8(dataset.GetDriverName());
    info.size = {dataset.GetRasterXSize(), dataset.GetRasterYSize()};
    for (int band = 1; band <= dataset.GetRasterCount(); ++band) {
        GDALRasterBand &rasterBand = *dataset.GetRasterBand(band);
        if (GDALDataTypeIsComplex(rasterBand.GetRasterDataType()))
            throw Error(
                u"%1 holds complex numbers (band %2); make a raster of real values from it first."_s.arg(path).arg(
                    band));
        info.bands.push_back(describeBand(rasterBand));
    }
    dataset.GetRasterBand(1)->GetBlockSize(&info.block.width, &info.block.height);
    const char *interleaving = dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE");
    info.isPixelInterleaved = interleaving && QLatin1StringView(interleaving) == "PIXEL"_L1;
    info.overviews = dataset.GetRasterBand(1)->GetOverviewCount();
    info.hasGeoTransform = dataset.GetGeoTransform(info.geoTransform.c.data()) == CE_None;
    if (!info.hasGeoTransform)
        info.geoTransform = GeoTransform();
    if (facts == Facts::All)
        describeCrs(dataset, info);
    return info;
}

QString withoutPath(QString reason, const QString &path)
{
    return reason.remove(path + u':').remove(path + u',').simplified();
}

} // namespace pixelscape
