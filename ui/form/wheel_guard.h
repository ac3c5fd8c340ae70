#pragma once

class QWidget;

namespace pixelscape {

/// Scrolling the form must not change a value under the pointer: the wheel counts only for the control with the focus.
void guardFromWheel(QWidget &control);

} // namespace pixelscape
