#include "core/run/grid_request.h"

#include "core/base/error.h"
#include "core/raster/ground_facts.h"
#include "core/run/cell_size_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

Resampling resamplingFrom(const QString &text)
{
    // As other operations of Esri's call it, too.
    const std::pair<QStringList, Resampling> methods[] = {{{u"nearest"_s, u"near"_s}, Resampling::Nearest},
                                                          {{u"bilinear"_s}, Resampling::Bilinear},
                                                          {{u"cubic"_s}, Resampling::Cubic}};
    for (const auto &[names, method] : methods)
        if (names.contains(text))
            return method;
    throw Error(u"There is no resampling called %1; choose nearest, bilinear or cubic."_s.arg(text));
}

} // namespace

GridWishes gridWishes(const RunRequest &request, QString &field)
{
    GridWishes wishes;
    field = u"resampling"_s;
    wishes.resampling = resamplingFrom(request.resampling);
    wishes.extent = request.extent;
    wishes.extentCrs = request.extentCrs;
    wishes.outCrs = request.outSr;
    wishes.snapRaster = request.snapRaster;
    const CellSizeWish cell = cellSizeFromText(request.cellSize);
    // The largest or smallest of one input, or of a mosaic's own cells, is what it has anyway.
    if (cell.kind == CellSizeWish::Kind::Numbers)
        wishes.cellSize = CellSize{cell.x, cell.y};
    else if (cell.kind == CellSizeWish::Kind::OfARaster)
        wishes.cellSizeRaster = cell.raster;
    return wishes;
}

GridOutlook gridOutlook(const RunRequest &request, const RasterInfo &raster, const SettledGrid &settled)
{
    GridOutlook outlook;
    outlook.grid = settled.grid;
    outlook.crsName = settled.view.crsName;
    outlook.unit = coordinateUnit(settled.grid.crsWkt);
    outlook.isResampled = !settled.definition.isEmpty();
    outlook.boxCrsName = request.extentCrs.isEmpty() ? settled.view.crsName : crsNameOf(request.extentCrs);
    outlook.inputBounds = boundsIn(raster, request.extentCrs.isEmpty() ? request.outSr : request.extentCrs);
    outlook.utmZone = utmZoneOf(raster);
    return outlook;
}

} // namespace pixelscape
