#pragma once

#include "core/raster/raster_source.h"

namespace pixelscape {

/// What the network sees outside the raster: its mirror image (the edge row is not repeated, as in numpy's "reflect"),
/// or zeros as Esri's tools give it.
enum class EdgeRule { Reflect, Zero };

/// The index inside 0..count-1 that an index outside is mirrored to, as often as needed.
int reflectedIndex(int index, int count);

/// As RasterSource::read, but `window` may leave the raster on any side, by any distance. Pixels outside the raster are
/// not valid under EdgeRule::Zero, and as valid as their mirror image under EdgeRule::Reflect.
void readWithEdges(RasterSource &source, const PixelRect &window, std::span<const int> bands, EdgeRule rule,
                   std::span<float> pixels, std::span<std::uint8_t> valid);

} // namespace pixelscape
