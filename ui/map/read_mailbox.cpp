#include "ui/map/read_mailbox.h"

#include <algorithm>

namespace pixelscape {

void ReadMailbox::setLayers(std::vector<MapLayer> layers)
{
    const QMutexLocker lock(&m_mutex);
    m_layers = std::move(layers);
    m_haveLayersChanged = true;
}

void ReadMailbox::setTiles(const std::vector<TileRequest> &tiles)
{
    const QMutexLocker lock(&m_mutex);
    std::set<std::uint64_t> wanted;
    std::set<std::uint64_t> taken;
    m_tiles.clear();
    for (const TileRequest &tile : tiles) {
        wanted.insert(tile.ticket);
        // The answer is on its way.
        if (m_taken.contains(tile.ticket))
            taken.insert(tile.ticket);
        else
            m_tiles.push_back(tile);
    }
    m_wanted = std::move(wanted);
    m_taken = std::move(taken);
    m_somethingToDo.wakeOne();
}

void ReadMailbox::paint(LivePaint paint)
{
    const QMutexLocker lock(&m_mutex);
    m_paints.push_back(std::move(paint));
    m_somethingToDo.wakeOne();
}

void ReadMailbox::ask(PointRequest request)
{
    const QMutexLocker lock(&m_mutex);
    (request.isClick ? m_click : m_pointer) = std::move(request);
    m_somethingToDo.wakeOne();
}

void ReadMailbox::stop()
{
    const QMutexLocker lock(&m_mutex);
    m_isStopped = true;
    m_wanted.clear();
    m_somethingToDo.wakeOne();
}

std::optional<ReadTask> ReadMailbox::take()
{
    const QMutexLocker lock(&m_mutex);
    while (!m_isStopped) {
        if (auto quick = takeQuickLocked())
            return quick;
        if (auto tile = takeTileLocked(false))
            return tile;
        m_somethingToDo.wait(&m_mutex);
    }
    return {};
}

std::optional<ReadTask> ReadMailbox::takeQuick()
{
    const QMutexLocker lock(&m_mutex);
    return m_isStopped ? std::nullopt : takeQuickLocked();
}

std::optional<ReadTask> ReadMailbox::takeQuickLocked()
{
    if (!m_paints.empty()) {
        LivePaint paint = std::move(m_paints.front());
        m_paints.pop_front();
        return paint;
    }
    for (std::optional<PointRequest> *point : {&m_click, &m_pointer}) {
        if (!*point)
            continue;
        PointRequest request = std::move(**point);
        point->reset();
        return request;
    }
    return takeTileLocked(true);
}

std::optional<ReadTask> ReadMailbox::takeTileLocked(bool quickOnly)
{
    const auto tile = quickOnly ? std::ranges::find(m_tiles, true, &TileRequest::isQuick) : m_tiles.begin();
    if (tile == m_tiles.end())
        return {};
    const TileRequest request = *tile;
    m_tiles.erase(tile);
    m_taken.insert(request.ticket);
    return request;
}

std::optional<std::vector<MapLayer>> ReadMailbox::takeLayers()
{
    const QMutexLocker lock(&m_mutex);
    if (!std::exchange(m_haveLayersChanged, false))
        return {};
    return m_layers;
}

bool ReadMailbox::isWanted(std::uint64_t ticket) const
{
    const QMutexLocker lock(&m_mutex);
    return m_wanted.contains(ticket);
}

bool ReadMailbox::isShown(int layer, const std::vector<int> &bands) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = std::ranges::find(m_layers, layer, &MapLayer::id);
    return !m_isStopped && found != m_layers.end() && found->isVisible && found->bands == bands;
}

bool ReadMailbox::isStopped() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isStopped;
}

} // namespace pixelscape
