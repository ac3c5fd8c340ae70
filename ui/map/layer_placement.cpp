#include "ui/map/layer_placement.h"

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

bool haveSameCrs(const RasterInfo &a, const RasterInfo &b)
{
    // Formats spell one system differently; an authority's code is the same system in all of them.
    return a.crsWkt == b.crsWkt || (a.crsName == b.crsName && a.crsName.contains(u':'));
}

/// Layers on one grid shall lie on each other to the pixel, whatever the sixteenth digit of their origins.
double snapped(double value, double tolerance)
{
    const double whole = std::round(value);
    return std::abs(value - whole) < tolerance ? whole : value;
}

QTransform overTheGround(const GeoTransform &reference, const GeoTransform &layer)
{
    const auto &r = reference.c;
    const auto &l = layer.c;
    const double determinant = reference.determinant();
    const Point origin = reference.toPixel({l[0], l[3]});
    // Steps of one column and one row of the layer, in pixels of the reference.
    const double columnX = (l[1] * r[5] - l[4] * r[2]) / determinant;
    const double columnY = (l[4] * r[1] - l[1] * r[4]) / determinant;
    const double rowX = (l[2] * r[5] - l[5] * r[2]) / determinant;
    const double rowY = (l[5] * r[1] - l[2] * r[4]) / determinant;
    constexpr double sameStep = 1e-9;
    constexpr double sameOrigin = 1e-6;
    return {snapped(columnX, sameStep), snapped(columnY, sameStep),    snapped(rowX, sameStep),
            snapped(rowY, sameStep),    snapped(origin.x, sameOrigin), snapped(origin.y, sameOrigin)};
}

} // namespace

const MapLayer *referenceLayer(const LayerStack &layers)
{
    const auto &all = layers.layers();
    const auto scene =
        std::find_if(all.rbegin(), all.rend(), [](const MapLayer &layer) { return layer.kind == LayerKind::Scene; });
    if (scene != all.rend())
        return &*scene;
    return all.empty() ? nullptr : &all.front();
}

std::optional<QTransform> layerPlacement(const MapLayer &reference, const MapLayer &layer)
{
    if (layer.id == reference.id)
        return QTransform();
    const RasterInfo &on = reference.raster;
    const RasterInfo &raster = layer.raster;
    if (on.hasGeoTransform != raster.hasGeoTransform || !haveSameCrs(on, raster))
        return {};
    if (!raster.hasGeoTransform) {
        const PixelRect part = layer.live ? layer.live->grid.window : PixelRect{};
        return QTransform::fromTranslate(part.x, part.y);
    }
    if (on.geoTransform.determinant() == 0 || raster.geoTransform.determinant() == 0)
        return {};
    return overTheGround(on.geoTransform, raster.geoTransform);
}

bool haveSameGrid(const RasterInfo &a, const RasterInfo &b)
{
    return a.hasGeoTransform && b.hasGeoTransform && a.size == b.size && a.geoTransform == b.geoTransform &&
           haveSameCrs(a, b);
}

} // namespace pixelscape
