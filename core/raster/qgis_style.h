#pragma once

#include "core/model/class_legend.h"

#include <QString>

namespace pixelscape {

/// Writes a QGIS layer style with one entry for each class and no others. Read by QGIS 3.22 and later. Throws Error;
/// `finalPath` is for its sentence.
void writeQgisStyle(const QString &path, const QString &finalPath, const ClassLegend &legend);

} // namespace pixelscape
