#pragma once

#include "ui/inspect/inspection.h"

namespace pixelscape {

/// What is to be done about one raster of a collection. Makes the folder of its output; opens its files, so not for the
/// window's thread. Never throws.
ItemLook lookAtItem(const RunRequest &item);

} // namespace pixelscape
