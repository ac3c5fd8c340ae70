#include "ui/window/main_window.h"

#include "ui/form/file_field.h"
#include "ui/form/path_dialog.h"
#include "ui/jobs/class_table_dialog.h"
#include "ui/window/close_question.h"
#include "ui/window/data_stores_dialog.h"
#include "ui/window/file_intake.h"
#include "ui/window/help_texts.h"
#include "ui/window/live_results.h"
#include "ui/window/map_contents.h"
#include "ui/window/request_file.h"
#include "ui/window/request_flow.h"
#include "ui/window/window_actions.h"
#include "ui/window/window_parts.h"

#include "core/model/model_text.h"
#include "core/raster/gdal_raster_source.h"
#include "core/run/command_text.h"
#include "core/run/request_writer.h"
#include "core/run/saved_data_stores.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

std::unique_ptr<StoredJobs> recordJobs(JobList &jobs, const QString &folder)
{
    if (folder.isEmpty())
        return nullptr;
    const JobStore store(folder);
    jobs.keepRecords(store);
    return std::make_unique<StoredJobs>(store);
}

} // namespace

struct MainWindow::Private
{
    Private(MainWindow &owner, const WindowSetup &setup)
        : window(owner), demo(setup.demo), jobs(setup.workers, &owner), storedJobs(recordJobs(jobs, setup.jobsFolder)),
          parts(owner, {layers, jobs, storedJobs.get(), recent}, setup.demo),
          flow(*parts.form, inspector, jobs, setup.workers), intake(inspector), results(jobs, layers, inspector),
          actions(owner, flow.history().stack()), closing(owner, jobs)
    {
    }

    void connectActions();
    void connectOpening();
    void connectForm();
    void connectJobs();
    void connectStoredJobs();
    void connectMap();
    void showState();

    void browse(const QString &title, const QString &filter, PathPurpose purpose = PathPurpose::File);
    void openDemo(const QString &scene);
    void chooseScenes(const QStringList &paths);
    void chooseModel(const QString &path);
    void take(const RunRequest &request, const std::vector<Problem> &problems);
    void openFolder(const QString &file);
    void editDataStores();
    void copy(const QString &text, const QString &what);
    void remember();
    void restore();

    MainWindow &window;
    DemoFiles demo;
    RecentFiles recent;
    LayerStack layers;
    Inspector inspector;
    JobList jobs;
    std::unique_ptr<StoredJobs> storedJobs; ///< null where they are not recorded
    WindowParts parts;
    RequestFlow flow;
    FileIntake intake;
    LiveResults results;
    WindowActions actions;
    CloseQuestion closing;
    bool isArranged = false; ///< the panels have sizes that somebody chose, or ours
};

MainWindow::MainWindow(const WindowSetup &setup) : d(std::make_unique<Private>(*this, setup))
{
    // What the map and the writer of a result share of GDAL's memory, whatever the rasters' sizes.
    constexpr std::int64_t blockCache = 64 << 20;
    setBlockCacheBytes(blockCache);
    setWindowTitle(tr("Pixelscape"));
    setAcceptDrops(true);
    fillMenus(*this, d->actions, {d->parts.panelActions(), d->recent, [this](const QString &path) { open({path}); }});
    d->connectActions();
    d->connectOpening();
    d->connectForm();
    d->connectJobs();
    if (d->storedJobs)
        d->connectStoredJobs();
    d->connectMap();
    d->restore();
    d->showState();
    d->flow.lookAgain();
}

