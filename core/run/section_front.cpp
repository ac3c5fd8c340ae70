#include "core/run/section_front.h"

#include "core/base/error.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Copies a section's pixels to where they belong among `rows`.
void placePart(const QByteArray &compressed, const PixelRect &write, const PixelRect &rows, std::span<std::byte> to)
{
    const QByteArray pixels = qUncompress(compressed);
    const std::size_t pixelBytes = to.size() / std::size_t(rows.area());
    const std::size_t lineBytes = std::size_t(write.width) * pixelBytes;
    if (std::size_t(pixels.size()) != lineBytes * std::size_t(write.height))
        throw Error(u"A worker process answered a section of another size than it was given."_s);
    for (int line = 0; line < write.height; ++line) {
        const std::size_t place = std::size_t(line) * std::size_t(rows.width) + std::size_t(write.x - rows.x);
        std::memcpy(&to[place * pixelBytes], pixels.constData() + std::size_t(line) * lineBytes, lineBytes);
    }
}

} // namespace

SectionFront::SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log,
                           ResultSink &sink, ProbabilitySink *probabilities)
    : m_plan(plan), m_format(description.format), m_log(log), m_sink(sink), m_probabilitySink(probabilities),
      m_count(description.grid, description.legend, description.format)
{
}

void SectionFront::advance(const GoOn &mayGoOn)
{
    while (!isComplete() && isWhole(m_row)) {
        throwIfStopped(mayGoOn);
        writeRow(m_row++);
    }
}

bool SectionFront::isWhole(int row) const
{
    const int first = row * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id)
        if (!m_log.has(id))
            return false;
    return true;
}

void SectionFront::writeRow(int row)
{
    const PixelRect rows = m_plan.rowWindow(row);
    m_rows.resize(std::size_t(rows.area()) * std::size_t(m_format.bytesPerPixel()));
    m_probabilityRows.resize(m_probabilitySink ? std::size_t(rows.area()) : 0);
    const int first = row * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id)
        place(m_plan.section(id), rows);
    m_count.add(rows, m_rows);
    m_sink.appendRows(m_rows, rows.height);
    if (m_probabilitySink)
        m_probabilitySink->appendRows(m_probabilityRows, rows.height);
}

void SectionFront::place(const Section &section, const PixelRect &rows)
{
    const SectionBytes bytes = m_log.read(section.id);
    placePart(bytes.values, section.write, rows, m_rows);
    if (m_probabilitySink)
        placePart(bytes.probabilities, section.write, rows, std::as_writable_bytes(std::span(m_probabilityRows)));
}

} // namespace pixelscape
