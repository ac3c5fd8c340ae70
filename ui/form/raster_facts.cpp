#include "ui/form/raster_facts.h"

#include "core/run/figure_text.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("RasterFacts", source);
}

} // namespace

QString rasterFacts(const RasterInfo &raster)
{
    const std::size_t bands = raster.bands.size();
    QStringList facts{text("%1 × %2 pixels").arg(countText(raster.size.width), countText(raster.size.height)),
                      bands == 1 ? text("1 band") : text("%1 bands").arg(bands)};
    if (!raster.bands.empty())
        facts << raster.bands.front().dataType;
    facts << (raster.crsName.isEmpty() ? text("no coordinate system") : raster.crsName);
    return facts.join(u", "_s);
}

QString severalFacts(int rasters, bool eachOnItsOwn)
{
    if (rasters < 2)
        return {};
    return (eachOnItsOwn ? text("%1 rasters, the one shown is ") : text("%1 rasters, together ")).arg(rasters);
}

} // namespace pixelscape
