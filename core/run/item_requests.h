#pragma once

#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <QStringList>

#include <vector>

namespace pixelscape {

/// A collection of which each raster is classified on its own.
struct ItemRequests
{
    std::vector<RunRequest> requests; ///< one an item, each with its output in the folder that the request names
    QStringList present;              ///< outputs that are there from an earlier run: their items are left out
    QString mosaic;                   ///< the VRT over all of them
    QStringList remarks;
};

/// Makes the folder of the outputs. With `overwrite` nothing counts as present. Throws Error: nothing in the
/// collection, or the output is no folder.
ItemRequests itemRequests(const RunRequest &request, const DataStores &stores);

} // namespace pixelscape
