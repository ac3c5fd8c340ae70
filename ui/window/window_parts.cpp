#include "ui/window/window_parts.h"

#include <QCoreApplication>
#include <QStatusBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("WindowParts", source);
}

QDockWidget *addDock(QMainWindow &window, Qt::DockWidgetArea area, const QString &title, const QString &objectName,
                     QWidget *content)
{
    auto *dock = new QDockWidget(title, &window);
    dock->setObjectName(objectName); // under which its place is remembered
    dock->setWidget(content);
    dock->setAccessibleName(title);
    window.addDockWidget(area, dock);
    return dock;
}

} // namespace

WindowParts::WindowParts(QMainWindow &window, const WindowModels &models, const DemoFiles &demo)
    : form(new RequestForm(&window)), canvas(new MapCanvas(models.layers, &window)),
      empty(new EmptyState(models.recent, demo, &window)), centre(new QStackedWidget(&window)),
      notice(new EndNotice(&window)), layerPanel(new LayerPanel(models.layers, &window)),
      identifyPanel(new IdentifyPanel(*canvas, &window)),
      jobsPanel(new JobsPanel(models.jobs, models.storedJobs, &window)),
      formDock(addDock(window, Qt::LeftDockWidgetArea, text("Classify"), u"formDock"_s, form)),
      layersDock(addDock(window, Qt::RightDockWidgetArea, text("Layers"), u"layersDock"_s, layerPanel)),
      identifyDock(addDock(window, Qt::RightDockWidgetArea, text("Identify"), u"identifyDock"_s, identifyPanel)),
      jobsDock(addDock(window, Qt::BottomDockWidgetArea, text("Jobs and messages"), u"jobsDock"_s, jobsPanel))
{
    centre->addWidget(empty);
    centre->addWidget(canvas);
    auto *content = new QWidget(&window);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(notice);
    column->addWidget(centre, 1);
    window.setCentralWidget(content);
    // The form and the layers are as high as the window; the jobs lie below the map.
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    // They open themselves when there is something to show.
    layersDock->hide();
    identifyDock->hide();
    jobsDock->hide();
    notice->hide();
    window.statusBar()->addWidget(new StatusLine(*canvas, &window), 1);
    window.statusBar()->addPermanentWidget(new RunBar(models.jobs, &window));
}

void WindowParts::arrange(QMainWindow &window) const
{
    // In letters, so that it fits any font and scaling: paths in the form, names and figures in the legend.
    const int letter = window.fontMetrics().averageCharWidth();
    const int formWidth = std::min(54 * letter, window.width() * 3 / 10);
    const int legendWidth = std::min(50 * letter, window.width() * 27 / 100);
    window.resizeDocks({formDock, layersDock}, {formWidth, legendWidth}, Qt::Horizontal);
    const int jobsHeight = std::min(15 * window.fontMetrics().lineSpacing(), window.height() * 3 / 10);
    window.resizeDocks({jobsDock}, {jobsHeight}, Qt::Vertical);
}

QList<QAction *> WindowParts::panelActions() const
{
    return {formDock->toggleViewAction(), layersDock->toggleViewAction(), identifyDock->toggleViewAction(),
            jobsDock->toggleViewAction()};
}

} // namespace pixelscape
