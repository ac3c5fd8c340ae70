#pragma once

#include "core/raster/raster_source.h"

#include <QByteArray>

namespace pixelscape {

/// VRT text of a mosaic, with what gdalbuildvrt leaves out: the names, scales and offsets that the bands of its first
/// raster have, and a mask of what its sources cover and have data in, where neither NoData values nor alpha nor a mask
/// say so: 0 outside would pass for data.
QString completeMosaic(const QByteArray &mosaic, const std::vector<BandInfo> &bands);

} // namespace pixelscape
