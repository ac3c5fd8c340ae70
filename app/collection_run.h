#pragma once

#include "app/command_run.h"

namespace pixelscape {

/// Each raster of a collection on its own, one after the other: what fails is told and the others go on; what an
/// earlier run of the same request has made stays. Then a VRT over all class maps. Returns the exit code: that of the
/// first item that did not finish, else 0.
int carryOutItems(const RunRequest &request, const CommandRun &how);

} // namespace pixelscape
