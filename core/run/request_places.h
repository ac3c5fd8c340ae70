#pragma once

#include "core/base/message.h"
#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <vector>

namespace pixelscape {

/// The request with every place as what GDAL or the file system opens (gdalPlace), and with absolute paths. A place
/// that cannot be found out is a problem on its field and stays as it is. Looks at the disk.
RunRequest withOpenedPlaces(const RunRequest &request, const DataStores &stores, std::vector<Problem> &problems);

} // namespace pixelscape
