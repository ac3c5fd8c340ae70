#pragma once

#include "tests/raster/made_raster.h"

#include <ogr_spatialref.h>

#include <array>
#include <cmath>

/// Somewhere on the earth.
struct RasterPlace
{
    std::array<double, 6> geoTransform;
    QString crs; ///< empty for none
};

inline void putOn(GDALDataset &dataset, RasterPlace place)
{
    dataset.SetGeoTransform(place.geoTransform.data());
    if (place.crs.isEmpty())
        return;
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    crs.SetFromUserInput(place.crs.toUtf8().constData());
    dataset.SetSpatialRef(&crs);
}

/// Smooth hills with a little texture, different in each band, between `low` and `high`.
inline std::vector<double> hills(int width, int height, int bands, double low, double high)
{
    std::vector<double> values;
    for (int band = 0; band < bands; ++band)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const double wave =
                    std::sin(0.21 * x + band) * std::cos(0.17 * y - band) + 0.2 * ((x * 7 + y * 3) % 5 - 2);
                values.push_back(std::round(low + (high - low) * (wave + 1.4) / 2.8));
            }
    return values;
}
