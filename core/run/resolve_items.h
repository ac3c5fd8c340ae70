#pragma once

#include "core/run/item_requests.h"
#include "core/run/resolve.h"

namespace pixelscape {

/// What becomes of a request that may be for each raster of a collection on its own.
struct ItemsResolution
{
    std::optional<ItemRequests> items; ///< set where it is
    Resolution resolution;             ///< of the request, else of the first item that can be opened and has no output
};

/// As resolve(). Whether an output that is there is of the same request is not looked at; see itemState(). Never
/// throws.
ItemsResolution resolveItems(const RunRequest &request, const DataStores &stores = {});

} // namespace pixelscape
