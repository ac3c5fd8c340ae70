#pragma once

#include <QString>

namespace pixelscape {

enum class Theme { System, Light, Dark };

/// Sets style and palette of the application. System keeps the palette that the desktop gave it.
void applyTheme(Theme theme);

/// "system", "light", "dark", for settings.
QString themeName(Theme theme);
Theme themeNamed(const QString &name);

} // namespace pixelscape
