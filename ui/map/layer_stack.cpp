#include "ui/map/layer_stack.h"

#include <algorithm>

namespace pixelscape {

const MapLayer *LayerStack::find(int id) const
{
    const auto found = std::ranges::find(m_layers, id, &MapLayer::id);
    return found == m_layers.end() ? nullptr : &*found;
}

const MapLayer *LayerStack::topmost(LayerKind kind) const
{
    const auto found = std::ranges::find(m_layers, kind, &MapLayer::kind);
    return found == m_layers.end() ? nullptr : &*found;
}

MapLayer *LayerStack::at(int id)
{
    const auto found = std::ranges::find(m_layers, id, &MapLayer::id);
    return found == m_layers.end() ? nullptr : &*found;
}

int LayerStack::add(MapLayer layer)
{
    layer.id = m_nextId++;
    const auto height = [](const MapLayer &other) {
        return other.kind == LayerKind::Scene ? 0 : other.kind == LayerKind::Probability ? 1 : 2;
    };
    const auto place =
        std::ranges::find_if(m_layers, [&](const MapLayer &other) { return height(other) <= height(layer); });
    const int id = layer.id;
    m_layers.insert(place, std::move(layer));
    Q_EMIT added(id);
    return id;
}

void LayerStack::remove(int id)
{
    if (std::erase_if(m_layers, [id](const MapLayer &layer) { return layer.id == id; }) > 0)
        Q_EMIT removed(id);
}

void LayerStack::setVisible(int id, bool isVisible)
{
    MapLayer *layer = at(id);
    if (!layer || layer->isVisible == isVisible)
        return;
    layer->isVisible = isVisible;
    Q_EMIT restyled(id);
}

void LayerStack::setOpacity(int id, double opacity)
{
    MapLayer *layer = at(id);
    if (!layer || layer->opacity == opacity)
        return;
    layer->opacity = std::clamp(opacity, 0.0, 1.0);
    Q_EMIT restyled(id);
}

void LayerStack::setBands(int id, const std::vector<int> &bands)
{
    MapLayer *layer = at(id);
    if (!layer || layer->bands == bands)
        return;
    layer->bands = bands;
    Q_EMIT repainted(id);
}

void LayerStack::setHiddenClasses(int id, const std::set<std::int64_t> &values)
{
    MapLayer *layer = at(id);
    if (!layer || layer->hiddenClasses == values)
        return;
    layer->hiddenClasses = values;
    Q_EMIT repainted(id);
}

void LayerStack::setClasses(int id, const std::vector<ClassShare> &classes, std::int64_t nodataPixels)
{
    MapLayer *layer = at(id);
    if (!layer)
        return;
    layer->classes = classes;
    layer->nodataPixels = nodataPixels;
    Q_EMIT counted(id);
}

void LayerStack::replaceLive(int id, const MapLayer &result)
{
    MapLayer *layer = at(id);
    if (!layer)
        return;
    MapLayer replacement = result;
    replacement.id = id;
    replacement.isVisible = layer->isVisible;
    replacement.opacity = layer->opacity;
    replacement.hiddenClasses = layer->hiddenClasses;
    *layer = std::move(replacement);
    Q_EMIT repainted(id);
    Q_EMIT counted(id);
}

void LayerStack::paint(int id, const LiveUpdate &update)
{
    if (!at(id))
        return;
    Q_EMIT painted(id, update);
    setClasses(id, update.classes, update.nodataPixels);
}

} // namespace pixelscape
