#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// A scene of bytes without a pattern, in cells of 10 m of EPSG:32633; the same for the same numbers.
QString writeScene(const QString &path, int width, int height, int bands);

/// The model of a case of tests/data.
QString modelOfCase(const QString &name);

/// The demo's model: six bands, and enough to calculate that a run can be disturbed.
QString demoModel();

} // namespace pixelscape
