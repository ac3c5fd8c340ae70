#include "core/raster/block_rows.h"

#include <gdal_priv.h>

#include <algorithm>

namespace pixelscape {

BlockRowWriter::BlockRowWriter(GDALRasterBand *band, std::span<const std::byte> fill)
    : m_band(band), m_fill(fill.begin(), fill.end())
{
    m_band->GetBlockSize(&m_blockWidth, &m_blockHeight);
    m_rowBytes = std::size_t(m_band->GetXSize()) * m_fill.size();
    m_buffer.resize(m_rowBytes * std::size_t(std::min(m_blockHeight, m_band->GetYSize())));
    m_block.resize(std::size_t(m_blockWidth) * std::size_t(m_blockHeight) * m_fill.size());
}

bool BlockRowWriter::append(std::span<const std::byte> values, int rows)
{
    for (int row = 0; row < rows;) {
        const int held = m_rows % m_blockHeight;
        const int taken = std::min(rows - row, m_blockHeight - held);
        const auto part = values.subspan(std::size_t(row) * m_rowBytes, std::size_t(taken) * m_rowBytes);
        std::ranges::copy(part, m_buffer.begin() + std::ptrdiff_t(std::size_t(held) * m_rowBytes));
        row += taken;
        m_rows += taken;
        const bool blockRowIsFull = m_rows % m_blockHeight == 0 || m_rows == m_band->GetYSize();
        if (blockRowIsFull && !writeBlockRow())
            return false;
    }
    return true;
}

bool BlockRowWriter::writeBlockRow()
{
    const int blockRow = (m_rows - 1) / m_blockHeight;
    const int columns = (m_band->GetXSize() + m_blockWidth - 1) / m_blockWidth;
    for (int column = 0; column < columns; ++column)
        if (!writeBlock(column, blockRow))
            return false;
    return true;
}

bool BlockRowWriter::writeBlock(int column, int blockRow)
{
    const int rows = m_rows - blockRow * m_blockHeight;
    const int width = std::min(m_blockWidth, m_band->GetXSize() - column * m_blockWidth);
    if (rows < m_blockHeight || width < m_blockWidth)
        for (std::size_t i = 0; i < m_block.size(); ++i)
            m_block[i] = m_fill[i % m_fill.size()];
    for (int row = 0; row < rows; ++row) {
        const std::size_t from =
            std::size_t(row) * m_rowBytes + std::size_t(column) * std::size_t(m_blockWidth) * m_fill.size();
        const std::size_t to = std::size_t(row) * std::size_t(m_blockWidth) * m_fill.size();
        std::copy_n(m_buffer.data() + from, std::size_t(width) * m_fill.size(), m_block.data() + to);
    }
    return m_band->WriteBlock(column, blockRow, m_block.data()) == CE_None;
}

BlockRowReader::BlockRowReader(GDALRasterBand *band, int bytesPerPixel)
    : m_band(band), m_pixelBytes(std::size_t(bytesPerPixel))
{
    m_band->GetBlockSize(&m_blockWidth, &m_blockHeight);
    m_rowBytes = std::size_t(m_band->GetXSize()) * m_pixelBytes;
    m_buffer.resize(m_rowBytes * std::size_t(m_blockHeight));
    m_block.resize(std::size_t(m_blockWidth) * std::size_t(m_blockHeight) * m_pixelBytes);
}

std::span<const std::byte> BlockRowReader::row(int y)
{
    if (y / m_blockHeight != m_blockRow && !readBlockRow(y / m_blockHeight))
        return {};
    return std::span(m_buffer).subspan(std::size_t(y % m_blockHeight) * m_rowBytes, m_rowBytes);
}

bool BlockRowReader::readBlockRow(int blockRow)
{
    const int columns = (m_band->GetXSize() + m_blockWidth - 1) / m_blockWidth;
    const int rows = std::min(m_blockHeight, m_band->GetYSize() - blockRow * m_blockHeight);
    for (int column = 0; column < columns; ++column) {
        if (m_band->ReadBlock(column, blockRow, m_block.data()) != CE_None)
            return false;
        const int width = std::min(m_blockWidth, m_band->GetXSize() - column * m_blockWidth);
        for (int row = 0; row < rows; ++row) {
            const std::size_t from = std::size_t(row) * std::size_t(m_blockWidth) * m_pixelBytes;
            const std::size_t to =
                std::size_t(row) * m_rowBytes + std::size_t(column) * std::size_t(m_blockWidth) * m_pixelBytes;
            std::copy_n(m_block.data() + from, std::size_t(width) * m_pixelBytes, m_buffer.data() + to);
        }
    }
    m_blockRow = blockRow;
    return true;
}

} // namespace pixelscape
