#include "ui/window/live_results.h"

#include "ui/window/map_contents.h"

#include <QFileInfo>

namespace pixelscape {

namespace {

RasterInfo gridRaster(const RunSpec &spec)
{
    RasterInfo raster = spec.view;
    raster.path = spec.request.outputClassifiedRaster;
    raster.size = spec.grid.size();
    raster.geoTransform = spec.grid.geoTransform;
    raster.bands.resize(1);
    return raster;
}

} // namespace

LiveResults::LiveResults(JobList &jobs, LayerStack &layers, Inspector &inspector, QObject *parent)
    : QObject(parent), m_layers(layers), m_inspector(inspector)
{
    connect(&jobs, &JobList::jobAdded, this, &LiveResults::follow);
    connect(&inspector, &Inspector::lookedAt, this, &LiveResults::onLookedAt);
}

void LiveResults::follow(Job *job)
{
    connect(job, &Job::began, this, [this, job](const LiveMap &map) { begin(job, map); });
    connect(job, &Job::painted, this, [this, job](const LiveUpdate &update) {
        if (const auto found = m_live.find(job); found != m_live.end())
            m_layers.paint(found->second, update);
    });
    connect(job, &Job::ended, this, [this, job] { end(job); });
}

void LiveResults::begin(Job *job, const LiveMap &map)
{
    // Another grid than the scene's own: the scene is shown as the run sees it, so that the two lie on each other.
    const RunSpec &spec = job->spec();
    if (const MapLayer *scene = m_layers.topmost(LayerKind::Scene); scene && scene->raster.path == spec.view.path)
        showScene(m_layers, spec.view, spec.definition);
    MapLayer layer;
    layer.kind = LayerKind::LiveResult;
    layer.name = QFileInfo(job->spec().request.outputClassifiedRaster).completeBaseName();
    layer.raster = gridRaster(job->spec());
    layer.opacity = resultOpacity;
    layer.legend = map.legend;
    layer.live = map;
    layer.isFinished = false;
    removeOlder(layer.raster.path);
    m_live[job] = m_layers.add(std::move(layer));
}

/// An output that is replaced or continued is shown no longer: its files are about to change.
void LiveResults::removeOlder(const QString &output)
{
    std::vector<int> older;
    for (const MapLayer &layer : m_layers.layers())
        if (layer.kind != LayerKind::Scene && (layer.raster.path == output || layer.companionOf == output))
            older.push_back(layer.id);
    for (const int id : older)
        m_layers.remove(id);
}

void LiveResults::end(const Job *job)
{
    const auto found = m_live.find(job);
    if (found == m_live.end())
        return;
    const int layer = found->second;
    m_live.erase(found);
    if (job->state() != Job::State::Finished) {
        keepStopped(layer);
        return;
    }
    const QString output = job->report()->output;
    m_finishing[output] = layer;
    m_inspector.lookAt(output);
    if (const QString &probability = job->report()->probabilityOutput; !probability.isEmpty()) {
        m_probabilities[probability] = output;
        m_inspector.lookAt(probability);
    }
}

/// What was painted stays to be looked at, for as long as the window is open.
void LiveResults::keepStopped(int id)
{
    const MapLayer *live = m_layers.find(id);
    if (!live)
        return;
    MapLayer stopped = *live;
    stopped.name = tr("%1 (stopped)").arg(stopped.name);
    stopped.isFinished = true;
    m_layers.replaceLive(id, stopped);
}

/// Under its class map, and not painted unasked: one wants to see the classes first.
void LiveResults::addProbability(const FileLook &look, const QString &output)
{
    if (look.kind != FileLook::Kind::Probability)
        return;
    MapLayer layer = probabilityLayer(look);
    layer.companionOf = output;
    layer.isVisible = false;
    m_layers.add(std::move(layer));
}

void LiveResults::showTogether(const QString &mosaic, const QStringList &maps)
{
    m_mosaics[QFileInfo(mosaic).absoluteFilePath()] = maps;
    m_inspector.lookAt(mosaic);
}

void LiveResults::addMosaic(const FileLook &look, const QStringList &maps)
{
    if (look.kind != FileLook::Kind::Result)
        return;
    for (const QString &map : maps)
        removeOlder(map);
    removeOlder(look.path);
    Q_EMIT shownTogether(m_layers.add(resultLayer(look)));
}

void LiveResults::onLookedAt(const FileLook &look)
{
    if (const auto mosaic = m_mosaics.find(look.path); mosaic != m_mosaics.end()) {
        addMosaic(look, mosaic->second);
        m_mosaics.erase(mosaic);
        return;
    }
    if (const auto probability = m_probabilities.find(look.path); probability != m_probabilities.end()) {
        addProbability(look, probability->second);
        m_probabilities.erase(probability);
        return;
    }
    const auto found = m_finishing.find(look.path);
    if (found == m_finishing.end())
        return;
    const int id = found->second;
    m_finishing.erase(found);
    const MapLayer *live = m_layers.find(id);
    if (!live)
        return;
    if (look.kind != FileLook::Kind::Result) {
        m_layers.remove(id); // somebody took the file away at once; the notice of the run says where it was
        return;
    }
    MapLayer result = resultLayer(look);
    // What the run counted is exact; a look at the file knows the areas only by the mean cell.
    result.classes = live->classes;
    result.nodataPixels = live->nodataPixels;
    m_layers.replaceLive(id, result);
}

} // namespace pixelscape
