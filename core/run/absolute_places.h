#pragma once

#include "core/run/run_request.h"

namespace pixelscape {

/// The same request, whatever the current folder will be: with absolute paths. Looks at the disk.
RunRequest withAbsolutePlaces(RunRequest request);

} // namespace pixelscape
