#pragma once

#include "core/run/item_requests.h"
#include "core/run/run_spec.h"

namespace pixelscape {

/// What an earlier run has left of an item of a collection.
struct ItemState
{
    enum class Kind {
        Missing,  ///< its output is not there, or may be replaced, or cannot be judged: the run itself says why
        Made,     ///< it is there, and this request would make it again
        Different ///< it is there, this request would make another and may not replace it: `sentence` says why
    };
    Kind kind = Kind::Missing;
    QString sentence;
};

/// Opens input and model where there is an output to compare. What the request has made stays even where it may replace
/// what is there, so that a run that was stopped halfway goes on; only one that is to start over makes it again.
ItemState itemState(const RunRequest &item, const DataStores &stores);

/// Why the class maps that are in the folder already are not those of this request, whichever raster they are of; empty
/// where they are, or may be replaced. `one`: any of the items. Opens the class maps alone.
QString foreignMapsSentence(const ItemRequests &items, const RunSpec &one);

} // namespace pixelscape
