#include "core/run/absolute_places.h"

#include "core/model/model_text.h"
#include "core/run/cell_size_text.h"
#include "core/run/place_text.h"

#include <QDir>
#include <QFileInfo>

namespace pixelscape {

RunRequest withAbsolutePlaces(RunRequest request)
{
    const QString here = QDir::currentPath();
    for (QString *place : {&request.inputRaster, &request.outputClassifiedRaster, &request.snapRaster, &request.mask})
        *place = placeFrom(here, *place);
    for (QString &raster : request.furtherRasters)
        raster = placeFrom(here, raster);
    if (cellSizeFromText(request.cellSize).kind == CellSizeWish::Kind::OfARaster)
        request.cellSize = placeFrom(here, request.cellSize);
    if (isDefinitionText(request.model) && !QFileInfo::exists(request.model))
        request.modelRoot = QDir(request.modelRoot).absolutePath();
    else
        request.model = placeFrom(here, request.model);
    return request;
}

} // namespace pixelscape
