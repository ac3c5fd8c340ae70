#include "core/raster/ellipsoid_area.h"

#include "core/raster/gdal_errors.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace pixelscape {

namespace {

/// Where the earth's centre is the origin, in metres.
struct Vector
{
    double x = 0;
    double y = 0;
    double z = 0;
};

Vector difference(const Vector &a, const Vector &b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

double crossLength(const Vector &a, const Vector &b)
{
    return std::hypot(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

/// Gauss-Legendre nodes on -1..1 and their weights: exact for polynomials of the fifth degree in each direction, so the
/// mean over a window of many degrees is as good as that over a small one.
struct Node
{
    double position;
    double weight;
};
const std::array<Node, 3> nodes{{{-std::sqrt(0.6), 5.0 / 18}, {0, 8.0 / 18}, {std::sqrt(0.6), 5.0 / 18}}};

bool hasSurfaceCoordinates(const OGRSpatialReference &crs)
{
    return crs.IsProjected() || (crs.IsGeographic() && !crs.IsDerivedGeographic());
}

} // namespace

struct EllipsoidArea::Private
{
    GeoTransform geoTransform;
    std::unique_ptr<OGRCoordinateTransformation> toGeographic; ///< empty where the grid is geographic itself
    double radiansPerUnit = 0;
    double metresPerUnit = 0; ///< roughly, where the grid is geographic
    double semiMajor = 0;
    double squaredEccentricity = 0;
    bool known = false;

    void useCrs(const QString &wkt);
    std::optional<Vector> onEllipsoid(double column, double row) const;
    double step(int pixels) const;
    double cellArea(double column, double row, double columnStep, double rowStep) const;
};

EllipsoidArea::EllipsoidArea(const AnalysisGrid &grid) : d(std::make_unique<Private>())
{
    d->geoTransform = grid.geoTransform;
    if (grid.hasGeoTransform && grid.geoTransform.determinant() != 0 && !grid.crsWkt.isEmpty())
        d->useCrs(grid.crsWkt);
}

EllipsoidArea::~EllipsoidArea() = default;
EllipsoidArea::EllipsoidArea(EllipsoidArea &&) noexcept = default;
EllipsoidArea &EllipsoidArea::operator=(EllipsoidArea &&) noexcept = default;

bool EllipsoidArea::isKnown() const
{
    return d->known;
}

double EllipsoidArea::squareMetresPerPixel(const PixelRect &gridWindow) const
{
    if (!d->known || gridWindow.isEmpty())
        return 0;
    const GdalErrors unheard;
    const double columnStep = d->step(gridWindow.width);
    const double rowStep = d->step(gridWindow.height);
    double mean = 0;
    for (const Node &across : nodes)
        for (const Node &down : nodes) {
            const double column = gridWindow.x + gridWindow.width * (1 + across.position) / 2;
            const double row = gridWindow.y + gridWindow.height * (1 + down.position) / 2;
            mean += across.weight * down.weight * d->cellArea(column, row, columnStep, rowStep);
        }
    return std::isfinite(mean) ? mean : 0;
}

void EllipsoidArea::Private::useCrs(const QString &wkt)
{
    const GdalErrors unheard;
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (crs.importFromWkt(wkt.toUtf8().constData()) != OGRERR_NONE)
        return;
    crs.StripVertical();
    if (!hasSurfaceCoordinates(crs))
        return;
    const std::unique_ptr<OGRSpatialReference> geographic(crs.CloneGeogCS());
    if (!geographic)
        return;
    geographic->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!crs.IsGeographic()) {
        toGeographic.reset(OGRCreateCoordinateTransformation(&crs, geographic.get()));
        if (!toGeographic)
            return;
    }
    radiansPerUnit = geographic->GetAngularUnits(nullptr);
    semiMajor = geographic->GetSemiMajor();
    squaredEccentricity = geographic->GetSquaredEccentricity();
    metresPerUnit = toGeographic ? crs.GetLinearUnits() : radiansPerUnit * semiMajor;
    known = true;
}

/// How far to go for differences, in pixels: up to about 1 km, over which the earth is flat enough (relative error
/// under 1e-8) and rounding does not count, and not out of the window by more than a little.
double EllipsoidArea::Private::step(int pixels) const
{
    const double cellSide = std::sqrt(std::abs(geoTransform.determinant())) * metresPerUnit;
    return std::min(std::max(0.5, pixels / 64.0), 1000 / cellSide);
}

std::optional<Vector> EllipsoidArea::Private::onEllipsoid(double column, double row) const
{
    Point point = geoTransform.toGround(column, row);
    if (toGeographic && !toGeographic->Transform(1, &point.x, &point.y))
        return std::nullopt;
    const double longitude = point.x * radiansPerUnit;
    const double latitude = point.y * radiansPerUnit;
    const double sine = std::sin(latitude);
    const double normal = semiMajor / std::sqrt(1 - squaredEccentricity * sine * sine);
    return Vector{normal * std::cos(latitude) * std::cos(longitude), normal * std::cos(latitude) * std::sin(longitude),
                  normal * (1 - squaredEccentricity) * sine};
}

/// The parallelogram that one column and one row span, by central differences in space: no pole and no date line is in
/// the way, as they would be with differences of longitude and latitude.
double EllipsoidArea::Private::cellArea(double column, double row, double columnStep, double rowStep) const
{
    const auto west = onEllipsoid(column - columnStep, row);
    const auto east = onEllipsoid(column + columnStep, row);
    const auto north = onEllipsoid(column, row - rowStep);
    const auto south = onEllipsoid(column, row + rowStep);
    if (!west || !east || !north || !south)
        return std::nan("");
    return crossLength(difference(*east, *west), difference(*south, *north)) / (4 * columnStep * rowStep);
}

} // namespace pixelscape
