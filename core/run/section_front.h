#pragma once

#include "core/base/go_on.h"
#include "core/raster/probability_sink.h"
#include "core/run/class_count.h"
#include "core/run/section_log.h"
#include "core/run/tile_plan.h"

namespace pixelscape {

/// Follows the finished sections from top to bottom: as soon as a row of sections is whole it goes from the log into
/// the sinks, and its pixels are counted. Every section passes here exactly once, whether it was made now or in an
/// earlier run.
class SectionFront
{
public:
    /// `probabilities` is null where no probability raster is written.
    SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log, ResultSink &sink,
                 ProbabilitySink *probabilities);

    /// Writes all rows that are whole by now. Throws Error, or Cancelled when `mayGoOn` says so.
    void advance(const GoOn &mayGoOn);
    bool isComplete() const { return m_row == m_plan.sectionRows(); }
    const ClassCount &count() const { return m_count; }

private:
    bool isWhole(int row) const;
    /// A section with its bands, compressed.
    struct Part
    {
        PixelRect write;
        std::vector<QByteArray> values;
        std::vector<QByteArray> probabilities;
        bool isEmpty() const { return values.empty(); } ///< no pixel has data
    };

    std::vector<Part> readRow(int row);
    void writeRow(int row);
    void writeNodata(const PixelRect &rows);
    void writeBand(const std::vector<Part> &parts, std::size_t band, const PixelRect &rows);

    const TilePlan &m_plan;
    ResultFormat m_format;
    SectionLog &m_log;
    ResultSink &m_sink;
    ProbabilitySink *m_probabilitySink;
    ClassCount m_count;
    std::vector<std::byte> m_rows;
    std::vector<float> m_probabilityRows;
    int m_row = 0;
};

} // namespace pixelscape
