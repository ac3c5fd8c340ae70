#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

class GDALRasterBand;

namespace pixelscape {

/// A whole row of blocks, as it went into a band.
struct BlockRow
{
    std::span<const std::byte> values; ///< empty where all pixels are NoData
    int rows = 0;
};

/// Rows in, whole blocks out: writes each block of a band once, in raster order, past GDAL's block cache, so that the
/// file does not depend on the size of that cache. Blocks without data are left to GDAL, which reads those that were
/// never written as NoData. Holds one row of blocks. What GDAL reports on failure is for the caller's GdalErrors.
class BlockRowWriter
{
public:
    /// Is told every row of blocks once it is written; false ends the writing.
    using Listener = std::function<bool(const BlockRow &)>;

    BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, Listener listener);

    /// Whole rows, in the band's type. False when they could not be written.
    bool append(std::span<const std::byte> values, int rows);
    bool appendNodata(int rows);
    int rowsAppended() const { return m_rows; }

private:
    int rowsInBlockRow(int rows) const;
    void fill(std::span<std::byte> bytes) const;
    bool advance(int rows);
    bool writeBlockRow(int rows);
    bool writeBlock(int column, int blockRow, int rows);

    GDALRasterBand *m_band;
    std::vector<std::byte> m_nodataPixel;
    Listener m_listener;
    int m_blockWidth = 0;
    int m_blockHeight = 0;
    int m_rows = 0;
    bool m_hasData = false; ///< in the row of blocks that is being filled
    std::size_t m_rowBytes = 0;
    std::vector<std::byte> m_buffer; ///< up to m_blockHeight rows of the raster
    std::vector<std::byte> m_block;
};

} // namespace pixelscape
