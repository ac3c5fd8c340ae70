#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

#include <cstdint>
#include <vector>

namespace pixelscape {

/// What is wrong with what the request says of workers, device, retries and deadlines; each with the value that puts it
/// right. Returns the number of workers, 1 where it makes no sense.
int checkProcessing(const RunRequest &request, std::vector<Problem> &problems);

/// The bytes that a run of the request may take, 0 where the system does not say what is free; or what is wrong with
/// its memory.
std::int64_t checkMemory(const RunRequest &request, std::vector<Problem> &problems);

} // namespace pixelscape
