#pragma once

#include "core/raster/gdalwarp_grid.h"

namespace pixelscape {

/// Arithmetic of boxes and cells. A position within a millionth of a cell of a cell's border counts as lying on it.

bool isNorthUp(const RasterInfo &raster);

/// True where the two share some area.
bool meets(const GroundBox &one, const GroundBox &other);
/// As meets(), with one of them turned once around the earth, in degrees.
bool meetsAfterATurn(const GroundBox &one, const GroundBox &other);

/// The smallest box around `box` whose corners lie whole cells from `corner`.
GroundBox outwards(const GroundBox &box, const Point &corner, const CellSize &cell);

/// True where the edges are the same to a millionth of a cell.
bool isNear(const GroundBox &one, const GroundBox &other, const CellSize &cell);

/// The raster's own cells (which may lie outside it) that the grid's are, to a millionth of a cell in each corner.
std::optional<PixelRect> cellsOf(const RasterInfo &raster, const NorthUpGrid &grid);

/// `margin` more cells on each side, but on no side beyond the last cell whose centre is in `bounds`.
NorthUpGrid grownWithin(const NorthUpGrid &grid, int margin, const GroundBox &bounds);

/// The cells of `inner` in `outer`, which was made by growing it.
PixelRect placeIn(const NorthUpGrid &outer, const NorthUpGrid &inner);

/// How many cells of the raster (as large as `suggested` on the grid) one cell holds; 1 where it is about one or less,
/// and a whole number where it is about that.
CellSize reductionOf(const CellSize &suggested, const CellSize &cell);

/// Throw Error: no numbers, nothing in the box; a size that is not above 0; more cells than can be.
void refuseEmptyBox(const GroundBox &box);
void refuseCellSize(const CellSize &cell);
void refuseHugeGrid(const GroundBox &box, const CellSize &cell);

} // namespace pixelscape
