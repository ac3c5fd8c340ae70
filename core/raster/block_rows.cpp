#include "core/raster/block_rows.h"

#include <gdal_priv.h>

#include <algorithm>
#include <utility>

namespace pixelscape {

BlockRowWriter::BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, int rowsAtOnce,
                               BlockPartWriter::Listener listener)
    : m_writer(band, nodataPixel, std::move(listener)), m_columns(band->GetXSize())
{
    for (int column = 0; column < m_columns; ++column)
        m_nodataRow.insert(m_nodataRow.end(), nodataPixel.begin(), nodataPixel.end());
    const int rows = rowsOfPart();
    const int beyond = rows % rowsAtOnce == 0 ? 0 : rowsAtOnce;
    m_buffer.resize(std::size_t(rows + beyond) * rowBytes());
}

std::span<std::byte> BlockRowWriter::rowsAt(int first, int rows)
{
    return std::span(m_buffer).subspan(std::size_t(first) * rowBytes(), std::size_t(rows) * rowBytes());
}

std::span<std::byte> BlockRowWriter::room(int rows)
{
    return rowsAt(m_rows, rows);
}

bool BlockRowWriter::append(int rows)
{
    if (!m_hasData)
        fillNodata(0, m_rows);
    m_hasData = true;
    return advance(rows);
}

bool BlockRowWriter::appendNodata(int rows)
{
    if (m_hasData)
        fillNodata(m_rows, rows);
    return advance(rows);
}

void BlockRowWriter::fillNodata(int first, int rows)
{
    for (int row = first; row < first + rows; ++row)
        std::ranges::copy(m_nodataRow, rowsAt(row, 1).begin());
}

/// Writes the rows of blocks that are whole by now; what is behind them moves up.
bool BlockRowWriter::advance(int rows)
{
    m_rows += rows;
    for (int part = rowsOfPart(); part > 0 && m_rows >= part; part = rowsOfPart()) {
        if (!(m_hasData ? m_writer.append(rowsAt(0, part), m_columns) : m_writer.appendNodata()))
            return false;
        m_rows -= part;
        std::ranges::copy(rowsAt(part, m_rows), m_buffer.begin());
        m_hasData = m_hasData && m_rows > 0;
    }
    return true;
}

} // namespace pixelscape
