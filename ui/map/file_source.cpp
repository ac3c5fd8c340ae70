#include "ui/map/file_source.h"

#include "ui/map/live_map_store.h"
#include "ui/map/tile_grid.h"
#include "ui/map/value_text.h"

#include <algorithm>
#include <array>

namespace pixelscape {

namespace {

QImage toImage(const PreviewPixels &pixels)
{
    bool isSeen = false;
    for (std::size_t i = 3; i < pixels.rgba.size() && !isSeen; i += 4)
        isSeen = pixels.rgba[i] != 0;
    if (!isSeen)
        return {};
    const QImage image(pixels.rgba.data(), pixels.size.width, pixels.size.height, pixels.size.width * 4,
                       QImage::Format_RGBA8888);
    return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

std::optional<double> valueAt(GdalRasterSource &source, int band, int x, int y)
{
    const PixelRect pixel{x, y, 1, 1};
    const std::array bands{band};
    std::array<float, 1> rounded{};
    std::array<std::uint8_t, 1> valid{};
    source.read(pixel, bands, rounded, valid);
    if (!valid[0])
        return {};
    std::array<double, 1> exact{};
    source.readValues(pixel, {1, 1}, band, exact);
    return exact[0];
}

ClassLegend shownClasses(const MapLayer &layer)
{
    ClassLegend shown = layer.legend;
    std::erase_if(shown, [&](const ClassEntry &entry) { return layer.hiddenClasses.contains(entry.value); });
    return shown;
}

} // namespace

GdalRasterSource &RasterFile::forValues()
{
    if (!m_values)
        m_values = std::make_unique<GdalRasterSource>(m_path, m_definition);
    return *m_values;
}

std::vector<int> SceneSource::bandsOf(const MapLayer &layer)
{
    return layer.bands.empty() ? naturalColorBands(m_file.forTiles().info()) : layer.bands;
}

void SceneSource::prepare(const MapLayer &layer, const GoOn &mayGoOn)
{
    const std::vector<int> bands = bandsOf(layer);
    if (m_fixed)
        m_stretches[bands].assign(bands.size(), *m_fixed);
    else if (!m_stretches.contains(bands))
        m_stretches.emplace(bands, sampleStretch(m_file.forTiles(), bands, mayGoOn));
}

QImage SceneSource::picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn)
{
    const std::vector<int> bands = bandsOf(layer);
    return toImage(scenePixels(m_file.forTiles(), window, TileGrid::imageSize(window, level), bands,
                               m_stretches.at(bands), mayGoOn));
}

LayerSource::Values SceneSource::valuesAt(const MapLayer &, int x, int y)
{
    GdalRasterSource &file = m_file.forValues();
    const RasterInfo &info = file.info();
    Values values;
    for (int band = 0; band < int(info.bands.size()); ++band)
        values.emplace_back(bandTitle(info, band), valueText(info.bands[std::size_t(band)], valueAt(file, band, x, y)));
    return values;
}

QImage ResultSource::picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn)
{
    return toImage(
        resultPixels(m_file.forTiles(), window, TileGrid::imageSize(window, level), shownClasses(layer), mayGoOn));
}

LayerSource::Values ResultSource::valuesAt(const MapLayer &layer, int x, int y)
{
    const std::optional<double> value = valueAt(m_file.forValues(), 0, x, y);
    return {{classTitle(), value ? classText(layer.legend, std::int64_t(*value)) : noDataText()}};
}

std::unique_ptr<LayerSource> makeLayerSource(const MapLayer &layer)
{
    switch (layer.kind) {
    case LayerKind::Scene:
        return std::make_unique<SceneSource>(layer);
    case LayerKind::Result:
        return std::make_unique<ResultSource>(layer.raster.path);
    case LayerKind::Probability:
        return std::make_unique<SceneSource>(layer, Stretch{0, 1});
    case LayerKind::LiveResult:
        break;
    }
    return std::make_unique<LiveMapStore>(layer.live.value_or(LiveMap{}));
}

} // namespace pixelscape
