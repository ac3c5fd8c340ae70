#include "core/run/item_requests.h"

#include "core/base/error.h"
#include "core/raster/raster_collection.h"
#include "core/run/request_places.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QDir folderOf(const QString &output)
{
    const QFileInfo place(output);
    if (output.isEmpty())
        throw Error(u"No output was given; name the folder for the classified rasters."_s);
    if (isRemote(output))
        throw Error(u"%1 is not on this computer; with one output an item, name a folder here."_s.arg(output));
    if (place.exists() && !place.isDir())
        throw Error(u"%1 is a file, but each item of the collection gets its own output; name a folder."_s.arg(output));
    if (!QDir().mkpath(output))
        throw Error(u"The folder %1 cannot be made; choose another output."_s.arg(output));
    return QDir(output);
}

} // namespace

ItemRequests itemRequests(const RunRequest &request, const DataStores &stores)
{
    std::vector<Problem> problems;
    const RunRequest opened = withOpenedPlaces(request, stores, problems);
    if (!problems.empty())
        throw Error(problems.front().sentence);
    if (opened.inputRaster.isEmpty())
        throw Error(u"No input raster was given; name the rasters to classify, or their folder."_s);
    const Collection collection = collectionOf(QStringList{opened.inputRaster} + opened.furtherRasters);
    const QDir folder = folderOf(opened.outputClassifiedRaster);
    ItemRequests items;
    items.remarks = collection.remarks;
    items.mosaic = folder.filePath(folder.dirName() + u".vrt"_s);
    for (const CollectionItem &item : collection.items) {
        RunRequest one = opened;
        one.inputRaster = item.path;
        one.furtherRasters.clear();
        one.processAllRasterItems = false;
        one.outputClassifiedRaster = folder.filePath(item.name + u".tif"_s);
        if (!opened.overwrite && QFileInfo::exists(one.outputClassifiedRaster))
            items.present << one.outputClassifiedRaster;
        else
            items.requests.push_back(one);
    }
    return items;
}

} // namespace pixelscape
