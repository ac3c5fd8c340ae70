#pragma once

#include "core/base/go_on.h"
#include "core/raster/probability_sink.h"
#include "core/run/class_count.h"
#include "core/run/part_stretch.h"
#include "core/run/section_log.h"
#include "core/run/tile_plan.h"

#include <deque>

namespace pixelscape {

/// Follows the finished sections from top to bottom: as soon as the sections over a row of the result's blocks are
/// whole they go from the log into the sinks, and their pixels are counted. Every section passes here exactly once,
/// whether it was made now or in an earlier run. What is held in memory does not grow with the raster, but for
/// compressed sections side by side.
class SectionFront
{
public:
    /// `probabilities` is null where no probability raster is written.
    SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log, ResultSink &sink,
                 ProbabilitySink *probabilities);

    /// Writes all rows that are whole by now. Throws Error, or Cancelled when `mayGoOn` says so.
    void advance(const GoOn &mayGoOn);
    const ClassCount &count() const { return m_count; }

private:
    /// A section with its bands, compressed.
    struct Part
    {
        PixelRect write;
        std::vector<QByteArray> values;
        std::vector<QByteArray> probabilities;
        bool isEmpty() const { return values.empty(); } ///< no pixel has data
    };

    /// Sections side by side.
    struct Row
    {
        PixelRect window;
        std::vector<Part> parts;
        bool hasData = false;
    };

    PixelRect nextRows() const { return {m_window.x, m_nextY, m_window.width, m_sink.rowsOfPart()}; }
    bool isWhole(int row) const;
    Row readRow(int row);
    bool isReadDownTo(int bottom);
    void writeRows(const PixelRect &rows);
    void writeNodata(const PixelRect &rows);
    void lengthen(std::size_t column);
    void place(const Part &part);
    void cut(const PixelRect &rows);

    const TilePlan &m_plan;
    PixelRect m_window; ///< of the whole result, in pixels of the input
    ResultFormat m_format;
    SectionLog &m_log;
    ResultSink &m_sink;
    ProbabilitySink *m_probabilitySink;
    ClassCount m_count;
    std::deque<Row> m_rows; ///< that reach below what is written
    int m_rowsRead = 0;
    int m_nextY;
    PartStretch m_values;
    PartStretch m_probabilities;
};

} // namespace pixelscape
