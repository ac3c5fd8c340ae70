#pragma once

#include "core/model/class_legend.h"
#include "core/raster/raster_source.h"

#include <optional>

namespace pixelscape {

/// A band's value with as many digits as its type holds; "no data" for nothing.
QString valueText(const BandInfo &band, std::optional<double> value);
/// The band's own name, else "Band 3" (`band` is 0-based).
QString bandTitle(const RasterInfo &raster, int band);
/// "2 Forest"; the value alone where the legend does not have it.
QString classText(const ClassLegend &legend, std::int64_t value);
QString noDataText();
QString classTitle();
/// Of a cell that a run has not reached.
QString notYetText();

} // namespace pixelscape
