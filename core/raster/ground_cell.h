#pragma once

#include "core/raster/raster_source.h"

#include <optional>

namespace pixelscape {

/// Metres from one side of a cell to the other on the ground: of a square as large as the mean cell, whatever the
/// projection says. Nothing where it is not known: see EllipsoidArea.
std::optional<double> groundCellSide(const RasterInfo &raster);

/// What a cell size on paper may be on the ground, in metres.
struct GroundSpan
{
    double least = 0;
    double most = 0;
};

/// A cell of x by y units of the coordinate system with Esri's or EPSG's number `wkid`, at the place of the raster. In
/// degrees and in Mercator's projection its true size depends on a latitude that nobody stated: `most` is at the
/// equator, `least` at the raster's own latitude. Number 0 is metres, or degrees where the sizes are too small for
/// metres. Nothing where the number is unknown.
std::optional<GroundSpan> groundSpan(double x, double y, int wkid, const RasterInfo &raster);

} // namespace pixelscape
