#pragma once

#include "ui/map/map_view.h"

#include <optional>

class QKeyEvent;
class QWheelEvent;

namespace pixelscape {

/// What a button or a key does to the scale.
constexpr double zoomStep = 2;

/// The view after a turn of the wheel (or a finger's move on a touchpad), about the cursor; nothing where it was not
/// turned up or down.
std::optional<MapView> wheeled(const MapView &view, const QWheelEvent &event);

/// The view after an arrow key, + or -; nothing for other keys.
std::optional<MapView> keyed(const MapView &view, const QKeyEvent &event);

} // namespace pixelscape
