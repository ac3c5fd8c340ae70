#pragma once

#include "ui/map/layer_source.h"

namespace pixelscape {

/// What a raster without overviews looks like, roughly and soon: single pixels from all over the window, as many as can
/// be read in half a second. Null where nothing is to be seen. Throws as LayerSource::picture.
QImage sketchOf(LayerSource &source, const MapLayer &layer, const PixelRect &window, const GoOn &mayGoOn);

} // namespace pixelscape