MainWindow::~MainWindow()
{
    // The parts look at what `d` holds, so they go first.
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::open(const QStringList &paths)
{
    d->intake.take(paths);
}

void MainWindow::Private::connectActions()
{
    const auto on = [this](QAction *action, auto step) { connect(action, &QAction::triggered, &window, step); };
    on(actions.openRaster, [this] { browse(tr("Open a raster"), FileField::rasterFilter(), PathPurpose::Files); });
    on(actions.openFolder, [this] { browse(tr("Open a folder of rasters"), {}, PathPurpose::Folder); });
    on(actions.openModel, [this] { browse(tr("Open a model"), tr("Models (*.emd *.dlpk *.EMD *.DLPK)")); });
    on(actions.openResult, [this] { browse(tr("Open a result"), tr("Classified rasters (*.tif *.tiff)")); });
    on(actions.openDemo, [this] { openDemo(demo.scene); });
    on(actions.openLargeDemo, [this] { openDemo(demo.largeScene); });
    on(actions.quit, [this] { window.close(); });
    on(actions.run, [this] { flow.run(); });
    on(actions.cancel, [this] {
        if (Job *job = jobs.running())
            job->cancel();
    });
    on(actions.lookAgain, [this] {
        // The map reads the raster anew, too, when it comes back.
        const MapLayer *scene = layers.topmost(LayerKind::Scene);
        if (flow.forgetTrouble() && scene)
            layers.remove(scene->id);
        flow.lookAgain();
    });
    on(actions.copyCommand, [this] { copy(commandText(parts.form->request()), tr("The command line")); });
    on(actions.copyRequest,
       [this] { copy(QString::fromStdString(toJson(parts.form->request()).dump(2)), tr("The request")); });
    on(actions.openRequest, [this] { browse(tr("Open a request"), tr("Requests (*.json)")); });
    on(actions.saveRequest, [this] {
        saveRequest(window, parts.form->request(), [this](const QString &failure) {
            if (!failure.isEmpty())
                parts.notice->showSentence(Severity::Error, failure);
        });
    });
    on(actions.dataStores, [this] { editDataStores(); });
    on(actions.about, [this] { showAbout(window); });
    on(actions.keys, [this] { showKeys(window); });
    on(actions.fit, [this] { parts.canvas->fit(); });
    on(actions.oneToOne, [this] { parts.canvas->oneToOne(); });
    on(actions.zoomIn, [this] { parts.canvas->zoomIn(); });
    on(actions.zoomOut, [this] { parts.canvas->zoomOut(); });
    on(actions.pan, [this] { parts.canvas->setTool(MapCanvas::Tool::Pan); });
    on(actions.identify, [this] { parts.canvas->setTool(MapCanvas::Tool::Identify); });
    actions.openDemo->setEnabled(!demo.scene.isEmpty() && !demo.model.isEmpty());
    actions.openLargeDemo->setEnabled(!demo.largeScene.isEmpty() && !demo.model.isEmpty());
}

void MainWindow::Private::connectOpening()
{
    connect(parts.empty, &EmptyState::openRasterAsked, actions.openRaster, &QAction::trigger);
    connect(parts.empty, &EmptyState::openModelAsked, actions.openModel, &QAction::trigger);
    connect(parts.empty, &EmptyState::openAsked, &window, [this](const QString &path) { window.open({path}); });
    connect(parts.empty, &EmptyState::openDemoAsked, &window, [this](const QString &scene) { openDemo(scene); });
    connect(&intake, &FileIntake::scenesChosen, &window, [this](const QStringList &paths) { chooseScenes(paths); });
    connect(&intake, &FileIntake::modelChosen, &window, [this](const QString &path) { chooseModel(path); });
    connect(&intake, &FileIntake::resultChosen, &window, [this](const FileLook &look) {
        recent.add(look.path);
        showResult(layers, look);
    });
    connect(&intake, &FileIntake::requestChosen, &window,
            [this](const RunRequest &request, const std::vector<Problem> &problems) { take(request, problems); });
    connect(&intake, &FileIntake::refused, &window,
            [this](const QString &sentence) { parts.notice->showSentence(Severity::Error, sentence); });
}

void MainWindow::Private::connectForm()
{
    connect(&flow, &RequestFlow::inspected, &window, [this] {
        showInput(layers, flow.inspection()->resolution);
        showState();
    });
    connect(&flow, &RequestFlow::itemsEnded, &window, [this](const ItemsEnd &end) {
        parts.notice->showTogether(end.isComplete, end.sentence, end.mosaic);
        if (end.maps.size() > 1)
            results.showTogether(end.mosaic, end.maps);
    });
    connect(&results, &LiveResults::shownTogether, parts.canvas, &MapCanvas::fitWith);
    // Run is disabled at once; keys that follow must not land in the next field of the form.
    connect(parts.form, &RequestForm::runAsked, parts.canvas, qOverload<>(&QWidget::setFocus));
    connect(parts.form, &RequestForm::runnableChanged, &window, [this] { showState(); });
    connect(parts.form, &RequestForm::extentFromViewAsked, &window, [this] {
        if (const std::optional<GroundBox> box = extentOfView(*parts.canvas))
            parts.form->setExtent(*box, parts.canvas->reference());
    });
}

void MainWindow::Private::connectJobs()
{
    connect(&jobs, &JobList::busyChanged, &window, [this] { showState(); });
    connect(&jobs, &JobList::jobAdded, &window, [this](Job *job) {
        parts.notice->hide();
        if (!isDefinitionText(job->spec().request.model))
            recent.add(job->spec().request.model);
        recent.add(job->spec().request.inputRaster);
        connect(job, &Job::ended, &window, [this, job] {
            // Of a collection there is one notice in the end, and of what fails at once.
            if (!flow.isAtItems() || job->state() == Job::State::Failed)
                parts.notice->show(*job);
        });
        connect(job, &Job::messaged, parts.jobsDock, [this](const Message &message) {
            if (message.type == MessageType::Warning)
                parts.jobsDock->show(); // an error has its notice
        });
    });
    connect(parts.notice, &EndNotice::openFolderAsked, &window, [this](const QString &file) { openFolder(file); });
    connect(parts.jobsPanel, &JobsPanel::openFolderAsked, &window, [this](const QString &file) { openFolder(file); });
    connect(parts.notice, &EndNotice::copyAsked, &window, [this](const QString &text) { copy(text, tr("The text")); });
    connect(parts.jobsPanel, &JobsPanel::copyAsked, &window,
            [this](const QString &text) { copy(text, tr("The text")); });
    connect(parts.jobsPanel, &JobsPanel::editAsked, parts.form, &RequestForm::setRequest);
    connect(parts.notice, &EndNotice::classTableAsked, &window, [this](const RunReport &report) {
        auto *table = new ClassTableDialog(report, &window);
        table->setAttribute(Qt::WA_DeleteOnClose);
        table->show();
    });
}

void MainWindow::Private::connectStoredJobs()
{
    const auto tell = [this](const QString &sentence) { parts.notice->showSentence(Severity::Error, sentence); };
    connect(storedJobs.get(), &StoredJobs::failed, &window, tell);
    connect(storedJobs.get(), &StoredJobs::pageMade, &window,
            [](const QString &file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    connect(storedJobs.get(), &StoredJobs::prepared, &window,
            [this, tell](const QString &id, const Resolution &resolution) {
                if (resolution.spec)
                    flow.continueJob(resolution, id);
                for (const Problem &problem : resolution.problems)
                    if (!resolution.spec && problem.severity == Severity::Error)
                        tell(problem.sentence);
            });
}

void MainWindow::Private::connectMap()
{
    connect(parts.canvas, &MapCanvas::failed, &window, [this](int id, const QString &sentence) {
        parts.notice->showSentence(Severity::Error, sentence);
        const MapLayer *layer = layers.find(id);
        if (layer && layer->kind == LayerKind::Scene)
            flow.noteTrouble(layer->raster.path, sentence);
    });
    connect(parts.canvas, &MapCanvas::identified, parts.identifyDock, &QWidget::show);
    connect(&layers, &LayerStack::added, &window, [this] {
        if (parts.centre->currentWidget() != parts.canvas) {
            parts.centre->setCurrentWidget(parts.canvas);
            parts.layersDock->show();
        }
        showState();
    });
    connect(&layers, &LayerStack::removed, &window, [this] {
        if (layers.layers().empty())
            parts.centre->setCurrentWidget(parts.empty);
        showState();
    });
}

/// What can be done now, and what the title says.
void MainWindow::Private::showState()
{
    const bool hasMap = !layers.layers().empty();
    for (QAction *action :
         {actions.fit, actions.oneToOne, actions.zoomIn, actions.zoomOut, actions.pan, actions.identify})
        action->setEnabled(hasMap);
    actions.run->setEnabled(parts.form->canRun());
    actions.run->setToolTip(parts.form->canRun() ? tr("Run the classification (Ctrl+R)") : parts.form->blockedReason());
    actions.cancel->setEnabled(jobs.isBusy());
    const RunRequest request = parts.form->request();
    for (QAction *action : {actions.copyCommand, actions.copyRequest, actions.saveRequest})
        action->setEnabled(!request.inputRaster.isEmpty() && !request.model.isEmpty());
    parts.empty->setModelChosen(modelTitle(request.model));
    const MapLayer *scene = layers.topmost(LayerKind::Scene);
    const QString name = scene ? QFileInfo(scene->raster.path).fileName() : QString();
    window.setWindowTitle(name.isEmpty() ? tr("Pixelscape") : tr("%1 – Pixelscape").arg(name));
}

void MainWindow::Private::browse(const QString &title, const QString &filter, PathPurpose purpose)
{
    askForPaths(&window, {title, purpose, filter}, [this](const QStringList &paths) { window.open(paths); });
}

void MainWindow::Private::openDemo(const QString &scene)
{
    window.open({demo.model, scene});
}

void MainWindow::Private::chooseScenes(const QStringList &paths)
{
    recent.add(paths.front());
    parts.notice->hide();
    parts.form->setRasters(paths);
}

void MainWindow::Private::chooseModel(const QString &path)
{
    recent.add(path);
    parts.notice->hide();
    parts.form->setField(u"model"_s, path);
}

/// What could not be taken over of a request file is said at once: the form has no place for it.
void MainWindow::Private::take(const RunRequest &request, const std::vector<Problem> &problems)
{
    parts.notice->hide();
    parts.form->setRequest(request);
    if (!problems.empty())
        parts.notice->showSentence(blocksRun(problems) ? Severity::Error : Severity::Warning, sentencesOf(problems));
}

void MainWindow::Private::openFolder(const QString &file)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path()));
}

