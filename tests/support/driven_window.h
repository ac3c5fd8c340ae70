#pragma once

#include "tests/support/widgets.h"
#include "ui/window/main_window.h"

#include <QTemporaryDir>

#include <memory>

namespace pixelscape {

/// Lets the event loop go round until it is so; ends the program where that takes longer. For programs that are no
/// tests.
template <typename Condition> void waitUntil(Condition isSo, int milliseconds)
{
    if (!QTest::qWaitFor(isSo, milliseconds))
        qFatal("What was waited for did not happen.");
}

/// The real window with workers that are the built program, driven as a person would: by events, on controls that are
/// found by the names that a screen reader reads out. Its settings are its own and empty at first.
class DrivenWindow
{
public:
    explicit DrivenWindow(const WindowSetup &setup = {programWorkers(), {}});
    ~DrivenWindow();

    static WorkerFactory programWorkers();

    MainWindow &window() { return *m_window; }
    template <typename Control> Control *find(const QString &name)
    {
        return byAccessibleName<Control>(*m_window, name);
    }

    /// Drops files on the middle of the window.
    void drop(const QStringList &paths);
    /// Types into a field in place of what it holds, and leaves it.
    void type(const QString &field, const QString &text);
    /// Clicks a button with the mouse; false where it is not there or not enabled.
    bool click(const QString &button);

    /// Run is enabled, soon.
    bool becomesReady();
    /// The last run has ended and its notice is shown, within a minute.
    bool showsNotice();
    /// The sentence of the notice; empty where none is shown.
    QString notice();
    /// Why Run is not enabled.
    QString whyNot();
    /// Closes the notice.
    void dismissNotice();

private:
    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace pixelscape
