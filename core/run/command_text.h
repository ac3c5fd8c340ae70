#pragma once

#include "core/run/run_request.h"

namespace pixelscape {

/// The command line that makes the same run, quoted for a POSIX shell: only what differs from the defaults is in it.
QString commandText(const RunRequest &request);

} // namespace pixelscape
