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
    const std::size_t before = rowBytes();
    m_window.width += columns;
    m_pixels.resize(rowBytes() * std::size_t(m_window.height));
    for (std::size_t row = std::size_t(m_window.height); row-- > 0;) // from below: none is written over
        std::copy_backward(at(row * before), at(row * before + before), at(row * rowBytes() + before));
}

std::span<const std::byte> PartStretch::cut(int columns)
{
    const std::size_t before = rowBytes();
    const std::size_t cut = std::size_t(columns) * m_pixelBytes;
    m_window.x += columns;
    m_window.width -= columns;
    m_part.resize(cut * std::size_t(m_window.height));
    for (std::size_t row = 0; row < std::size_t(m_window.height); ++row) {
        std::copy_n(at(row * before), cut, m_part.begin() + std::ptrdiff_t(row * cut));
        std::copy_n(at(row * before + cut), rowBytes(), at(row * rowBytes()));
    }
    m_pixels.resize(rowBytes() * std::size_t(m_window.height));
    return m_part;
}

} // namespace pixelscape
