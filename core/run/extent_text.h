#pragma once

#include "core/raster/grid_choice.h"

#include <QString>

#include <optional>

namespace pixelscape {

/// A box as a request writes it: "xmin,ymin,xmax,ymax", in full precision.
QString groundBoxText(const GroundBox &box);

/// Spaces around the numbers do not count. Nothing where it is not four numbers; whether the box is empty is not looked
/// at.
std::optional<GroundBox> groundBoxFromText(const QString &text);

} // namespace pixelscape
