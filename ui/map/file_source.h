#pragma once

#include "core/raster/gdal_raster_source.h"
#include "core/raster/preview_pixels.h"
#include "ui/map/layer_source.h"

#include <map>
#include <optional>

namespace pixelscape {

/// A raster that is opened once for tiles, and once more for single values when they are asked for.
class RasterFile
{
public:
    explicit RasterFile(const QString &path, const QString &definition = {})
        : m_path(path), m_definition(definition), m_tiles(path, definition)
    {
    }

    GdalRasterSource &forTiles() { return m_tiles; }
    GdalRasterSource &forValues();

private:
    QString m_path;
    QString m_definition; ///< as MapLayer::definition
    GdalRasterSource m_tiles;
    std::unique_ptr<GdalRasterSource> m_values;
};

/// A scene in a stretch of its bands.
class SceneSource : public LayerSource
{
public:
    /// A stretch for all bands, or none to have them measured.
    explicit SceneSource(const MapLayer &layer, std::optional<Stretch> stretch = {})
        : m_file(layer.raster.path, layer.definition), m_fixed(stretch)
    {
    }

    void prepare(const MapLayer &layer, const GoOn &mayGoOn) override;
    QImage picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn) override;
    Values valuesAt(const MapLayer &layer, int x, int y) override;

private:
    std::vector<int> bandsOf(const MapLayer &layer);

    RasterFile m_file;
    std::optional<Stretch> m_fixed;
    std::map<std::vector<int>, std::vector<Stretch>> m_stretches; ///< by bands
};

/// A classified raster of ours.
class ResultSource : public LayerSource
{
public:
    explicit ResultSource(const QString &path) : m_file(path) {}

    QImage picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn) override;
    Values valuesAt(const MapLayer &layer, int x, int y) override;

private:
    RasterFile m_file;
};

} // namespace pixelscape
