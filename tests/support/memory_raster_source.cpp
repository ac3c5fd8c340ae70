#include "tests/support/memory_raster_source.h"

#include "core/base/error.h"

#include <QtGlobal>

using namespace Qt::StringLiterals;

namespace pixelscape {

MemoryRasterSource::MemoryRasterSource(const QStringList &bands)
{
    m_info.path = u"memory.tif"_s;
    m_info.driver = u"MEM"_s;
    for (const QString &text : bands) {
        Band band;
        const QStringList rows = text.split(u'/');
        for (const QString &row : rows) {
            const QStringList words = row.split(u' ', Qt::SkipEmptyParts);
            m_info.size = {int(words.size()), int(rows.size())};
            for (const QString &word : words) {
                band.valid.push_back(word != u"-"_s);
                band.values.push_back(word.toFloat());
            }
        }
        if (std::int64_t(band.values.size()) != m_info.size.area())
            qFatal("the rows of a raster in a test differ in length");
        m_bands.push_back(band);
        m_info.bands.push_back({{}, u"Float32"_s, 32, true, false, {}});
    }
    m_info.block = m_info.size;
}

void MemoryRasterSource::damage(int x, int y, const QString &sentence)
{
    m_damaged = {x, y, 1, 1};
    m_sentence = sentence;
}

void MemoryRasterSource::read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                              std::span<std::uint8_t> valid)
{
    if (!PixelRect{0, 0, m_info.size.width, m_info.size.height}.contains(window))
        qFatal("a raster was read outside its pixels");
    if (!m_damaged.isEmpty() && window.contains(m_damaged))
        throw Error(m_sentence);
    std::ranges::fill(valid, std::uint8_t(1));
    std::size_t to = 0;
    for (const int number : bands) {
        const Band &band = m_bands.at(std::size_t(number));
        std::size_t pixel = 0;
        for (int y = window.y; y < window.bottom(); ++y) {
            for (int x = window.x; x < window.right(); ++x, ++pixel) {
                const std::size_t from = std::size_t(y) * std::size_t(m_info.size.width) + std::size_t(x);
                pixels[to++] = band.values[from];
                valid[pixel] = valid[pixel] && band.valid[from];
            }
        }
    }
}

} // namespace pixelscape
