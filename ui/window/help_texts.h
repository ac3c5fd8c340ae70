#pragma once

class QWidget;

namespace pixelscape {

/// Name, version, licence, and with what it reads and calculates.
void showAbout(QWidget &window);
/// What keys and mouse do.
void showKeys(QWidget &window);

} // namespace pixelscape
