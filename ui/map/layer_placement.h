#pragma once

#include "ui/map/layer_stack.h"

#include <QTransform>

#include <optional>

namespace pixelscape {

/// The layer whose pixels are the map's coordinates: the first (lowest) scene, else the topmost result; null where
/// there is none.
const MapLayer *referenceLayer(const LayerStack &layers);

/// From a layer's pixels (column, row) to the map's, which are the reference's: over the ground where both have
/// geotransforms and one coordinate system, pixel on pixel where neither has a geotransform. Nothing where the layer
/// cannot be laid over the reference.
std::optional<QTransform> layerPlacement(const MapLayer &reference, const MapLayer &layer);

/// Whether the pixels of both are the same places on the ground, so that a view of one is a view of the other.
bool haveSameGrid(const RasterInfo &a, const RasterInfo &b);

} // namespace pixelscape
