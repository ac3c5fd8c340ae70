#include "core/run/section_front.h"

#include "core/base/error.h"
#include "core/run/class_packing.h"
#include "core/run/section_bands.h"

#include <algorithm>
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

/// The same for a section without data, of which one line is as the other.
void placeNodata(const QByteArray &line, const PixelRect &write, const PixelRect &rows, std::span<std::byte> to)
{
    const std::size_t pixelBytes = to.size() / std::size_t(rows.area());
    for (int row = 0; row < write.height; ++row) {
        const std::size_t place = std::size_t(row) * std::size_t(rows.width) + std::size_t(write.x - rows.x);
        std::memcpy(&to[place * pixelBytes], line.constData(), std::size_t(line.size()));
    }
}

QByteArray packedNoProbability(int pixels)
{
    const std::vector<float> line(std::size_t(pixels), noProbability);
    return {reinterpret_cast<const char *>(line.data()), qsizetype(line.size() * sizeof(float))};
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
    if (std::ranges::all_of(parts, &Part::isEmpty)) {
        writeNodata(whole);
        return;
    }
    for (std::size_t band = 0; int(band) * rowsOfBand < whole.height; ++band) {
        const int top = int(band) * rowsOfBand;
        writeBand(parts, band, {whole.x, whole.y + top, whole.width, std::min(rowsOfBand, whole.height - top)});
    }
}

void SectionFront::writeNodata(const PixelRect &rows)
{
    m_count.addNodata(rows.area());
    m_sink.appendNodataRows(rows.height);
    if (m_probabilitySink)
        m_probabilitySink->appendNodataRows(rows.height);
}

void SectionFront::writeBand(const std::vector<Part> &parts, std::size_t band, const PixelRect &rows)
{
    m_rows.resize(std::size_t(rows.area()) * std::size_t(m_format.bytesPerPixel()));
    m_probabilityRows.resize(m_probabilitySink ? std::size_t(rows.area()) : 0);
    for (const Part &part : parts) {
        const PixelRect write = part.write.intersected(rows);
        const std::span<std::byte> probabilities = std::as_writable_bytes(std::span(m_probabilityRows));
        if (part.isEmpty())
            placeNodata(packedNodata(write.width, m_format), write, rows, m_rows);
        else
            placePart(bandAt(part.values, band), write, rows, m_rows);
        if (m_probabilitySink && part.isEmpty())
            placeNodata(packedNoProbability(write.width), write, rows, probabilities);
        else if (m_probabilitySink)
            placePart(bandAt(part.probabilities, band), write, rows, probabilities);
    }
    m_count.add(rows, m_rows);
    m_sink.appendRows(m_rows, rows.height);
    if (m_probabilitySink)
        m_probabilitySink->appendRows(m_probabilityRows, rows.height);
}

} // namespace pixelscape
