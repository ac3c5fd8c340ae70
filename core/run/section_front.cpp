#include "core/run/section_front.h"

#include "core/base/error.h"
#include "core/run/class_packing.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace pixelscape {

SectionFront::SectionFront(const TilePlan &plan, const ResultDescription &description, SectionLog &log,
                           ResultSink &sink)
    : m_plan(plan), m_format(description.format), m_window(description.grid.window), m_log(log), m_sink(sink),
      m_area(description.grid)
{
    for (const ClassEntry &entry : description.legend) {
        m_tally.counts.pixels[entry.value] = 0;
        m_tally.squareMetres[entry.value] = 0;
    }
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
    count(rows);
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

/// Counts by patches, because the area of a cell on the ellipsoid changes over the raster.
void SectionFront::count(const PixelRect &rows)
{
    constexpr int patchWidth = 256;
    for (int x = rows.x; x < rows.right(); x += patchWidth) {
        const PixelRect patch{x, rows.y, std::min(patchWidth, rows.right() - x), rows.height};
        std::map<std::int64_t, std::int64_t> pixels;
        std::int64_t run = 0;
        std::int64_t runValue = m_format.nodata;
        for (int line = 0; line < patch.height; ++line) {
            const std::size_t start = std::size_t(line) * std::size_t(rows.width) + std::size_t(x - rows.x);
            for (std::size_t i = 0; i < std::size_t(patch.width); ++i) {
                const std::int64_t value = packedValueAt(m_rows.data(), start + i, m_format.type);
                if (value != runValue) {
                    pixels[runValue] += run;
                    run = 0;
                    runValue = value;
                }
                ++run;
            }
        }
        pixels[runValue] += run;
        const double cell =
            m_area.isKnown() ? m_area.squareMetresPerPixel(patch.translated(-m_window.x, -m_window.y)) : 0;
        for (const auto &[value, number] : pixels) {
            if (value == m_format.nodata) {
                m_tally.counts.nodata += number;
            } else {
                m_tally.counts.pixels[value] += number;
                m_tally.squareMetres[value] += double(number) * cell;
            }
        }
    }
}

} // namespace pixelscape
