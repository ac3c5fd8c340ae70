#include "ui/window/window_actions.h"

#include "ui/style/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("WindowActions", source);
}

QAction *make(QMainWindow &window, const char *name, const char *iconName, const QKeySequence &keys,
              const char *toolTip = nullptr)
{
    auto *action = new QAction(text(name), &window);
    if (iconName)
        action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcut(keys);
    QString tip = toolTip ? text(toolTip) : action->text().remove(u'&').remove(u'…');
    if (!keys.isEmpty())
        tip += u" (%1)"_s.arg(keys.toString(QKeySequence::NativeText));
    action->setToolTip(tip);
    window.addAction(action);
    return action;
}

} // namespace

WindowActions::WindowActions(QMainWindow &window, QUndoStack &history)
    : openRaster(
          make(window, QT_TRANSLATE_NOOP("WindowActions", "Open &raster…"), "open-raster", QKeySequence(u"Ctrl+O"_s))),
      openFolder(make(window, QT_TRANSLATE_NOOP("WindowActions", "Open &folder…"), nullptr, {},
                      QT_TRANSLATE_NOOP("WindowActions", "A folder of rasters, or a Sentinel-2 or Landsat product"))),
      openModel(
          make(window, QT_TRANSLATE_NOOP("WindowActions", "Open &model…"), "open-model", QKeySequence(u"Ctrl+M"_s))),
      openResult(
          make(window, QT_TRANSLATE_NOOP("WindowActions", "Open r&esult…"), "layers", QKeySequence(u"Ctrl+Shift+O"_s))),
      openRequest(make(window, QT_TRANSLATE_NOOP("WindowActions", "Open re&quest…"), nullptr, {},
                       QT_TRANSLATE_NOOP("WindowActions", "Fill the form from a request file (JSON)"))),
      saveRequest(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Save request as…"), nullptr,
                       QKeySequence(u"Ctrl+S"_s),
                       QT_TRANSLATE_NOOP("WindowActions", "Write what the form says into a request file (JSON)"))),
      openDemo(make(window, QT_TRANSLATE_NOOP("WindowActions", "The &small scene"), nullptr, {})),
      openLargeDemo(make(window, QT_TRANSLATE_NOOP("WindowActions", "The &large scene"), nullptr, {})),
      quit(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Quit"), nullptr, QKeySequence::Quit)),
      undo(history.createUndoAction(&window, text("&Undo"))), redo(history.createRedoAction(&window, text("&Redo"))),
      copyCommand(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Copy as command"), "copy",
                       QKeySequence(u"Ctrl+Shift+C"_s),
                       QT_TRANSLATE_NOOP("WindowActions", "Copy the command line that makes this run"))),
      copyRequest(make(window, QT_TRANSLATE_NOOP("WindowActions", "Copy as re&quest"), nullptr, {},
                       QT_TRANSLATE_NOOP("WindowActions", "Copy the request that makes this run, as JSON"))),
      dataStores(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Data stores…"), nullptr, {},
                      QT_TRANSLATE_NOOP("WindowActions", "The folders and buckets that requests name"))),
      run(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Run"), "run", QKeySequence(u"Ctrl+R"_s))),
      cancel(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Cancel"), "cancel", QKeySequence(u"Shift+Esc"_s),
                  QT_TRANSLATE_NOOP("WindowActions", "Stop the run; what is finished is kept"))),
      lookAgain(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Look again"), nullptr, QKeySequence::Refresh,
                     QT_TRANSLATE_NOOP("WindowActions", "Look at the files again: one of them has changed"))),
      fit(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Fit"), "fit", QKeySequence(u"Ctrl+0"_s),
               QT_TRANSLATE_NOOP("WindowActions", "Show the whole raster"))),
      oneToOne(make(window, QT_TRANSLATE_NOOP("WindowActions", "&1:1"), "one-to-one", QKeySequence(u"Ctrl+1"_s),
                    QT_TRANSLATE_NOOP("WindowActions", "One pixel of the raster for one of the screen"))),
      zoomIn(make(window, QT_TRANSLATE_NOOP("WindowActions", "Zoom &in"), "zoom-in", QKeySequence(u"Ctrl++"_s))),
      zoomOut(make(window, QT_TRANSLATE_NOOP("WindowActions", "Zoom &out"), "zoom-out", QKeySequence(u"Ctrl+-"_s))),
      pan(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Pan"), "pan", QKeySequence(u"P"_s),
               QT_TRANSLATE_NOOP("WindowActions", "Drag the map"))),
      identify(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Identify"), "identify", QKeySequence(u"I"_s),
                    QT_TRANSLATE_NOOP("WindowActions", "Click on the map to see band values and class"))),
      about(make(window, QT_TRANSLATE_NOOP("WindowActions", "&About Pixelscape"), nullptr, {})),
      keys(make(window, QT_TRANSLATE_NOOP("WindowActions", "&Keys and mouse"), nullptr, QKeySequence(u"F1"_s)))
{
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcut(QKeySequence::Redo);
    auto *tools = new QActionGroup(&window);
    for (QAction *tool : {pan, identify}) {
        tool->setCheckable(true);
        tools->addAction(tool);
    }
    pan->setChecked(true);
}

Theme rememberedTheme()
{
    return themeNamed(QSettings().value(u"theme"_s).toString());
}

} // namespace pixelscape
