#include "ui/map/tile_orders.h"

#include "ui/map/tile_grid.h"

namespace pixelscape {

std::vector<TileRequest> TileOrders::replace(const std::vector<TileRequest> &wanted)
{
    QHash<TileKey, std::uint64_t> tickets;
    std::vector<TileRequest> requests = wanted;
    for (TileRequest &request : requests) {
        const std::uint64_t before = m_tickets.value(request.key, 0);
        request.ticket = before != 0 ? before : ++m_last;
        tickets.insert(request.key, request.ticket);
    }
    m_tickets = std::move(tickets);
    return requests;
}

void TileOrders::renew(int layer)
{
    for (auto order = m_tickets.begin(); order != m_tickets.end(); ++order)
        if (order.key().layer == layer)
            order.value() = 0;
}

void TileOrders::renew(int layer, const PixelRect &window, Size raster)
{
    const TileGrid grid(raster);
    for (auto order = m_tickets.begin(); order != m_tickets.end(); ++order)
        if (order.key().layer == layer && !grid.window(order.key()).intersected(window).isEmpty())
            order.value() = 0;
}

bool TileOrders::settle(const TileRequest &request)
{
    const auto order = m_tickets.find(request.key);
    if (order == m_tickets.end() || order.value() != request.ticket)
        return false;
    m_tickets.erase(order);
    return true;
}

} // namespace pixelscape
