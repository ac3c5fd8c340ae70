#include "core/run/section_front.h"

#include "core/base/error.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace pixelscape {

SectionFront::SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log,
                           ResultSink &sink)
    : m_plan(plan), m_format(description.format), m_log(log), m_sink(sink),
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
    const int first = row * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id)
        place(m_plan.section(id), rows);
    m_count.add(rows, m_rows);
    m_sink.appendRows(m_rows, rows.height);
}

void SectionFront::place(const Section &section, const PixelRect &rows)
{
    const QByteArray values = qUncompress(m_log.read(section.id));
    const auto pixel = std::size_t(m_format.bytesPerPixel());
    const std::size_t lineBytes = std::size_t(section.write.width) * pixel;
    if (std::size_t(values.size()) != lineBytes * std::size_t(section.write.height))
        throw Error(u"A worker process answered a section of another size than it was given."_s);
    for (int line = 0; line < section.write.height; ++line) {
        const std::size_t to =
            (std::size_t(line) * std::size_t(rows.width) + std::size_t(section.write.x - rows.x)) * pixel;
        std::memcpy(m_rows.data() + to, values.constData() + std::size_t(line) * lineBytes, lineBytes);
    }
}

} // namespace pixelscape
