#pragma once

#include "ui/form/request_form.h"
#include "ui/jobs/end_notice.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/jobs/run_bar.h"
#include "ui/layers/layer_panel.h"
#include "ui/map/map_canvas.h"
#include "ui/window/empty_state.h"
#include "ui/window/identify_panel.h"
#include "ui/window/status_line.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QStackedWidget>

namespace pixelscape {

/// What the parts look at.
struct WindowModels
{
    LayerStack &layers;
    JobList &jobs;
    StoredJobs *storedJobs; ///< null where they are not recorded
    RecentFiles &recent;
};

/// The widgets of the window, each in its place. They are the window's children; it deletes them.
struct WindowParts
{
    WindowParts(QMainWindow &window, const WindowModels &models, const DemoFiles &demo);

    RequestForm *form;
    MapCanvas *canvas;
    EmptyState *empty;
    QStackedWidget *centre; ///< the empty state, or the map
    EndNotice *notice;
    LayerPanel *layerPanel;
    IdentifyPanel *identifyPanel;
    JobsPanel *jobsPanel;
    QDockWidget *formDock;
    QDockWidget *layersDock;
    QDockWidget *identifyDock;
    QDockWidget *jobsDock;

    QList<QAction *> panelActions() const;
    /// Sizes of the panels for somebody who has not chosen any.
    void arrange(QMainWindow &window) const;
};

} // namespace pixelscape
