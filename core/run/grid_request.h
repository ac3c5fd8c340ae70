#pragma once

#include "core/raster/settled_grid.h"
#include "core/run/grid_outlook.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// What the request asks of the grid. Throws Error; `field` then names the member that is wrong.
GridWishes gridWishes(const RunRequest &request, QString &field);

/// What the form shows of the grid that was settled on. `raster` is the input as it is.
GridOutlook gridOutlook(const RunRequest &request, const RasterInfo &raster, const SettledGrid &settled);

} // namespace pixelscape
