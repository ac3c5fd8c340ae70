#include "core/raster/ground_facts.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

QString coordinateUnit(const QString &crsWkt)
{
    if (crsWkt.isEmpty())
        return {};
    const OGRSpatialReference crs = coordinateSystem(crsWkt);
    if (crs.IsGeographic())
        return u"\u00b0"_s;
    const char *name = nullptr;
    const double metres = crs.GetLinearUnits(&name);
    if (metres == 1)
        return u"m"_s;
    constexpr double footInMetres = 0.3048;
    return std::abs(metres - footInMetres) < 1e-5 ? u"ft"_s : QString::fromUtf8(name);
}

QString utmZoneOf(const RasterInfo &raster)
{
    const std::optional<GroundBox> box = boundsIn(raster, u"EPSG:4326"_s);
    if (!box)
        return {};
    const double longitude = std::remainder((box->xMinimum + box->xMaximum) / 2, 360);
    const double latitude = (box->yMinimum + box->yMaximum) / 2;
    if (latitude < -80 || latitude > 84) // as far as the zones reach
        return {};
    const int zone = std::min(int(std::floor((longitude + 180) / 6)) + 1, 60);
    return u"EPSG:%1"_s.arg((latitude < 0 ? 32700 : 32600) + zone);
}

std::optional<GroundBox> boundsIn(const RasterInfo &raster, const QString &crs)
{
    if (!raster.hasGeoTransform)
        return {};
    if (crs.isEmpty())
        return boundsOf(raster);
    if (raster.crsWkt.isEmpty())
        return {};
    try {
        return boxIn(boundsOf(raster), coordinateSystem(raster.crsWkt), coordinateSystem(crs));
    } catch (const Error &) {
        return {};
    }
}

QString crsNameOf(const QString &crs)
{
    return systemName(coordinateSystem(crs));
}

} // namespace pixelscape
