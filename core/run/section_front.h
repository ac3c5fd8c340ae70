#pragma once

#include "core/base/go_on.h"
#include "core/raster/ellipsoid_area.h"
#include "core/raster/result_sink.h"
#include "core/run/section_log.h"
#include "core/run/tile_plan.h"

#include <map>

namespace pixelscape {

/// What has been counted so far.
struct ClassTally
{
    ClassCounts counts;
    std::map<std::int64_t, double> squareMetres; ///< class value -> area on the ellipsoid
};

/// Follows the finished sections from top to bottom: as soon as a row of sections is whole it goes from the log into
/// the sink, and its pixels are counted. Every section passes here exactly once, whether it was made now or in an
/// earlier run.
class SectionFront
{
public:
    SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log, ResultSink &sink);

    /// Writes all rows that are whole by now. Throws Error, or Cancelled when `mayGoOn` says so.
    void advance(const GoOn &mayGoOn);
    bool isComplete() const { return m_row == m_plan.sectionRows(); }
    const ClassTally &tally() const { return m_tally; }

private:
    bool isWhole(int row) const;
    void writeRow(int row);
    void place(const Section &section, const PixelRect &rows);
    void count(const PixelRect &rows);

    const TilePlan &m_plan;
    ResultFormat m_format;
    PixelRect m_window;
    SectionLog &m_log;
    ResultSink &m_sink;
    EllipsoidArea m_area;
    std::vector<std::byte> m_rows;
    ClassTally m_tally;
    int m_row = 0;
};

} // namespace pixelscape
