#include "ui/map/map_sketch.h"

#include "core/base/stopwatch.h"

#include <algorithm>

namespace pixelscape {

namespace {

constexpr double secondsForAll = 0.5;
constexpr int fewestAside = 8;
constexpr int mostAside = 128;

/// One pixel from the middle of each of the cells that share the window; null where time runs out.
QImage pixelsOf(LayerSource &source, const MapLayer &layer, const PixelRect &window, Size cells, const GoOn &mayGoOn,
                const Stopwatch &watch)
{
    QImage image(cells.width, cells.height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int row = 0; row < cells.height; ++row) {
        const int y = window.y + int((2 * std::int64_t(row) + 1) * window.height / (2 * cells.height));
        for (int column = 0; column < cells.width; ++column) {
            const int x = window.x + int((2 * std::int64_t(column) + 1) * window.width / (2 * cells.width));
            const QImage pixel = source.picture(layer, {x, y, 1, 1}, 0, mayGoOn);
            if (!pixel.isNull())
                image.setPixelColor(column, row, pixel.pixelColor(0, 0));
        }
        if (cells.width > fewestAside && watch.seconds() > secondsForAll)
            return {};
    }
    return image;
}

} // namespace

QImage sketchOf(LayerSource &source, const MapLayer &layer, const PixelRect &window, const GoOn &mayGoOn)
{
    const Stopwatch watch;
    QImage best;
    for (int aside = fewestAside; aside <= mostAside && watch.seconds() < secondsForAll / 2; aside *= 2) {
        const int longer = std::max(window.width, window.height);
        const Size cells{std::max(1, int(std::int64_t(aside) * window.width / longer)),
                         std::max(1, int(std::int64_t(aside) * window.height / longer))};
        const QImage finer = pixelsOf(source, layer, window, cells, mayGoOn, watch);
        if (finer.isNull())
            break;
        best = finer;
    }
    return best;
}

} // namespace pixelscape
