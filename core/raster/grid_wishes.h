#pragma once

#include "core/raster/grid_choice.h"

#include <QString>

#include <optional>

namespace pixelscape {

enum class Resampling { Nearest, Bilinear, Cubic };

struct CellSize
{
    double x = 0;
    double y = 0;
    bool operator==(const CellSize &) const = default;
};

/// What a request asks of the grid; nothing asked is the input's own grid.
struct GridWishes
{
    std::optional<GroundBox> extent = {};
    QString extentCrs =
        {};              ///< anything PROJ knows (EPSG:32633, ESRI:102100, WKT); empty: the output's coordinate system
    QString outCrs = {}; ///< likewise; empty: the input's
    std::optional<CellSize> cellSize = {}; ///< in units of the output's coordinate system
    QString cellSizeRaster = {};           ///< a raster whose cells are taken as a measure; not together with cellSize
    QString snapRaster = {};               ///< a raster whose upper left corner is a corner of cells of the grid
    Resampling resampling = Resampling::Bilinear;
};

} // namespace pixelscape
