#include "app/plan_text.h"

#include "core/run/figure_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString classLine(const ClassShare &share, std::int64_t validPixels)
{
    return u"%1  %2  %3  %4 pixels  %5\n"_s.arg(share.entry.value, 6)
        .arg(share.entry.name.leftJustified(24))
        .arg(shareText(share.pixels, validPixels), 8)
        .arg(countText(share.pixels), 14)
        .arg(areaText(share.squareMetres));
}

QString engineText(const EngineDescription &engine)
{
    return u"%1 %2 on %3, %4"_s.arg(engine.name, engine.version, engine.device, engine.precision);
}

} // namespace

QString planText(const RunReport &report)
{
    const TilingSummary &tiling = report.tiling;
    const PixelRect &window = report.grid.window;
    QString text;
    text += u"Grid:    %1 x %2 pixels, %3\n"_s.arg(window.width)
                .arg(window.height)
                .arg(report.crsName.isEmpty() ? u"no coordinate system"_s : report.crsName);
    text += u"Tiles:   %1 of %2 x %3 pixels, halo %4, stride %5, in %6 sections\n"_s.arg(tiling.tiles)
                .arg(tiling.tile.width)
                .arg(tiling.tile.height)
                .arg(tiling.halo)
                .arg(tiling.stride)
                .arg(tiling.sections);
    if (tiling.tilesSkipped > 0)
        text += u"Empty:   about %1 of the tiles hold no data and are skipped\n"_s.arg(tiling.tilesSkipped);
    text += u"Engine:  %1, workers: %2\n"_s.arg(engineText(report.engine)).arg(report.workers);
    text += u"Time:    about %1 of inference (%2 ms a tile)\n"_s.arg(durationText(expectedSeconds(report)))
                .arg(report.tileSeconds * 1000, 0, 'f', 1);
    text += u"Memory:  about %1, all processes together\n"_s.arg(bytesText(report.peakMemoryBytes));
    text += u"Disk:    %1 before compression\n"_s.arg(bytesText(report.uncompressedBytes));
    return text;
}

QString resultText(const RunReport &report)
{
    std::int64_t valid = 0;
    for (const ClassShare &share : report.classes)
        valid += share.pixels;
    QString text =
        u"%1, in %2 (%3)\n"_s.arg(report.output, durationText(report.wallSeconds), engineText(report.engine));
    for (const ClassShare &share : report.classes)
        text += classLine(share, valid);
    if (report.nodataPixels > 0)
        text += u"NoData: %1 pixels\n"_s.arg(countText(report.nodataPixels));
    return text;
}

} // namespace pixelscape