void MainWindow::Private::editDataStores()
{
    auto *dialog = new DataStoresDialog(savedDataStores(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &window, [this, dialog] {
        saveDataStores(dialog->stores());
        flow.lookAgain();
    });
    dialog->open();
}

void MainWindow::Private::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    window.statusBar()->showMessage(tr("%1 is in the clipboard.").arg(what), 3000);
}

void MainWindow::Private::remember()
{
    QSettings settings;
    settings.setValue(u"geometry"_s, window.saveGeometry());
    settings.setValue(u"panels"_s, window.saveState());
}

void MainWindow::Private::restore()
{
    const QSettings settings;
    if (!window.restoreGeometry(settings.value(u"geometry"_s).toByteArray()))
        window.resize(QSize(1280, 800).boundedTo(window.screen()->availableSize() * 0.94));
    // It may have been closed on a larger screen.
    if (!window.isMaximized() && !window.isFullScreen())
        window.resize(window.size().boundedTo(window.screen()->availableSize()));
    isArranged = window.restoreState(settings.value(u"panels"_s).toByteArray());
    // Keys go to the window's own actions until something is chosen.
    window.setFocus();
}

/// Only now is it known how large the window is.
void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(d->isArranged, true))
        d->parts.arrange(*this);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!d->jobs.isBusy()) {
        d->remember();
        event->accept();
        return;
    }
    event->ignore();
    d->closing.ask();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    d->intake.take(*event->mimeData());
}

} // namespace pixelscape
