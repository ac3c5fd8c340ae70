#pragma once

#include "core/run/data_place.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// What an earlier run has left of an item of a collection.
struct ItemState
{
    enum class Kind {
        Missing,  ///< its output is not there, may be replaced, or cannot be judged: the run itself says why
        Made,     ///< it is there, and this request would make it again
        Different ///< it is there, and this request would make another: `sentence` says why
    };
    Kind kind = Kind::Missing;
    QString sentence;
};

/// Opens input and model where there is an output to compare.
ItemState itemState(const RunRequest &item, const DataStores &stores);

} // namespace pixelscape
