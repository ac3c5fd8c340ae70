#pragma once

#include "ui/style/theme.h"
#include "ui/window/recent_files.h"

#include <QAction>
#include <QMainWindow>
#include <QUndoStack>

#include <functional>

namespace pixelscape {

/// Everything that can be done from the menus and the toolbar, with its text, icon and keys. What it does is connected
/// by the window.
struct WindowActions
{
    WindowActions(QMainWindow &window, QUndoStack &history);

    QAction *openRaster;
    QAction *openFolder;
    QAction *openModel;
    QAction *openResult;
    QAction *openRequest;
    QAction *saveRequest;
    QAction *openDemo;
    QAction *openLargeDemo;
    QAction *quit;
    QAction *undo;
    QAction *redo;
    QAction *copyCommand;
    QAction *copyRequest;
    QAction *dataStores;
    QAction *run;
    QAction *cancel;
    QAction *lookAgain;
    QAction *fit;
    QAction *oneToOne;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *pan;
    QAction *identify;
    QAction *about;
    QAction *keys;
};

/// What the menus need beside the actions.
struct MenuContents
{
    QList<QAction *> panels; ///< show and hide the panels
    RecentFiles &recent;
    std::function<void(const QString &path)> open; ///< a recent file was chosen
};

/// Menus and toolbar of the window.
void fillMenus(QMainWindow &window, const WindowActions &actions, const MenuContents &contents);

/// The theme that was chosen last.
Theme rememberedTheme();

} // namespace pixelscape
