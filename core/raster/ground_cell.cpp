#include "core/raster/ground_cell.h"

#include "core/raster/cell_area.h"
#include "core/raster/gdal_errors.h"

#include <ogr_spatialref.h>

#include <cmath>
#include <memory>
#include <numbers>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr double meanEarthRadius = 6371008.8;

/// How much of a degree's or Mercator's length is left at the raster's centre; 1 where its place is not known.
double cosineOfLatitude(const RasterInfo &raster)
{
    OGRSpatialReference crs;
    OGRSpatialReference geographic;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    geographic.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!raster.hasGeoTransform || crs.importFromWkt(raster.crsWkt.toUtf8().constData()) != OGRERR_NONE ||
        geographic.SetWellKnownGeogCS("WGS84") != OGRERR_NONE)
        return 1;
    const std::unique_ptr<OGRCoordinateTransformation> transformation(
        OGRCreateCoordinateTransformation(&crs, &geographic));
    Point centre = raster.geoTransform.toGround(raster.size.width / 2.0, raster.size.height / 2.0);
    if (!transformation || !transformation->Transform(1, &centre.x, &centre.y))
        return 1;
    return std::cos(centre.y * std::numbers::pi / 180);
}

std::optional<OGRSpatialReference> referenceOf(int wkid)
{
    for (const QString &authority : {u"EPSG"_s, u"ESRI"_s}) {
        OGRSpatialReference crs;
        if (crs.SetFromUserInput(u"%1:%2"_s.arg(authority).arg(wkid).toUtf8().constData()) == OGRERR_NONE)
            return crs;
    }
    return std::nullopt;
}

bool isMercator(const OGRSpatialReference &crs)
{
    const char *projection = crs.GetAttrValue("PROJECTION");
    return projection && QString::fromUtf8(projection).startsWith("Mercator"_L1);
}

} // namespace

std::optional<double> groundCellSide(const RasterInfo &raster)
{
    const std::optional<double> area = meanCellArea(raster);
    return area ? std::optional(std::sqrt(*area)) : std::nullopt;
}

std::optional<GroundSpan> groundSpan(double x, double y, int wkid, const RasterInfo &raster)
{
    const GdalErrors unheard;
    const double side = std::sqrt(x * y);
    const double asDegrees = side * std::numbers::pi / 180 * meanEarthRadius;
    constexpr double leastMetres = 0.001;
    if (wkid == 0 && side >= leastMetres)
        return GroundSpan{side, side};
    if (wkid == 0)
        return GroundSpan{asDegrees * std::sqrt(cosineOfLatitude(raster)), asDegrees};
    const std::optional<OGRSpatialReference> crs = referenceOf(wkid);
    if (!crs)
        return std::nullopt;
    if (crs->IsGeographic()) {
        const double size = side * crs->GetAngularUnits() * meanEarthRadius;
        return GroundSpan{size * std::sqrt(cosineOfLatitude(raster)), size};
    }
    const double size = side * crs->GetLinearUnits();
    return GroundSpan{isMercator(*crs) ? size * cosineOfLatitude(raster) : size, size};
}

} // namespace pixelscape
