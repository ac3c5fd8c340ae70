#pragma once

#include <QByteArray>
#include <QString>

namespace pixelscape {

/// VRT text of a mosaic, with a mask of what its sources cover and have data in, where neither a NoData value nor alpha
/// nor a mask says so: 0 outside would pass for data.
QString withMask(const QByteArray &mosaic);

} // namespace pixelscape
