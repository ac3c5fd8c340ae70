#pragma once

#include <cstddef>
#include <span>
#include <vector>

class GDALRasterBand;

namespace pixelscape {

/// Rows in, whole blocks out: writes each block of a band once, in raster order, past GDAL's block cache, so that the
/// file does not depend on the size of that cache. Holds one row of blocks. What GDAL reports on failure is for the
/// caller's GdalErrors.
class BlockRowWriter
{
public:
    /// `fill` is one pixel, for the parts of edge blocks that lie outside the raster.
    BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> fill);

    /// Whole rows, in the band's type. False when GDAL could not write them.
    bool append(std::span<const std::byte> values, int rows);
    int rowsAppended() const { return m_rows; }

private:
    bool writeBlockRow();
    bool writeBlock(int column, int blockRow);

    GDALRasterBand *m_band;
    std::vector<std::byte> m_fill;
    int m_blockWidth = 0;
    int m_blockHeight = 0;
    int m_rows = 0;
    std::size_t m_rowBytes = 0;
    std::vector<std::byte> m_buffer; ///< up to m_blockHeight rows of the raster
    std::vector<std::byte> m_block;
};

/// Reads single rows of a band from top to bottom, each block once, past GDAL's block cache.
class BlockRowReader
{
public:
    BlockRowReader(GDALRasterBand *band, int bytesPerPixel);

    /// The whole row; empty when GDAL could not read it. Valid until the next call.
    std::span<const std::byte> row(int y);

private:
    bool readBlockRow(int blockRow);

    GDALRasterBand *m_band;
    std::size_t m_pixelBytes;
    int m_blockWidth = 0;
    int m_blockHeight = 0;
    int m_blockRow = -1;
    std::size_t m_rowBytes = 0;
    std::vector<std::byte> m_buffer;
    std::vector<std::byte> m_block;
};

} // namespace pixelscape
