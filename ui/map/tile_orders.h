#pragma once

#include "core/base/geometry.h"
#include "ui/map/tile_key.h"

#include <QHash>

#include <vector>

namespace pixelscape {

/// The tiles that the map waits for, with the tickets that tell an answer to the present order from one to an earlier
/// order.
class TileOrders
{
public:
    /// What is wanted from now on, in this order. A tile that was wanted before keeps its ticket.
    std::vector<TileRequest> replace(const std::vector<TileRequest> &wanted);
    /// Pixels have changed: what is being read of them has to be read again.
    void renew(int layer);
    void renew(int layer, const PixelRect &window, Size raster);

    bool isWanted(const TileKey &key) const { return m_tickets.contains(key); }
    /// An answer has come. True where it is to the present order, which is then carried out.
    bool settle(const TileRequest &request);

    bool isEmpty() const { return m_tickets.isEmpty(); }

private:
    QHash<TileKey, std::uint64_t> m_tickets; ///< 0: the next replace() gives a new one
    std::uint64_t m_last = 0;
};

} // namespace pixelscape
