#pragma once

#include "core/raster/grid_wishes.h"

#include <QStringList>

#include <span>

namespace pixelscape {

/// The grid of a run, and how its input is seen on it.
struct SettledGrid
{
    AnalysisGrid grid; ///< its window is in pixels of `view`
    RasterInfo view;   ///< the input itself, or the warped view of it; `path` is the input's in either case
    /// What GDAL opens to see the view, with the input's path in it; empty where the grid is cells of the input's own.
    QString definition;
    QStringList remarks; ///< decisions that the user should know
};

/// Settles the grid before anything runs.
///
/// Without a wish, or with wishes that come to cells of the input's own, the grid is those cells and nothing is
/// resampled: an extent alone (or with the input's own coordinate system, north-up) is cut at the input's cells. Every
/// other wish makes a north-up grid, the same to the last bit as that of `gdalwarp -t_srs -te -tr` with the same
/// numbers; what is not asked for is what gdalwarp would suggest, but the input's own cell size where its coordinate
/// system is kept. A snap raster moves the extent, or what the input covers, outwards to its lattice: from its upper
/// left corner in steps of the cell size settled on (not of the snap raster's own).
///
/// The view is the grid and up to `halo` cells around it on the same lattice, no farther than the input reaches.
/// `bands` (0-based) are those that will be read: an alpha band among them is data. Throws Error; `field` names the
/// member of the request that is wrong: context.extent, context.outSR, context.cellSize, context.snapRaster or
/// inputRaster.
SettledGrid settleGrid(const QString &rasterPath, const RasterInfo &raster, std::span<const int> bands,
                       const GridWishes &wishes, int halo, QString &field);

} // namespace pixelscape
