#include "core/run/part_stretch.h"

#include <cstring>

namespace pixelscape {

void PartStretch::begin(const PixelRect &rows, int mostColumns)
{
    m_window = {rows.x, rows.y, 0, rows.height};
    m_mostColumns = mostColumns;
    m_pixels.resize(offset(0, rows.height));
}

std::span<const std::byte> PartStretch::cut(int columns)
{
    const std::size_t cut = std::size_t(columns) * m_pixelBytes;
    m_window.x += columns;
    m_window.width -= columns;
    m_part.resize(cut * std::size_t(m_window.height));
    for (int row = 0; row < m_window.height; ++row) {
        std::byte *pixels = &m_pixels[offset(0, row)];
        std::memcpy(&m_part[std::size_t(row) * cut], pixels, cut);
        std::memmove(pixels, pixels + cut, std::size_t(m_window.width) * m_pixelBytes);
    }
    return m_part;
}

} // namespace pixelscape
