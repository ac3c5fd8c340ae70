#pragma once

#include "ui/inspect/inspection.h"
#include "ui/map/map_canvas.h"

namespace pixelscape {

/// So much of a class map, that the scene under it can be seen.
inline constexpr double resultOpacity = 0.8;

/// A result file as a layer.
MapLayer resultLayer(const FileLook &look);

/// The probabilities of a result as a layer.
MapLayer probabilityLayer(const FileLook &look);

/// Lays an earlier result, or its probabilities, over what is there; opened twice it stays one layer.
void showResult(LayerStack &layers, const FileLook &look);

/// The input is the lowest layer; another input, or the same seen otherwise (MapLayer::definition), takes its place.
void showScene(LayerStack &layers, const RasterInfo &raster, const QString &definition);

/// The input of the request that was looked at. On another grid it stays as a run has shown it, until the request asks
/// for the input's own.
void showInput(LayerStack &layers, const Resolution &resolution);

/// The box in the reference raster's own coordinates around the cells that the map shows of it; nothing where it shows
/// none.
std::optional<GroundBox> extentOfView(const MapCanvas &canvas);

} // namespace pixelscape
