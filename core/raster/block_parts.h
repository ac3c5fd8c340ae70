#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

class GDALRasterBand;

namespace pixelscape {

/// Blocks side by side, as they went into a band.
struct BlockPart
{
    std::span<const std::byte> values; ///< row by row; empty where all pixels are NoData
    PixelRect window;                  ///< in the band
};

/// Parts of rows of blocks in, whole blocks out: writes each block of a band once, past GDAL's block cache, so that the
/// file does not depend on the size of that cache. Parts come from left to right and from top to bottom. Holds one
/// block, however wide the band is. What GDAL reports on failure is for the caller's GdalErrors.
class BlockPartWriter
{
public:
    /// Is told every part once it is written; false ends the writing.
    using Listener = std::function<bool(const BlockPart &)>;

    BlockPartWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, Listener listener);

    int blockWidth() const { return m_block.width; }
    /// Of the next part: one row of blocks, of low strips as many as are an even number of rows; at the bottom what is
    /// left.
    int rowsOfPart() const;
    int rowsWritten() const { return m_y; }
    /// The next part begins a row of blocks.
    bool isAtLeft() const { return m_x == 0; }
    /// Whether a part may be so wide: whole blocks, or all that is left.
    bool takes(int columns) const
    {
        const int right = m_x + columns;
        return columns > 0 && (right == m_size.width || (right < m_size.width && right % m_block.width == 0));
    }

    /// The next so many columns, which it takes(), in the band's type. False when they could not be written.
    bool append(std::span<const std::byte> values, int columns);
    /// All of the next rows, from the left; left to GDAL, which reads blocks that were never written as NoData.
    bool appendNodata();

private:
    bool advance(const BlockPart &part);
    bool writeBlock(const BlockPart &part, const PixelRect &block);

    GDALRasterBand *m_band;
    std::vector<std::byte> m_nodataPixel;
    Listener m_listener;
    Size m_size;  ///< of the band
    Size m_block; ///< pixels
    int m_partHeight = 0;
    int m_x = 0; ///< of the next part
    int m_y = 0;
    std::vector<std::byte> m_values; ///< of a block
};

} // namespace pixelscape
