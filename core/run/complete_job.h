#pragma once

#include "core/run/data_place.h"
#include "core/run/job_store.h"

namespace pixelscape {

/// A run may be cut off between its last file and the end of its record: the class map is whole, and nothing is left
/// to be continued. Then the record of the job, which has ended otherwise, gets its end here. Returns whether it was
/// so. Opens input and model where there is a class map.
bool endIfComplete(const JobStore &store, const StoredJob &job, const DataStores &stores);

} // namespace pixelscape
