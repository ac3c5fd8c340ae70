#pragma once

#include <QIcon>
#include <QString>

namespace pixelscape {

/// resources/icons/NAME.svg in the colours of the application's palette, light or dark, sharp at any scale. It follows
/// a change of the palette.
QIcon icon(const QString &name);

} // namespace pixelscape
