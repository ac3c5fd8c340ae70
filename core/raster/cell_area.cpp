#include "core/raster/cell_area.h"

#include "core/raster/ellipsoid_area.h"
#include "core/raster/grid_choice.h"

namespace pixelscape {

std::optional<double> meanCellArea(const RasterInfo &raster)
{
    const EllipsoidArea area(wholeGrid(raster));
    const double mean = area.squareMetresPerPixel({0, 0, raster.size.width, raster.size.height});
    return mean > 0 ? std::optional(mean) : std::nullopt;
}

} // namespace pixelscape
