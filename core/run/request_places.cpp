#include "core/run/request_places.h"

#include "core/base/error.h"
#include "core/model/model_text.h"
#include "core/run/absolute_places.h"
#include "core/run/cell_size_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

RunRequest withOpenedPlaces(const RunRequest &request, const DataStores &stores, std::vector<Problem> &problems)
{
    RunRequest opened = withAbsolutePlaces(request);
    const auto open = [&](QString &place, const QString &field) {
        try {
            place = gdalPlace(place, stores);
        } catch (const Error &error) {
            problems.push_back({field, Severity::Error, error.sentence()});
        }
    };
    open(opened.inputRaster, u"inputRaster"_s);
    for (QString &raster : opened.furtherRasters)
        open(raster, u"inputRaster"_s);
    if (!isDefinitionText(opened.model))
        open(opened.model, u"model"_s);
    open(opened.outputClassifiedRaster, u"outputClassifiedRaster"_s);
    open(opened.snapRaster, u"context.snapRaster"_s);
    if (!isDefinitionText(opened.mask))
        open(opened.mask, u"context.mask"_s);
    if (cellSizeFromText(opened.cellSize).kind == CellSizeWish::Kind::OfARaster)
        open(opened.cellSize, u"context.cellSize"_s);
    return opened;
}

} // namespace pixelscape
