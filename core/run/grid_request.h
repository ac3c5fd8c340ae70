#pragma once

#include "core/raster/settled_grid.h"
#include "core/run/grid_outlook.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// What the request asks of the grid. Throws Error; `field` then names the member that is wrong.
GridWishes gridWishes(const RunRequest &request, QString &field);

/// What the form shows of it. Without a settled grid (something is wrong with it) only what the extent is measured in.
GridOutlook gridOutlook(const RunRequest &request, const RasterInfo &raster, const SettledGrid &settled);

} // namespace pixelscape
