#include "core/raster/block_parts.h"

#include <gdal_priv.h>

#include <algorithm>
#include <utility>

namespace pixelscape {

namespace {

/// Strips may be as low as a row, and have any number of rows; overviews halve pairs of them.
int partHeight(Size block, Size size)
{
    constexpr int highEnough = 256;
    if (block.width < size.width)
        return block.height; // tiles: a multiple of 16
    int strips = std::max(1, highEnough / block.height);
    if (strips * block.height % 2 != 0)
        ++strips;
    return strips * block.height;
}

} // namespace

BlockPartWriter::BlockPartWriter(GDALRasterBand *band, std::span<const std::byte> nodataPixel, Listener listener)
    : m_band(band), m_nodataPixel(nodataPixel.begin(), nodataPixel.end()),
      m_listener(std::move(listener)), m_size{band->GetXSize(), band->GetYSize()}
{
    m_band->GetBlockSize(&m_block.width, &m_block.height);
    m_partHeight = partHeight(m_block, m_size);
    m_values.resize(std::size_t(m_block.area()) * m_nodataPixel.size());
}

int BlockPartWriter::rowsOfPart() const
{
    return std::min(m_partHeight, m_size.height - m_y);
}

bool BlockPartWriter::append(std::span<const std::byte> values, int columns)
{
    const BlockPart part{values, {m_x, m_y, columns, rowsOfPart()}};
    const PixelRect &window = part.window;
    for (int y = window.y; y < window.bottom(); y += m_block.height)
        for (int x = window.x; x < window.right(); x += m_block.width)
            if (!writeBlock(part, PixelRect{x, y, m_block.width, m_block.height}.intersected(window)))
                return false;
    return advance(part);
}

bool BlockPartWriter::appendNodata()
{
    return advance({{}, {0, m_y, m_size.width, rowsOfPart()}});
}

bool BlockPartWriter::advance(const BlockPart &part)
{
    m_x = part.window.right();
    if (m_x == m_size.width) {
        m_x = 0;
        m_y = part.window.bottom();
    }
    return m_listener(part);
}

/// `block` is what of it lies in the band.
bool BlockPartWriter::writeBlock(const BlockPart &part, const PixelRect &block)
{
    const std::size_t pixelBytes = m_nodataPixel.size();
    if (block.width < m_block.width || block.height < m_block.height)
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i] = m_nodataPixel[i % pixelBytes];
    for (int row = 0; row < block.height; ++row) {
        const std::size_t from = std::size_t(block.y + row - part.window.y) * std::size_t(part.window.width) +
                                 std::size_t(block.x - part.window.x);
        const std::size_t to = std::size_t(row) * std::size_t(m_block.width);
        std::copy_n(part.values.data() + from * pixelBytes, std::size_t(block.width) * pixelBytes,
                    m_values.data() + to * pixelBytes);
    }
    return m_band->WriteBlock(block.x / m_block.width, block.y / m_block.height, m_values.data()) == CE_None;
}

} // namespace pixelscape
