#include "core/run/section_front.h"

#include "core/base/error.h"
#include "core/run/class_packing.h"
#include "core/run/section_bands.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Copies rows that lie in the window `from` to where those of them belong that lie among the stretch's.
void placeRows(const char *pixels, const PixelRect &from, PartStretch &stretch)
{
    const PixelRect &to = stretch.window();
    const PixelRect common = from.intersected(to);
    const std::size_t pixelBytes = stretch.pixels().size() / std::size_t(to.area());
    for (int y = common.y; y < common.bottom(); ++y) {
        const std::size_t source = std::size_t(y - from.y) * std::size_t(from.width) + std::size_t(common.x - from.x);
        const std::size_t target = std::size_t(y - to.y) * std::size_t(to.width) + std::size_t(common.x - to.x);
        std::memcpy(&stretch.pixels()[target * pixelBytes], pixels + source * pixelBytes,
                    std::size_t(common.width) * pixelBytes);
    }
}

/// Unpacks the bands of a section that lie among the stretch's rows.
void placeBands(const std::vector<QByteArray> &bands, const PixelRect &write, PartStretch &stretch)
{
    const std::int64_t pixelBytes = std::int64_t(stretch.pixels().size()) / stretch.window().area();
    for (int top = 0; top < write.height; top += rowsOfBand) {
        const PixelRect rows{write.x, write.y + top, write.width, std::min(rowsOfBand, write.height - top)};
        if (rows.intersected(stretch.window()).isEmpty())
            continue;
        const auto band = std::size_t(top / rowsOfBand);
        const QByteArray pixels = band < bands.size() ? qUncompress(bands[band]) : QByteArray();
        if (pixels.size() != rows.area() * pixelBytes)
            throw Error(u"A worker process answered a section of another size than it was given."_s);
        placeRows(pixels.constData(), rows, stretch);
    }
}

/// The same for a section without data, of which one line is as the other.
void placeNodata(const QByteArray &line, const PixelRect &write, PartStretch &stretch)
{
    for (int y = write.y; y < write.bottom(); ++y)
        placeRows(line.constData(), {write.x, y, write.width, 1}, stretch);
}

QByteArray packedNoProbability(int pixels)
{
    const std::vector<float> line(std::size_t(pixels), noProbability);
    return {reinterpret_cast<const char *>(line.data()), qsizetype(line.size() * sizeof(float))};
}

std::span<const float> asFloats(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const float *>(bytes.data()), bytes.size() / sizeof(float)};
}

} // namespace

SectionFront::SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log,
                           ResultSink &sink, ProbabilitySink *probabilities)
    : m_plan(plan), m_window(description.grid.window), m_format(description.format), m_log(log), m_sink(sink),
      m_probabilitySink(probabilities), m_count(description.grid, description.legend, description.format),
      m_nextY(m_window.y), m_values(std::size_t(description.format.bytesPerPixel())), m_probabilities(sizeof(float))
{
}

void SectionFront::advance(const GoOn &mayGoOn)
{
    for (PixelRect rows = nextRows(); rows.height > 0 && isReadDownTo(rows.bottom()); rows = nextRows()) {
        throwIfStopped(mayGoOn);
        writeRows(rows);
        m_nextY = rows.bottom();
        while (!m_rows.empty() && m_rows.front().window.bottom() <= m_nextY)
            m_rows.pop_front();
    }
}

/// As far as the sections are there.
bool SectionFront::isReadDownTo(int bottom)
{
    while (m_rows.empty() || m_rows.back().window.bottom() < bottom) {
        if (!isWhole(m_rowsRead))
            return false;
        m_rows.push_back(readRow(m_rowsRead++));
    }
    return true;
}

bool SectionFront::isWhole(int row) const
{
    const int first = row * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id)
        if (!m_log.has(id))
            return false;
    return true;
}

/// As it is in the log.
SectionFront::Row SectionFront::readRow(int number)
{
    Row row{m_plan.rowWindow(number), {}, false};
    const int first = number * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id) {
        const SectionBytes bytes = m_log.read(id);
        row.parts.push_back({m_plan.section(id).write, bandsOf(bytes.values), bandsOf(bytes.probabilities)});
        row.hasData = row.hasData || !row.parts.back().isEmpty();
    }
    return row;
}

void SectionFront::writeRows(const PixelRect &rows)
{
    if (std::ranges::none_of(m_rows, &Row::hasData)) {
        writeNodata(rows);
        return;
    }
    m_values.begin(rows);
    m_probabilities.begin(rows);
    for (std::size_t column = 0; int(column) < m_plan.sectionsInRow(); ++column) {
        lengthen(column);
        cut(rows);
    }
}

void SectionFront::writeNodata(const PixelRect &rows)
{
    m_count.addNodata(rows.area());
    m_sink.appendNodata();
    if (m_probabilitySink)
        m_probabilitySink->appendNodata();
}

/// By the sections of a column.
void SectionFront::lengthen(std::size_t column)
{
    const int columns = m_rows.front().parts[column].write.width;
    m_values.lengthen(columns);
    if (m_probabilitySink)
        m_probabilities.lengthen(columns);
    for (const Row &row : m_rows)
        place(row.parts[column]);
}

void SectionFront::place(const Part &part)
{
    if (part.isEmpty())
        placeNodata(packedNodata(part.write.width, m_format), part.write, m_values);
    else
        placeBands(part.values, part.write, m_values);
    if (m_probabilitySink && part.isEmpty())
        placeNodata(packedNoProbability(part.write.width), part.write, m_probabilities);
    else if (m_probabilitySink)
        placeBands(part.probabilities, part.write, m_probabilities);
}

/// Whole blocks, and at the right edge all that is there.
void SectionFront::cut(const PixelRect &rows)
{
    const PixelRect &there = m_values.window();
    const int behind = there.right() < rows.right() ? (there.right() - rows.x) % m_sink.blockWidth() : 0;
    const PixelRect part{there.x, rows.y, there.width - behind, rows.height};
    if (part.isEmpty())
        return;
    const std::span<const std::byte> values = m_values.cut(part.width);
    m_count.add(part, values);
    m_sink.appendPart(values, part.width);
    if (m_probabilitySink)
        m_probabilitySink->appendPart(asFloats(m_probabilities.cut(part.width)), part.width);
}

} // namespace pixelscape
