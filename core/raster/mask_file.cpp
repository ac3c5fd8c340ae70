#include "core/raster/mask_file.h"

#include "core/base/error.h"
#include "core/base/permission.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/remote_access.h"
#include "core/raster/warp_source.h"

#include <QFileInfo>

#include <ogrsf_frmts.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

std::optional<OGRSpatialReference> eastFirst(const OGRSpatialReference *crs)
{
    if (!crs || crs->IsEmpty())
        return {};
    std::optional<OGRSpatialReference> result(*crs);
    result->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return result;
}

QString layerNames(GDALDataset &dataset)
{
    QStringList names;
    for (OGRLayer *layer : dataset.GetLayers())
        names.append(QString::fromUtf8(layer->GetName()));
    return names.mid(0, 10).join(u", "_s);
}

void refuseThinLayer(OGRLayer &layer, const QString &path)
{
    const OGRwkbGeometryType type = wkbFlatten(layer.GetGeomType());
    const bool isThin = OGR_GT_IsSubClassOf(type, wkbPoint) || OGR_GT_IsSubClassOf(type, wkbMultiPoint) ||
                        OGR_GT_IsCurve(type) || OGR_GT_IsSubClassOf(type, wkbMultiCurve) || type == wkbNone;
    if (isThin)
        throw Error(u"%1 has no polygons (its layer %2 is of type %3); give a layer of polygons, or a raster, as the "
                    "mask."_s.arg(path, QString::fromUtf8(layer.GetName()),
                                  QString::fromUtf8(OGRGeometryTypeToName(layer.GetGeomType()))));
}

void chooseLayer(MaskFile &file, const QString &name)
{
    file.layer = name.isEmpty() ? file.dataset->GetLayer(0) : file.dataset->GetLayerByName(name.toUtf8().constData());
    if (!file.layer)
        throw Error(u"%1 has no layer %2; it has: %3."_s.arg(file.path, name, layerNames(*file.dataset)));
    if (name.isEmpty() && file.dataset->GetLayerCount() > 1)
        file.remarks.append(
            u"%1 has %2 layers, of which the first, %3, is the mask; name another as %1|layername=NAME."_s
                .arg(file.path)
                .arg(file.dataset->GetLayerCount())
                .arg(QString::fromUtf8(file.layer->GetName())));
    refuseThinLayer(*file.layer, file.path);
    file.crs = eastFirst(file.layer->GetSpatialRef());
}

} // namespace

MaskFile openMaskFile(const QString &path)
{
    registerGdal();
    const QString separator = u"|layername="_s;
    const qsizetype cut = path.indexOf(separator);
    MaskFile file;
    file.path = cut < 0 ? path : path.left(cut);
    const QString layerName = cut < 0 ? QString() : path.mid(cut + separator.size());
    const QByteArray name = pathFromAnywhere(file.path).toUtf8();
    GdalErrors errors;
    if (layerName.isEmpty()) {
        file.dataset.reset(GDALDataset::Open(name.constData(), GDAL_OF_RASTER));
        if (file.dataset && file.dataset->GetRasterCount() > 0) {
            file.crs = eastFirst(file.dataset->GetSpatialRef());
            return file;
        }
    }
    file.dataset.reset(GDALDataset::Open(name.constData(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
    if (file.dataset && file.dataset->GetLayerCount() > 0) {
        chooseLayer(file, layerName);
        return file;
    }
    if (const QString defect = remoteDefect(file.path, errors.lastMessage()); !defect.isEmpty())
        throw Error(defect);
    if (const QString defect = permissionDefect(file.path); !defect.isEmpty())
        throw Error(defect);
    if (!file.path.startsWith("/vsi"_L1) && !file.path.contains(u':') && !QFileInfo::exists(file.path))
        throw Error(u"%1 does not exist; check the path."_s.arg(file.path));
    throw Error(u"%1 is neither vectors nor a raster that GDAL knows; give a layer of polygons (GeoPackage, GeoJSON, "
                "shapefile) or a raster as the mask."_s.arg(file.path));
}

std::optional<OGRSpatialReference> systemOf(const AnalysisGrid &grid)
{
    return grid.crsWkt.isEmpty() ? std::nullopt : std::optional(coordinateSystem(grid.crsWkt));
}

} // namespace pixelscape
