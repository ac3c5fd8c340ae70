#pragma once

#include "core/raster/block_parts.h"

namespace pixelscape {

/// Rows in, whole rows of blocks out, as BlockPartWriter writes them. Holds one row of blocks, and as many rows as come
/// at once where a row of blocks is no multiple of them.
class BlockRowWriter
{
public:
    /// Rows come so many at once, but for the last ones, which are fewer.
    BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, int rowsAtOnce,
                   BlockPartWriter::Listener listener);

    int rowsOfPart() const { return m_writer.rowsOfPart(); }
    std::size_t rowBytes() const { return m_nodataRow.size(); }

    /// Where the next rows are to be put, in the band's type.
    std::span<std::byte> room(int rows);
    /// As many as there was room() made for are there. False when they could not be written.
    bool append(int rows);
    bool appendNodata(int rows);

private:
    std::span<std::byte> rowsAt(int first, int rows);
    void fillNodata(int first, int rows);
    bool advance(int rows);

    BlockPartWriter m_writer;
    int m_columns;
    std::vector<std::byte> m_nodataRow;
    std::vector<std::byte> m_buffer;
    int m_rows = 0;         ///< in the buffer
    bool m_hasData = false; ///< any of them
};

} // namespace pixelscape
