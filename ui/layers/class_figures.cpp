#include "ui/layers/class_figures.h"

#include "core/run/figure_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace pixelscape {

namespace {

struct QuietText
{
    Q_DECLARE_TR_FUNCTIONS(QuietText)
};

} // namespace

std::int64_t ClassFigures::classifiedPixels() const
{
    std::int64_t sum = 0;
    for (const ClassShare &share : classes)
        sum += share.pixels;
    return sum;
}

bool ClassFigures::hasAreas() const
{
    return std::ranges::any_of(classes, [](const ClassShare &share) { return share.squareMetres.has_value(); });
}

ClassFigures figuresOf(const MapLayer &layer)
{
    ClassFigures figures{layer.classes, layer.nodataPixels, 0};
    if (figures.classes.empty())
        for (const ClassEntry &entry : layer.legend)
            figures.classes.push_back({entry, 0, std::nullopt});
    if (layer.kind == LayerKind::LiveResult) // a stopped run stays one
        figures.pendingPixels = std::max<std::int64_t>(0, layer.raster.size.area() - figures.allPixels());
    return figures;
}

ClassFigures figuresOf(const RunReport &report)
{
    return {report.classes, report.nodataPixels, 0};
}

QString quietText(const ClassFigures &figures)
{
    const std::int64_t all = figures.allPixels();
    QStringList lines;
    if (figures.pendingPixels > 0)
        lines.append(QuietText::tr("Not yet classified: %1 of the raster. The shares are of what is finished.")
                         .arg(shareText(figures.pendingPixels, all)));
    if (figures.nodataPixels > 0)
        lines.append(QuietText::tr("NoData: %1 of the raster.").arg(shareText(figures.nodataPixels, all)));
    return lines.join(QChar::LineFeed);
}

} // namespace pixelscape
