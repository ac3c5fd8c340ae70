#include "core/raster/tile_index.h"

#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/warp_source.h"

#include <QDir>
#include <QFileInfo>

#include <ogrsf_frmts.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Other files are not opened: to look into every raster for a layer would take long.
bool mayBeIndex(const QString &path)
{
    for (const char *suffix : {".shp", ".gpkg", ".fgb", ".geojson", ".json"})
        if (path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive))
            return true;
    return false;
}

int locationField(OGRLayer &layer)
{
    return layer.GetLayerDefn()->GetFieldIndex("location");
}

Dataset openVectors(const QString &path)
{
    registerGdal();
    const GdalErrors errors;
    return mayBeIndex(path) ? Dataset(GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_VECTOR)) : nullptr;
}

OGRLayer *indexLayer(GDALDataset &dataset)
{
    for (OGRLayer *layer : dataset.GetLayers())
        if (locationField(*layer) >= 0)
            return layer;
    return nullptr;
}

/// NETCDF:"file":variable, /vsis3/... and addresses stay what they are.
QString located(const QString &location, const QDir &folder)
{
    if (QDir::isAbsolutePath(location) || location.contains("://"_L1))
        return location;
    const QString path = QDir::cleanPath(folder.filePath(location));
    return location.contains(u':') && !QFileInfo::exists(path) ? location : path;
}

} // namespace

bool isTileIndex(const QString &path)
{
    const Dataset dataset = openVectors(path);
    return dataset && indexLayer(*dataset);
}

std::optional<QStringList> tileIndexLocations(const QString &path)
{
    const Dataset dataset = openVectors(path);
    OGRLayer *layer = dataset ? indexLayer(*dataset) : nullptr;
    if (!layer)
        return {};
    const GdalErrors errors;
    const QDir folder = QFileInfo(pathFromAnywhere(path)).dir();
    const int field = locationField(*layer);
    QStringList locations;
    layer->ResetReading();
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()})
        if (const QString location = QString::fromUtf8(feature->GetFieldAsString(field)); !location.isEmpty())
            locations.append(located(location, folder));
    return locations;
}

} // namespace pixelscape
