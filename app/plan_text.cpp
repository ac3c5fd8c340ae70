#include "app/plan_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString areaText(const std::optional<double> &squareMetres)
{
    if (!squareMetres)
        return {};
    constexpr double squareKilometre = 1e6;
    return *squareMetres >= squareKilometre ? u"%1 km²"_s.arg(*squareMetres / squareKilometre, 0, 'f', 2)
                                            : u"%1 m²"_s.arg(*squareMetres, 0, 'f', 0);
}

QString classLine(const ClassShare &share, std::int64_t validPixels)
{
    const double percent = validPixels > 0 ? 100.0 * double(share.pixels) / double(validPixels) : 0;
    return u"%1  %2  %3 %  %4 pixels  %5\n"_s.arg(share.entry.value, 6)
        .arg(share.entry.name.leftJustified(24))
        .arg(percent, 6, 'f', 2)
        .arg(share.pixels, 12)
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
    const double seconds = report.tileSeconds * double(tiling.tiles) / std::max(1, report.workers);
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
    text += u"Engine:  %1, workers: %2\n"_s.arg(engineText(report.engine)).arg(report.workers);
    text += u"Time:    about %1 s of inference (%2 ms a tile)\n"_s.arg(seconds, 0, 'f', 1)
                .arg(report.tileSeconds * 1000, 0, 'f', 1);
    text += u"Memory:  about %1 MB, all processes together\n"_s.arg(double(report.peakMemoryBytes) / 1e6, 0, 'f', 0);
    text += u"Disk:    %1 MB before compression\n"_s.arg(double(window.area()) / 1e6, 0, 'f', 1);
    return text;
}

QString resultText(const RunReport &report)
{
    std::int64_t valid = 0;
    for (const ClassShare &share : report.classes)
        valid += share.pixels;
    QString text =
        u"%1, in %2 s (%3)\n"_s.arg(report.output).arg(report.wallSeconds, 0, 'f', 1).arg(engineText(report.engine));
    for (const ClassShare &share : report.classes)
        text += classLine(share, valid);
    if (report.nodataPixels > 0)
        text += u"NoData: %1 pixels\n"_s.arg(report.nodataPixels);
    return text;
}

} // namespace pixelscape
