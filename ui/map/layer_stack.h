#pragma once

#include "core/raster/preview_pixels.h"
#include "core/raster/raster_source.h"
#include "core/run/live_map.h"

#include <QObject>

#include <optional>
#include <set>
#include <vector>

namespace pixelscape {

enum class LayerKind {
    Scene,      ///< a raster in a stretch of its bands
    Result,     ///< a classified raster of ours, from its file
    LiveResult, ///< the class map of a run that is going on, from memory
    Probability ///< how probable the classes of a result are, in greys from 0 to 1
};

/// What the map shows and the layer panel lists. A value; the stack holds the only one that counts.
struct MapLayer
{
    int id = 0; ///< given by the stack
    LayerKind kind = LayerKind::Scene;
    QString name;
    RasterInfo raster;  ///< of a live result: the input's, cut to the grid
    QString definition; ///< Scene: what GDAL opens to see it, as RunSpec::definition; empty for the file itself
    bool isVisible = true;
    double opacity = 1;

    QString companionOf; ///< Probability: the file of the class map that it goes with, where that is known

    std::vector<int> bands; ///< Scene: shown as red, green and blue, or one as grey

    ClassLegend legend;              ///< Result, LiveResult
    std::vector<ClassShare> classes; ///< counted so far, in the legend's order
    std::int64_t nodataPixels = 0;
    std::set<std::int64_t> hiddenClasses; ///< values that are not painted
    std::optional<LiveMap> live;          ///< LiveResult
    bool isFinished = true;               ///< false while a run still adds to it
};

/// The layers of the map, topmost first. The map and the layer panel both look at it and change it through it alone.
class LayerStack : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<MapLayer> &layers() const { return m_layers; }
    const MapLayer *find(int id) const;
    /// The topmost layer of a kind; null where there is none.
    const MapLayer *topmost(LayerKind kind) const;

    /// Puts the layer on top of those of its kind (results lie over probabilities, those over scenes) and returns its
    /// id.
    int add(MapLayer layer);
    void remove(int id);

    void setVisible(int id, bool isVisible);
    void setOpacity(int id, double opacity);
    void setBands(int id, const std::vector<int> &bands);
    void setHiddenClasses(int id, const std::set<std::int64_t> &values);
    void setClasses(int id, const std::vector<ClassShare> &classes, std::int64_t nodataPixels);
    /// A run has ended: its live layer becomes one that is read from the file.
    void replaceLive(int id, const MapLayer &result);
    /// New pixels of a live layer; they pass through to the map.
    void paint(int id, const LiveUpdate &update);

Q_SIGNALS:
    void added(int id);
    void removed(int id);
    /// Visibility, opacity: the same pixels look different.
    void restyled(int id);
    /// Bands, hidden classes, another source: the pixels have to be made again.
    void repainted(int id);
    void counted(int id);
    void painted(int id, const pixelscape::LiveUpdate &update);

private:
    MapLayer *at(int id);

    std::vector<MapLayer> m_layers;
    int m_nextId = 1;
};

} // namespace pixelscape
