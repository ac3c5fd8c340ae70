#pragma once

#include "ui/layers/class_figures.h"

namespace pixelscape {

/// The classes with their plain figures, a heading first and NoData last: between tabs for a spreadsheet's clipboard.
QString asTabSeparated(const ClassFigures &figures);
/// The same as comma-separated values (RFC 4180).
QString asCsv(const ClassFigures &figures);

} // namespace pixelscape
