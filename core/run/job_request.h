#pragma once

#include "core/base/json.h"
#include "core/run/run_request.h"

#include <optional>

namespace pixelscape {

/// The request that toJson(RunRequest) wrote; nothing where it did not.
std::optional<RunRequest> requestFromJson(const Json &json);

} // namespace pixelscape
