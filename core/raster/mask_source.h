#pragma once

#include "core/raster/analysis_grid.h"
#include "core/raster/data_sketch.h"

#include <QStringList>

#include <cstdint>
#include <memory>
#include <span>

namespace pixelscape {

/// Where a run is wanted: inside polygons, or where a raster has data. One thread only.
///
/// The path is that of a vector layer (the file's first, or `path|layername=NAME`) or of a raster. Polygons hold the
/// cells whose centres they hold. Of a raster, the first band's cell at the centre of ours counts: it is out where it
/// has no data (NoData value, mask, alpha, NaN), beyond its edges, and, where it declares none of these, where it is 0.
/// Either may be in another coordinate system; one that has none is taken to be in the grid's.
class MaskSource
{
public:
    /// Windows count from the upper left cell of `place`. Throws Error as check() does, but for a mask that misses it.
    MaskSource(const QString &path, const AnalysisGrid &place);
    ~MaskSource();
    MaskSource(MaskSource &&) noexcept;
    MaskSource &operator=(MaskSource &&) noexcept;

    /// `window` lies inside the place; `valid` (height x width) becomes 0 where the mask says no. A cell's answer is
    /// the same in every window. Memory does not grow with the number of polygons. Throws Error.
    void clearOutside(const PixelRect &window, std::span<std::uint8_t> valid);

    /// As RasterSource::clearEmpty(): of polygons, cells that none of them touches; of a raster, as looks tell.
    void clearEmpty(const CellGrid &grid, const LookLimits &limits, std::span<std::uint8_t> hasData);

    /// Answers remarks for the user. Throws Error: missing, neither vectors nor a raster, no polygons, without a place
    /// on the ground where the grid has one, or nowhere on the grid.
    static QStringList check(const QString &path, const AnalysisGrid &grid);

    /// As contentFingerprint(), with the layer's name. Throws Error.
    static QString fingerprint(const QString &path);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
