#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <span>
#include <vector>

namespace pixelscape {

/// Pixels between sections and blocks, which do not lie in the same lattice: sections lengthen a stretch of rows at its
/// right, whole blocks are cut off at its left. Holds no more than a section and a block are wide.
class PartStretch
{
public:
    explicit PartStretch(std::size_t pixelBytes) : m_pixelBytes(pixelBytes) {}

    /// The next rows, from their left end on, still without pixels.
    void begin(const PixelRect &rows);
    /// Room at the right for so many more columns; what it holds there is undefined.
    void lengthen(int columns);
    /// With the new room; the pixels stand row by row.
    const PixelRect &window() const { return m_window; }
    std::span<std::byte> pixels() { return m_pixels; }
    /// Takes the left columns off, which stay valid until the next call of anything here.
    std::span<const std::byte> cut(int columns);

private:
    std::size_t rowBytes() const { return std::size_t(m_window.width) * m_pixelBytes; }
    std::vector<std::byte>::iterator at(std::size_t byte) { return m_pixels.begin() + std::ptrdiff_t(byte); }

    std::size_t m_pixelBytes;
    PixelRect m_window;
    std::vector<std::byte> m_pixels;
    std::vector<std::byte> m_part;
};

} // namespace pixelscape
