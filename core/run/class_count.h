#pragma once

#include "core/raster/ellipsoid_area.h"
#include "core/raster/result_sink.h"
#include "core/run/run_report.h"

#include <map>
#include <span>

namespace pixelscape {

/// What has been counted so far.
struct ClassTally
{
    ClassCounts counts;
    std::map<std::int64_t, double> squareMetres; ///< class value -> area on the ellipsoid
};

/// Counts the pixels and the area of each class of a result, part by part.
class ClassCount
{
public:
    /// Areas do not depend on how the parts are cut, as long as they are made up of blocks so wide.
    ClassCount(const AnalysisGrid &grid, const ClassLegend &legend, const ResultFormat &format, int blockWidth);

    /// `window` in pixels of the input; `values` are its class values in the format's type, row by row.
    void add(const PixelRect &window, std::span<const std::byte> values);

    void addNodata(std::int64_t pixels) { m_tally.counts.nodata += pixels; }

    const ClassTally &tally() const { return m_tally; }
    /// The same in the legend's order.
    std::vector<ClassShare> shares() const;

private:
    void addPatch(const PixelRect &patch, const PixelRect &window, std::span<const std::byte> values);

    ClassLegend m_legend;
    ResultFormat m_format;
    PixelRect m_gridWindow;
    int m_blockWidth;
    EllipsoidArea m_area;
    ClassTally m_tally;
};

} // namespace pixelscape
