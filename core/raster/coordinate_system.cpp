#include "core/raster/coordinate_system.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

OGRSpatialReference coordinateSystem(const QString &text)
{
    registerGdal();
    GdalErrors errors;
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const char *const options[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (crs.SetFromUserInput(text.toUtf8().constData(), options) != OGRERR_NONE || crs.IsEmpty())
        throw Error(
            u"\"%1\" is no coordinate system that PROJ knows; give one as EPSG:32633, ESRI:102100 or WKT."_s.arg(
                text.simplified().left(80)));
    return crs;
}

bool isSameSystem(const OGRSpatialReference &one, const OGRSpatialReference &other)
{
    GdalErrors errors;
    const char *const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                   "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
    return one.IsSame(&other, options);
}

QString systemName(const OGRSpatialReference &crs)
{
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    return authority && code ? QString::fromUtf8(authority) + u':' + QString::fromUtf8(code)
                             : QString::fromUtf8(crs.GetName());
}

std::optional<GroundBox> boxIn(const GroundBox &box, const OGRSpatialReference &from, const OGRSpatialReference &to)
{
    if (isSameSystem(from, to))
        return box;
    constexpr int pointsAnEdge = 21;
    GdalErrors errors;
    const std::unique_ptr<OGRCoordinateTransformation> transformation(OGRCreateCoordinateTransformation(&from, &to));
    GroundBox result;
    if (!transformation ||
        !transformation->TransformBounds(box.xMinimum, box.yMinimum, box.xMaximum, box.yMaximum, &result.xMinimum,
                                         &result.yMinimum, &result.xMaximum, &result.yMaximum, pointsAnEdge))
        return {};
    if (to.IsGeographic() && result.xMaximum < result.xMinimum)
        result.xMaximum += 360;
    const bool isFinite = std::isfinite(result.xMinimum) && std::isfinite(result.yMinimum) &&
                          std::isfinite(result.xMaximum) && std::isfinite(result.yMaximum);
    return isFinite ? std::optional(result) : std::nullopt;
}

std::optional<Point> pointIn(const Point &point, const OGRSpatialReference &from, const OGRSpatialReference &to)
{
    GdalErrors errors;
    const std::unique_ptr<OGRCoordinateTransformation> transformation(OGRCreateCoordinateTransformation(&from, &to));
    Point result = point;
    if (!transformation || !transformation->Transform(1, &result.x, &result.y) || !std::isfinite(result.x) ||
        !std::isfinite(result.y))
        return {};
    return result;
}

QString boxText(const GroundBox &box)
{
    return u"%1,%2,%3,%4"_s.arg(box.xMinimum, 0, 'g', 12)
        .arg(box.yMinimum, 0, 'g', 12)
        .arg(box.xMaximum, 0, 'g', 12)
        .arg(box.yMaximum, 0, 'g', 12);
}

GroundBox boundsOf(const RasterInfo &raster)
{
    const Point a = raster.geoTransform.toGround(0, 0);
    const Point b = raster.geoTransform.toGround(raster.size.width, raster.size.height);
    const Point c = raster.geoTransform.toGround(raster.size.width, 0);
    const Point d = raster.geoTransform.toGround(0, raster.size.height);
    return {std::min({a.x, b.x, c.x, d.x}), std::min({a.y, b.y, c.y, d.y}), std::max({a.x, b.x, c.x, d.x}),
            std::max({a.y, b.y, c.y, d.y})};
}

} // namespace pixelscape
