#include "core/run/live_preview.h"

#include "core/base/error.h"
#include "core/run/class_packing.h"
#include "core/run/section_bands.h"

#include <algorithm>

namespace pixelscape {

namespace {

constexpr double secondsBetween = 0.1; ///< updates

int divideUp(int number, int divisor)
{
    return number / divisor + (number % divisor > 0 ? 1 : 0);
}

Size reducedSize(Size size, int reduction)
{
    return {divideUp(size.width, reduction), divideUp(size.height, reduction)};
}

} // namespace

int liveReduction(Size size)
{
    int reduction = 1;
    while (reducedSize(size, reduction).area() > LiveMap::mostPixels)
        ++reduction;
    return reduction;
}

LivePreview::LivePreview(const TilePlan &plan, const ResultDescription &description, RunOutput &output, int reduction)
    : m_plan(plan), m_output(output), m_format(description.format),
      m_count(description.grid, description.legend, description.format, plan.window().width), m_earlierTimer(this),
      m_tellTimer(this)
{
    m_map.grid = description.grid;
    m_map.reduction = reduction > 0 ? reduction : liveReduction(description.grid.size());
    m_map.size = reducedSize(description.grid.size(), m_map.reduction);
    m_map.legend = description.legend;
    for (std::size_t i = 0; i < m_map.legend.size() && i < LiveMap::notYet; ++i)
        m_codes.emplace_back(m_map.legend[i].value, std::uint16_t(i));
    std::ranges::sort(m_codes);
    connect(&m_earlierTimer, &QTimer::timeout, this, &LivePreview::takeUpSome);
    m_tellTimer.setSingleShot(true);
    connect(&m_tellTimer, &QTimer::timeout, this, &LivePreview::tell);
}

void LivePreview::start()
{
    for (int id = 0; id < m_plan.sectionCount(); ++id)
        if (m_output.hasSection(id))
            m_earlier.push_back(id);
    if (!m_earlier.empty())
        m_earlierTimer.start(0);
}

void LivePreview::add(int id, const QByteArray &compressed)
{
    const PixelRect write = m_plan.section(id).write;
    if (compressed.isEmpty()) {
        addNodata(write);
        return;
    }
    const QByteArray bytes = unpackBands(compressed);
    const std::span values(reinterpret_cast<const std::byte *>(bytes.constData()), std::size_t(bytes.size()));
    if (std::int64_t(values.size()) != write.area() * m_format.bytesPerPixel())
        return; // the run itself stumbles over it
    m_count.add(write, values);
    LivePiece piece = pieceOf(write, values);
    if (!piece.codes.empty())
        m_update.pieces.push_back(std::move(piece));
    tellSoon();
}

void LivePreview::addNodata(const PixelRect &write)
{
    m_count.addNodata(write.area());
    LivePiece piece{placeOf(write), {}};
    piece.codes.assign(std::size_t(piece.place.area()), LiveMap::nodata);
    if (!piece.codes.empty())
        m_update.pieces.push_back(std::move(piece));
    tellSoon();
}

/// Short enough that a cancel, or the workers, do not wait for it.
void LivePreview::takeUpSome()
{
    constexpr double portion = 0.03;
    const Stopwatch watch;
    try {
        while (!m_earlier.empty() && watch.seconds() < portion) {
            const int id = m_earlier.front();
            m_earlier.pop_front();
            add(id, m_output.section(id));
        }
    } catch (const Error &) {
        m_earlier.clear(); // the run itself stumbles over it
    }
    if (m_earlier.empty())
        m_earlierTimer.stop();
}

void LivePreview::catchUp(const GoOn &mayGoOn)
{
    m_earlierTimer.stop();
    while (!m_earlier.empty()) {
        throwIfStopped(mayGoOn);
        const int id = m_earlier.front();
        m_earlier.pop_front();
        add(id, m_output.section(id));
        if (m_sinceTold.seconds() >= secondsBetween)
            tell();
    }
}

void LivePreview::finish(const std::vector<ClassShare> *finalClasses)
{
    m_earlierTimer.stop();
    m_tellTimer.stop();
    m_update.nodataPixels = m_count.tally().counts.nodata;
    m_update.classes = finalClasses ? *finalClasses : m_count.shares();
    Q_EMIT painted(std::exchange(m_update, {}));
}

void LivePreview::tellSoon()
{
    if (m_tellTimer.isActive())
        return;
    const double wait = std::max(0.0, secondsBetween - m_sinceTold.seconds());
    m_tellTimer.start(int(std::ceil(wait * 1000)));
}

void LivePreview::tell()
{
    m_tellTimer.stop();
    m_sinceTold = Stopwatch();
    m_update.classes = m_count.shares();
    m_update.nodataPixels = m_count.tally().counts.nodata;
    Q_EMIT painted(std::exchange(m_update, {}));
}

std::uint16_t LivePreview::codeOf(std::int64_t value) const
{
    const auto found = std::ranges::lower_bound(m_codes, value, {}, &std::pair<std::int64_t, std::uint16_t>::first);
    return found != m_codes.end() && found->first == value ? found->second : LiveMap::nodata;
}

/// What a window of the input covers of the reduced map: the blocks of the reduction, which begin at the grid's upper
/// left cell, whose own upper left cells it has.
PixelRect LivePreview::placeOf(const PixelRect &write) const
{
    const PixelRect inGrid = write.translated(-m_map.grid.window.x, -m_map.grid.window.y);
    const int left = divideUp(inGrid.x, m_map.reduction);
    const int top = divideUp(inGrid.y, m_map.reduction);
    return {left, top, divideUp(inGrid.right(), m_map.reduction) - left,
            divideUp(inGrid.bottom(), m_map.reduction) - top};
}

/// Of each block of the reduction its upper left cell.
LivePiece LivePreview::pieceOf(const PixelRect &write, std::span<const std::byte> values) const
{
    const int reduction = m_map.reduction;
    const PixelRect inGrid = write.translated(-m_map.grid.window.x, -m_map.grid.window.y);
    LivePiece piece{placeOf(write), {}};
    piece.codes.reserve(std::size_t(piece.place.area()));
    std::int64_t lastValue = m_format.nodata;
    std::uint16_t lastCode = LiveMap::nodata;
    for (int y = piece.place.y; y < piece.place.bottom(); ++y) {
        const auto line = std::size_t(y * reduction - inGrid.y) * std::size_t(write.width);
        for (int x = piece.place.x; x < piece.place.right(); ++x) {
            const std::size_t cell = line + std::size_t(x * reduction - inGrid.x);
            const std::int64_t value = packedValueAt(values.data(), cell, m_format.type);
            if (value != lastValue) {
                lastValue = value;
                lastCode = codeOf(value);
            }
            piece.codes.push_back(lastCode);
        }
    }
    return piece;
}

} // namespace pixelscape
