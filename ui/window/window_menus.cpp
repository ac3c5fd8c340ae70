#include "ui/window/window_actions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("WindowMenus", source);
}

/// Kept up to date.
void fillRecentMenu(QMenu &menu, const MenuContents &contents)
{
    RecentFiles &recent = contents.recent;
    const auto fill = [&menu, &recent, open = contents.open] {
        menu.clear();
        menu.setEnabled(!recent.paths().isEmpty());
        for (const QString &path : recent.paths()) {
            const QString shown = menu.fontMetrics().elidedText(path, Qt::ElideMiddle, 480);
            QAction *action = menu.addAction(QString(shown).replace(u'&', u"&&"_s));
            QObject::connect(action, &QAction::triggered, &menu, [open, path] { open(path); });
        }
        menu.addSeparator();
        QObject::connect(menu.addAction(text("&Forget these")), &QAction::triggered, &recent, &RecentFiles::clear);
    };
    fill();
    QObject::connect(&recent, &RecentFiles::changed, &menu, fill);
}

/// The theme that is chosen is applied and remembered.
void fillThemeMenu(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const std::pair<Theme, QString> themes[] = {
        {Theme::System, text("As the &desktop")}, {Theme::Light, text("&Light")}, {Theme::Dark, text("D&ark")}};
    for (const auto &[theme, name] : themes) {
        QAction *action = menu.addAction(name);
        action->setCheckable(true);
        action->setChecked(theme == rememberedTheme());
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &menu, [chosen = theme] {
            QSettings().setValue(u"theme"_s, themeName(chosen));
            applyTheme(chosen);
        });
    }
}

void fillToolBar(QToolBar &bar, const WindowActions &actions)
{
    bar.setObjectName(u"tools"_s);
    bar.setMovable(false);
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar.addActions({actions.openRaster, actions.openModel});
    bar.addSeparator();
    bar.addActions({actions.run, actions.cancel});
    bar.addSeparator();
    bar.addActions({actions.pan, actions.identify});
    bar.addSeparator();
    const QList<QAction *> zooms{actions.fit, actions.oneToOne, actions.zoomIn, actions.zoomOut};
    bar.addActions(zooms);
    for (QAction *action : zooms)
        qobject_cast<QToolButton *>(bar.widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    for (QAction *action : bar.actions())
        if (QWidget *button = bar.widgetForAction(action); button && !action->isSeparator())
            button->setAccessibleName(action->iconText());
}

} // namespace

void fillMenus(QMainWindow &window, const WindowActions &actions, const MenuContents &contents)
{
    QMenuBar &menus = *window.menuBar();
    QMenu *file = menus.addMenu(text("&File"));
    file->addActions({actions.openRaster, actions.openFolder, actions.openModel, actions.openResult});
    fillRecentMenu(*file->addMenu(text("Open re&cent")), contents);
    file->addActions({actions.openRequest, actions.saveRequest});
    file->addMenu(text("Open the &demo"))->addActions({actions.openDemo, actions.openLargeDemo});
    file->addSeparator();
    file->addAction(actions.quit);
    QMenu *edit = menus.addMenu(text("&Edit"));
    edit->addActions({actions.undo, actions.redo});
    edit->addSeparator();
    edit->addActions({actions.copyCommand, actions.copyRequest});
    edit->addSeparator();
    edit->addAction(actions.dataStores);
    menus.addMenu(text("&Run"))->addActions({actions.run, actions.cancel, actions.lookAgain});
    QMenu *view = menus.addMenu(text("&View"));
    view->addActions({actions.fit, actions.oneToOne, actions.zoomIn, actions.zoomOut});
    view->addSeparator();
    view->addActions({actions.pan, actions.identify});
    view->addSeparator();
    view->addActions(contents.panels);
    fillThemeMenu(*view->addMenu(text("&Colours")));
    menus.addMenu(text("&Help"))->addActions({actions.keys, actions.about});
    fillToolBar(*window.addToolBar(text("Tools")), actions);
}

} // namespace pixelscape
