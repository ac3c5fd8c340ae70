#pragma once

#include "ui/map/layer_source.h"

namespace pixelscape {

/// The reduced class map of a run that is going on, in memory.
class LiveMapStore : public LayerSource
{
public:
    explicit LiveMapStore(const LiveMap &map);

    void paint(const LiveUpdate &update) override;
    QImage picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn) override;
    Values valuesAt(const MapLayer &layer, int x, int y) override;

private:
    std::uint16_t codeAt(int x, int y) const;

    LiveMap m_map;
    std::vector<std::uint16_t> m_codes; ///< row by row
};

} // namespace pixelscape
