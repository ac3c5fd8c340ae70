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
/// smaller side is under 256 pixels; none where it is under 256 already. What GDAL reports on failure is for the
/// caller's GdalErrors.
class OverviewWriter
{
public:
    /// Puts the empty levels into the file, laid out as the raster itself whatever the machine's settings say.
    OverviewWriter(GDALDataset &dataset, std::span<const std::byte> nodataPixel, Halving halving);
    OverviewWriter(const OverviewWriter &) = delete;
    OverviewWriter &operator=(const OverviewWriter &) = delete;

    /// The raster's own rows, from top to bottom. False when the levels could not be written.
    bool add(const BlockRow &rows) { return addTo(0, rows); }
    /// Once all rows are there: the last one of an odd number of rows.
    bool finish();

private:
    struct Level
    {
        Level(GDALRasterBand *band, std::span<const std::byte> nodataPixel, std::size_t rowBytesBefore,
              BlockRowWriter::Listener listener);

        BlockRowWriter writer;
        std::vector<std::byte> nodataRow; ///< of the level before
        std::vector<std::byte> upper;     ///< row of the level before that waits for the one below it; else empty
        std::vector<std::byte> halved;
    };

    bool makeLevels(GDALDataset &dataset, const std::vector<int> &factors) const;
    bool addTo(std::size_t level, const BlockRow &rows);
    bool addHalved(Level &level, std::span<const std::byte> upper, std::span<const std::byte> lower);

    Halving m_halving;
    std::deque<Level> m_levels; ///< from the finest; a level is never moved, since the one before tells it its rows
    bool m_isMade = false;
};

} // namespace pixelscape
