#include "core/run/input_place.h"

#include "core/base/error.h"
#include "core/raster/band_stack.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/image_service.h"
#include "core/raster/mosaic.h"
#include "core/raster/scene_product.h"
#include "core/raster/subdataset_stack.h"
#include "core/run/cell_size_text.h"
#include "core/run/place_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

CellRule cellRule(const RunRequest &request)
{
    const CellSizeWish wish = cellSizeFromText(request.cellSize);
    return wish.kind == CellSizeWish::Kind::Largest    ? CellRule::Largest
           : wish.kind == CellSizeWish::Kind::Smallest ? CellRule::Smallest
                                                       : CellRule::First;
}

InputPlace stacked(const QString &path, const BandStack &stack)
{
    InputPlace place{path, stack.definition, stack.remarks};
    place.hasCellsOfSeveralSizes = !stack.isOfOneCellSize;
    return place;
}

QStringList pathsOf(const Collection &collection)
{
    QStringList paths;
    for (const CollectionItem &item : collection.items)
        paths << item.path;
    return paths;
}

} // namespace

InputPlace inputPlace(const RunRequest &request, std::span<const int> used)
{
    const QString &first = request.inputRaster;
    const QStringList all = QStringList{first} + request.furtherRasters;
    if (first.isEmpty())
        throw Error(u"No input raster was given; name the raster to classify."_s);
    // A token opens the service and is nobody else's business.
    if (isServiceAddress(first) && all.size() == 1)
        return {first.section(u'?', 0, 0), imageServiceDefinition(first)};
    const bool isSeveral = all.size() > 1 || isCollection(first);
    if (request.stack)
        return stacked(first, isSeveral ? stackBands(pathsOf(collectionOf(all)), used) : subdatasetStack(first, used));
    if (all.size() == 1 && isSceneProduct(first))
        if (const std::optional<BandStack> product = productStack(first, used))
            return stacked(first, *product);
    if (!isSeveral)
        return {first};
    const Collection collection = collectionOf(all);
    InputPlace place{first, {}, collection.remarks};
    place.rasters = int(collection.items.size());
    try {
        place.definition = mosaicDefinition(collection, cellRule(request), place.remarks);
    } catch (const Error &error) {
        if (place.rasters == 1)
            throw;
        place.defect = error.sentence();
    }
    return place;
}

bool canBeBandsOfOneScene(RunRequest request)
{
    request.stack = true;
    try {
        const InputPlace place = inputPlace(request);
        const std::size_t rasters =
            collectionOf(QStringList{request.inputRaster} + request.furtherRasters).items.size();
        return rasters > 1 && GdalRasterSource(place.path, place.definition).info().bands.size() == rasters;
    } catch (const Error &) {
        return false;
    }
}

} // namespace pixelscape
