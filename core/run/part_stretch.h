#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <span>
#include <vector>

namespace pixelscape {

/// Pixels between sections and blocks, which do not lie in the same lattice: sections lengthen a stretch of rows at its
/// right, whole blocks are cut off at its left.
class PartStretch
{
public:
    explicit PartStretch(std::size_t pixelBytes) : m_pixelBytes(pixelBytes) {}

    /// The next rows, from their left end on, still without pixels; it will never be longer than `mostColumns`.
    void begin(const PixelRect &rows, int mostColumns);
    /// Room at the right for so many more columns; what it holds there is undefined.
    void lengthen(int columns) { m_window.width += columns; }
    /// Where it lies.
    const PixelRect &window() const { return m_window; }
    std::size_t pixelBytes() const { return m_pixelBytes; }
    /// The pixels from (x, y) on to the right, of the window.
    std::byte *at(int x, int y) { return &m_pixels[offset(x - m_window.x, y - m_window.y)]; }
    /// Takes the left columns off, row by row; they stay valid until the next call.
    std::span<const std::byte> cut(int columns);

private:
    std::size_t offset(int column, int row) const
    {
        return (std::size_t(row) * std::size_t(m_mostColumns) + std::size_t(column)) * m_pixelBytes;
    }

    std::size_t m_pixelBytes;
    PixelRect m_window;
    int m_mostColumns = 0; ///< between the beginnings of two rows
    std::vector<std::byte> m_pixels;
    std::vector<std::byte> m_part;
};

} // namespace pixelscape
