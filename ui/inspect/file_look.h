#pragma once

#include "ui/inspect/inspection.h"

namespace pixelscape {

/// Finds out what a file is. Never throws; opens the file, so not for the window's thread.
FileLook lookAtFile(const QString &path);

} // namespace pixelscape
