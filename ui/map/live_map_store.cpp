#include "ui/map/live_map_store.h"

#include "ui/map/tile_grid.h"
#include "ui/map/value_text.h"

#include <algorithm>

namespace pixelscape {

LiveMapStore::LiveMapStore(const LiveMap &map) : m_map(map), m_codes(std::size_t(map.size.area()), LiveMap::notYet) {}

void LiveMapStore::paint(const LiveUpdate &update)
{
    for (const LivePiece &piece : update.pieces) {
        const PixelRect inside = piece.place.intersected({0, 0, m_map.size.width, m_map.size.height});
        for (int y = inside.y; y < inside.bottom(); ++y) {
            const auto from = piece.codes.begin() +
                              (std::ptrdiff_t(y - piece.place.y) * piece.place.width + inside.x - piece.place.x);
            std::copy_n(from, inside.width, m_codes.begin() + (std::ptrdiff_t(y) * m_map.size.width + inside.x));
        }
    }
}

std::uint16_t LiveMapStore::codeAt(int x, int y) const
{
    const int column = x / m_map.reduction;
    const int row = y / m_map.reduction;
    if (column >= m_map.size.width || row >= m_map.size.height)
        return LiveMap::notYet;
    return m_codes[std::size_t(row) * std::size_t(m_map.size.width) + std::size_t(column)];
}

QImage LiveMapStore::picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &)
{
    std::vector<QRgb> colors;
    for (const ClassEntry &entry : m_map.legend)
        colors.push_back(
            layer.hiddenClasses.contains(entry.value) ? 0 : qRgb(entry.color.red, entry.color.green, entry.color.blue));
    const Size size = TileGrid::imageSize(window, level);
    QImage image(size.width, size.height, QImage::Format_ARGB32_Premultiplied);
    bool isSeen = false;
    for (int row = 0; row < size.height; ++row) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(row));
        for (int column = 0; column < size.width; ++column) {
            const std::uint16_t code = codeAt(window.x + (column << level), window.y + (row << level));
            line[column] = code < colors.size() ? colors[code] : 0;
            isSeen = isSeen || line[column] != 0;
        }
    }
    return isSeen ? image : QImage();
}

LayerSource::Values LiveMapStore::valuesAt(const MapLayer &, int x, int y)
{
    const std::uint16_t code = codeAt(x, y);
    if (code == LiveMap::notYet)
        return {{classTitle(), notYetText()}};
    if (code >= m_map.legend.size())
        return {{classTitle(), noDataText()}};
    return {{classTitle(), classText(m_map.legend, m_map.legend[code].value)}};
}

} // namespace pixelscape
