#include "core/run/section_front.h"

#include "core/base/error.h"
#include "core/run/section_bands.h"

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

QByteArray bandAt(const std::vector<QByteArray> &bands, std::size_t index)
{
    return index < bands.size() ? bands[index] : QByteArray();
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

/// The sections of a row, as they are in the log.
std::vector<SectionFront::Part> SectionFront::readRow(int row)
{
    std::vector<Part> parts;
    const int first = row * m_plan.sectionsInRow();
    for (int id = first; id < first + m_plan.sectionsInRow(); ++id) {
        const SectionBytes bytes = m_log.read(id);
        parts.push_back({m_plan.section(id).write, bandsOf(bytes.values), bandsOf(bytes.probabilities)});
    }
    return parts;
}

void SectionFront::writeRow(int row)
{
    const PixelRect whole = m_plan.rowWindow(row);
    const std::vector<Part> parts = readRow(row);
    for (std::size_t band = 0; int(band) * rowsOfBand < whole.height; ++band) {
        const int top = int(band) * rowsOfBand;
        writeBand(parts, band, {whole.x, whole.y + top, whole.width, std::min(rowsOfBand, whole.height - top)});
    }
}

void SectionFront::writeBand(const std::vector<Part> &parts, std::size_t band, const PixelRect &rows)
{
    m_rows.resize(std::size_t(rows.area()) * std::size_t(m_format.bytesPerPixel()));
    m_probabilityRows.resize(m_probabilitySink ? std::size_t(rows.area()) : 0);
    for (const Part &part : parts) {
        const PixelRect write = part.write.intersected(rows);
        placePart(bandAt(part.values, band), write, rows, m_rows);
        if (m_probabilitySink)
            placePart(bandAt(part.probabilities, band), write, rows,
                      std::as_writable_bytes(std::span(m_probabilityRows)));
    }
    m_count.add(rows, m_rows);
    m_sink.appendRows(m_rows, rows.height);
    if (m_probabilitySink)
        m_probabilitySink->appendRows(m_probabilityRows, rows.height);
}

} // namespace pixelscape
