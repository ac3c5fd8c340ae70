#pragma once

#include "core/run/item_requests.h"
#include "core/run/resolve.h"

namespace pixelscape {

/// What becomes of a request that may be for each raster of a collection on its own.
struct ItemsResolution
{
    std::optional<ItemRequests> items; ///< set where it is
    Resolution resolution;             ///< of the request, else of the first item that can be opened and has no output
    QString foreignMaps = {};          ///< foreignMapsSentence() of the items
};

/// As resolve(). Class maps that are there from another request stop it, as a mixture of both would be of no use;
/// whether one is of the same raster as before is not looked at, see itemState(). Never throws.
ItemsResolution resolveItems(const RunRequest &request, const DataStores &stores = {});

} // namespace pixelscape
