#include "ui/form/grid_text.h"

#include "core/run/figure_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("GridText", source);
}

QString sideText(double side)
{
    return QString::number(side, 'g', 8);
}

} // namespace

QString cellSizeOf(const GridOutlook &outlook)
{
    if (!outlook.grid.hasGeoTransform)
        return text("1 pixel");
    const std::array<double, 6> &c = outlook.grid.geoTransform.c;
    const QString width = sideText(std::hypot(c[1], c[4]));
    const QString height = sideText(std::hypot(c[2], c[5]));
    const QString size = width == height ? width : text("%1 × %2").arg(width, height);
    return outlook.unit.isEmpty() ? size : size + u' ' + outlook.unit;
}

QString outlookText(const GridOutlook &outlook)
{
    const Size size = outlook.grid.size();
    QStringList facts{
        text("%1 × %2 cells of %3").arg(countText(size.width), countText(size.height), cellSizeOf(outlook))};
    facts << (outlook.crsName.isEmpty() ? text("no coordinate system") : outlook.crsName);
    if (outlook.bytes > 0)
        facts << text("up to %1 out").arg(bytesText(outlook.bytes));
    facts << (outlook.isResampled ? text("the input is resampled") : text("the input's own cells"));
    return facts.join(u" · "_s);
}

} // namespace pixelscape
