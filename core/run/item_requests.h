#pragma once

#include "core/base/message.h"
#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace pixelscape {

/// A collection of which each raster is classified on its own.
struct ItemRequests
{
    std::vector<RunRequest> requests; ///< one an item, each with its output in `folder`
    QString folder;                   ///< of the outputs; need not exist yet
    QString mosaic;                   ///< the VRT over all of them; replaces none that shows other rasters
    QStringList remarks;
};

/// Nothing is made. None, and why among `problems`: nothing in the collection, or an output that cannot be a folder.
std::optional<ItemRequests> itemRequests(const RunRequest &request, const DataStores &stores,
                                         std::vector<Problem> &problems);

/// Throws Error where it cannot be made.
void makeItemFolder(const ItemRequests &items);

} // namespace pixelscape
