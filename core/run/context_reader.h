#pragma once

#include "core/run/place_reader.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// Reads the member "context" of a request: the operation's environment settings.
void readContext(const Json &context, const PlaceReader &places, RunRequest &request, std::vector<Problem> &problems);

} // namespace pixelscape
