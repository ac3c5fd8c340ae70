#pragma once

#include "core/raster/raster_source.h"
#include "core/run/worker_messages.h"

namespace pixelscape {

/// The tile of the run's window that a network is tried on: the one in its middle, where scenes have their data more
/// often than at a corner; where that has little, the first that has more in the middle of a quarter of it, of a
/// sixteenth, and so on. May leave the raster. Throws Error.
PixelRect findProbePlace(const WorkerJob &job, RasterSource &source);

} // namespace pixelscape
