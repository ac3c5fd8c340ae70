#pragma once

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

namespace pixelscape {

/// The shown or hidden control of a window that a screen reader calls so; null where there is none or more than one.
template <typename Control> Control *byAccessibleName(const QWidget &window, const QString &name)
{
    Control *found = nullptr;
    const QList<Control *> controls = window.findChildren<Control *>();
    for (Control *control : controls) {
        // On Linux Qt gives a choice's current text for its name.
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(control);
        const QString given = control->accessibleName();
        if (!interface || (given.isEmpty() ? interface->text(QAccessible::Name) : given) != name)
            continue;
        if (found)
            return nullptr;
        found = control;
    }
    return found;
}

} // namespace pixelscape
