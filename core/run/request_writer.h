#pragma once

#include "core/base/json.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// The members as Esri's operation names them, ours beside them; what readRequest() makes the same request of.
Json toJson(const RunRequest &request);

} // namespace pixelscape
