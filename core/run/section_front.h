#pragma once

#include "core/base/go_on.h"
#include "core/raster/probability_sink.h"
#include "core/run/class_count.h"
#include "core/run/part_stretch.h"
#include "core/run/section_log.h"
#include "core/run/tile_plan.h"

namespace pixelscape {

/// Follows the finished sections from top to bottom: as soon as the sections over a row of the result's blocks are
/// whole they go from the log into the sinks, and their pixels are counted. Every pixel passes here exactly once,
/// whether its section was made now or in an earlier run. What is held in memory does not grow with the raster: a
/// section at a time, and a stretch as wide as a section and a block, or as the raster where its blocks are.
class SectionFront
{
public:
    /// `probabilities` is null where no probability raster is written. Throws Error where the two files' parts would
    /// differ in height.
    SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log, ResultSink &sink,
                 ProbabilitySink *probabilities);

    /// Writes all rows that are whole by now. Throws Error, or Cancelled when `mayGoOn` says so.
    void advance(const GoOn &mayGoOn);
    const ClassCount &count() const { return m_count; }

private:
    PixelRect nextRows() const;
    bool isWhole(int row) const;
    bool isWholeDownTo(int bottom);
    bool hasData() const;
    void writeRows(const PixelRect &rows);
    void writeNodata(const PixelRect &rows);
    int mostColumns() const;
    void lengthen(int column);
    void place(int id, const PixelRect &write);
    void cut(const PixelRect &rows);

    const TilePlan &m_plan;
    ResultFormat m_format;
    SectionLog &m_log;
    ResultSink &m_sink;
    ProbabilitySink *m_probabilitySink;
    ClassCount m_count;
    int m_nextY;         ///< in pixels of the input
    int m_firstRow = 0;  ///< of the sections that reach below what is written
    int m_wholeRows = 0; ///< of sections, from the top; as many as have been needed
    PartStretch m_values;
    PartStretch m_probabilities;
};

} // namespace pixelscape
