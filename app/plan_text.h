#pragma once

#include "core/run/run_report.h"

namespace pixelscape {

/// What would run, for a person: grid, tiles, engine, time.
QString planText(const RunReport &report);

/// What came of a run, for a person: the output, the time, the class table.
QString resultText(const RunReport &report);

} // namespace pixelscape
