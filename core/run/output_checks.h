#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

#include <vector>

namespace pixelscape {

/// What is wrong with the output's place: its folder is missing or cannot be written, it exists, it is the input
/// itself.
void checkOutput(const RunRequest &request, std::vector<Problem> &problems);

} // namespace pixelscape
