#pragma once

#include "core/raster/block_rows.h"

#include <deque>

class GDALDataset;

namespace pixelscape {

/// Makes a row of half as many pixels, rounded up, from two rows of the level before; below the last row of an odd
/// number of rows, `lower` is the same row as `upper`.
using Halving = std::function<void(std::span<const std::byte> upper, std::span<const std::byte> lower,
                                   std::span<std::byte> halved)>;

/// Every second pixel of every second row: for values that have no mean.
Halving everySecondPixel(std::size_t bytesPerPixel);

/// The mean of the pixels, up to four, that are not negative; `nodata` where there are none. For float32.
Halving meanOfValid(float nodata);

/// Makes the overviews of a file of one band while its rows are written, so that none of them is read again: until the
/// larger side is under 256 pixels; none where it is under 256 already. What GDAL reports on failure is for the
/// caller's GdalErrors.
class OverviewWriter
{
public:
    /// Puts the empty levels into the file, laid out as the raster itself whatever the machine's settings say. The
    /// raster's parts are so many rows high, an even number, but for the last ones.
    OverviewWriter(GDALDataset &dataset, std::span<const std::byte> nodataPixel, int rowsOfPart, Halving halving);
    OverviewWriter(const OverviewWriter &) = delete;
    OverviewWriter &operator=(const OverviewWriter &) = delete;

    /// The raster's own parts, from left to right and from top to bottom. False when the levels could not be written.
    bool add(const BlockPart &part) { return m_isMade && addTo(0, part); }

private:
    bool makeLevels(GDALDataset &dataset, const std::vector<int> &factors) const;
    bool addTo(std::size_t index, const BlockPart &part);
    void halve(const BlockPart &part, int pair, std::span<std::byte> halved) const;

    Halving m_halving;
    std::size_t m_pixelBytes;
    std::deque<BlockRowWriter> m_levels; ///< from the finest
    bool m_isMade = false;
};

} // namespace pixelscape
