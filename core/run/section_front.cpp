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
    const PixelRect common = from.intersected(stretch.window());
    for (int y = common.y; y < common.bottom(); ++y) {
        const std::size_t source = std::size_t(y - from.y) * std::size_t(from.width) + std::size_t(common.x - from.x);
        std::memcpy(stretch.at(common.x, y), pixels + source * stretch.pixelBytes(),
                    std::size_t(common.width) * stretch.pixelBytes());
    }
}

/// Unpacks the bands of a section that lie among the stretch's rows.
void placeBands(const std::vector<QByteArray> &bands, const PixelRect &write, PartStretch &stretch)
{
    for (int top = 0; top < write.height; top += rowsOfBand) {
        const PixelRect rows{write.x, write.y + top, write.width, std::min(rowsOfBand, write.height - top)};
        if (rows.intersected(stretch.window()).isEmpty())
            continue;
        const auto band = std::size_t(top / rowsOfBand);
        const QByteArray pixels = band < bands.size() ? qUncompress(bands[band]) : QByteArray();
        if (pixels.size() != rows.area() * std::int64_t(stretch.pixelBytes()))
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
    : m_plan(plan), m_format(description.format), m_log(log), m_sink(sink), m_probabilitySink(probabilities),
      m_count(description.grid, description.legend, description.format, sink.blockWidth()), m_nextY(plan.window().y),
      m_values(std::size_t(description.format.bytesPerPixel())), m_probabilities(sizeof(float))
{
    if (probabilities != nullptr && probabilities->rowsOfPart() != sink.rowsOfPart())
        throw Error(
            u"With these creation options the blocks of the classes and of the probabilities differ in height; give "
            "BLOCKYSIZE a number of rows, or leave it out."_s);
}

PixelRect SectionFront::nextRows() const
{
    return {m_plan.window().x, m_nextY, m_plan.window().width, m_sink.rowsOfPart()};
}

void SectionFront::advance(const GoOn &mayGoOn)
{
    for (PixelRect rows = nextRows(); rows.height > 0 && isWholeDownTo(rows.bottom()); rows = nextRows()) {
        throwIfStopped(mayGoOn);
        if (hasData())
            writeRows(rows);
        else
            writeNodata(rows);
        m_nextY = rows.bottom();
        while (m_firstRow < m_wholeRows && m_plan.rowWindow(m_firstRow).bottom() <= m_nextY)
            ++m_firstRow;
    }
}

bool SectionFront::isWholeDownTo(int bottom)
{
    while (m_wholeRows == 0 || m_plan.rowWindow(m_wholeRows - 1).bottom() < bottom) {
        if (!isWhole(m_wholeRows))
            return false;
        ++m_wholeRows;
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

/// Any of the sections over the next rows.
bool SectionFront::hasData() const
{
    const int end = m_wholeRows * m_plan.sectionsInRow();
    for (int id = m_firstRow * m_plan.sectionsInRow(); id < end; ++id)
        if (!m_log.isEmpty(id))
            return true;
    return false;
}

void SectionFront::writeRows(const PixelRect &rows)
{
    m_values.begin(rows, mostColumns());
    if (m_probabilitySink)
        m_probabilities.begin(rows, mostColumns());
    for (int column = 0; column < m_plan.sectionsInRow(); ++column) {
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

/// That the stretch is ever long: a section, and before it what of a block the sections before it left.
int SectionFront::mostColumns() const
{
    int widest = 0;
    for (int column = 0; column < m_plan.sectionsInRow(); ++column)
        widest = std::max(widest, m_plan.section(column).write.width);
    return std::min(m_plan.window().width, widest + m_sink.blockWidth());
}

/// By the sections of a column.
void SectionFront::lengthen(int column)
{
    const int columns = m_plan.section(column).write.width;
    m_values.lengthen(columns);
    m_probabilities.lengthen(columns);
    for (int row = m_firstRow; row < m_wholeRows; ++row) {
        const int id = row * m_plan.sectionsInRow() + column;
        place(id, m_plan.section(id).write);
    }
}

/// As it is in the log.
void SectionFront::place(int id, const PixelRect &write)
{
    if (m_log.isEmpty(id)) {
        placeNodata(packedNodata(write.width, m_format), write, m_values);
        if (m_probabilitySink)
            placeNodata(packedNoProbability(write.width), write, m_probabilities);
        return;
    }
    const SectionBytes section = m_log.read(id);
    placeBands(bandsOf(section.values), write, m_values);
    if (m_probabilitySink)
        placeBands(bandsOf(section.probabilities), write, m_probabilities);
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
