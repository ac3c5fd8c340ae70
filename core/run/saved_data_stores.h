#pragma once

#include "core/run/data_place.h"

namespace pixelscape {

/// The data stores that the user keeps in the settings, the same for the window and the command line.
DataStores savedDataStores();
void saveDataStores(const DataStores &stores);

} // namespace pixelscape
