#include "core/run/part_stretch.h"

#include <algorithm>

namespace pixelscape {

void PartStretch::begin(const PixelRect &rows)
{
    m_window = {rows.x, rows.y, 0, rows.height};
    m_pixels.clear();
}

void PartStretch::lengthen(int columns)
{
    copyColumns(0, m_window.width, m_window.width + columns, m_spare);
    m_pixels.swap(m_spare);
    m_window.width += columns;
}

std::span<const std::byte> PartStretch::cut(int columns)
{
    copyColumns(0, columns, columns, m_part);
    copyColumns(columns, m_window.width - columns, m_window.width - columns, m_spare);
    m_pixels.swap(m_spare);
    m_window.x += columns;
    m_window.width -= columns;
    return m_part;
}

/// To the left of rows that have room for so many.
void PartStretch::copyColumns(int from, int columns, int room, std::vector<std::byte> &to) const
{
    const auto bytesOf = [this](int pixels) { return std::ptrdiff_t(pixels) * std::ptrdiff_t(m_pixelBytes); };
    to.resize(std::size_t(room) * std::size_t(m_window.height) * m_pixelBytes);
    for (std::ptrdiff_t row = 0; row < m_window.height; ++row)
        std::copy_n(m_pixels.begin() + row * bytesOf(m_window.width) + bytesOf(from), bytesOf(columns),
                    to.begin() + row * bytesOf(room));
}

} // namespace pixelscape
