#include "core/raster/block_rows.h"

#include <gdal_priv.h>

#include <algorithm>
#include <utility>

namespace pixelscape {

BlockRowWriter::BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, Listener listener)
    : m_band(band), m_nodataPixel(nodataPixel.begin(), nodataPixel.end()), m_listener(std::move(listener))
{
    m_band->GetBlockSize(&m_blockWidth, &m_blockHeight);
    m_rowBytes = std::size_t(m_band->GetXSize()) * m_nodataPixel.size();
    m_buffer.resize(m_rowBytes * std::size_t(std::min(m_blockHeight, m_band->GetYSize())));
    m_block.resize(std::size_t(m_blockWidth) * std::size_t(m_blockHeight) * m_nodataPixel.size());
}

bool BlockRowWriter::append(std::span<const std::byte> values, int rows)
{
    for (int row = 0; row < rows;) {
        const std::size_t held = std::size_t(m_rows % m_blockHeight) * m_rowBytes;
        const int taken = rowsInBlockRow(rows - row);
        if (!m_hasData)
            fill(std::span(m_buffer).first(held));
        m_hasData = true;
        const auto part = values.subspan(std::size_t(row) * m_rowBytes, std::size_t(taken) * m_rowBytes);
        std::ranges::copy(part, m_buffer.begin() + std::ptrdiff_t(held));
        row += taken;
        if (!advance(taken))
            return false;
    }
    return true;
}

bool BlockRowWriter::appendNodata(int rows)
{
    for (int row = 0; row < rows;) {
        const std::size_t held = std::size_t(m_rows % m_blockHeight) * m_rowBytes;
        const int taken = rowsInBlockRow(rows - row);
        if (m_hasData)
            fill(std::span(m_buffer).subspan(held, std::size_t(taken) * m_rowBytes));
        row += taken;
        if (!advance(taken))
            return false;
    }
    return true;
}

/// Of so many rows, those that the row of blocks has room for.
int BlockRowWriter::rowsInBlockRow(int rows) const
{
    return std::min(rows, m_blockHeight - m_rows % m_blockHeight);
}

void BlockRowWriter::fill(std::span<std::byte> bytes) const
{
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = m_nodataPixel[i % m_nodataPixel.size()];
}

bool BlockRowWriter::advance(int rows)
{
    m_rows += rows;
    if (m_rows % m_blockHeight != 0 && m_rows != m_band->GetYSize())
        return true;
    const int held = (m_rows - 1) % m_blockHeight + 1;
    const bool hadData = std::exchange(m_hasData, false);
    if (hadData && !writeBlockRow(held))
        return false;
    return m_listener({hadData ? std::span<const std::byte>(m_buffer).first(std::size_t(held) * m_rowBytes)
                               : std::span<const std::byte>(),
                       held});
}

bool BlockRowWriter::writeBlockRow(int rows)
{
    const int blockRow = (m_rows - 1) / m_blockHeight;
    const int columns = (m_band->GetXSize() + m_blockWidth - 1) / m_blockWidth;
    for (int column = 0; column < columns; ++column)
        if (!writeBlock(column, blockRow, rows))
            return false;
    return true;
}

bool BlockRowWriter::writeBlock(int column, int blockRow, int rows)
{
    const int width = std::min(m_blockWidth, m_band->GetXSize() - column * m_blockWidth);
    if (rows < m_blockHeight || width < m_blockWidth)
        fill(m_block);
    for (int row = 0; row < rows; ++row) {
        const std::size_t from =
            std::size_t(row) * m_rowBytes + std::size_t(column) * std::size_t(m_blockWidth) * m_nodataPixel.size();
        const std::size_t to = std::size_t(row) * std::size_t(m_blockWidth) * m_nodataPixel.size();
        std::copy_n(m_buffer.data() + from, std::size_t(width) * m_nodataPixel.size(), m_block.data() + to);
    }
    return m_band->WriteBlock(column, blockRow, m_block.data()) == CE_None;
}

} // namespace pixelscape
