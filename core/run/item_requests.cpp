#include "core/run/item_requests.h"

#include "core/base/error.h"
#include "core/raster/raster_collection.h"
#include "core/raster/vrt_sources.h"
#include "core/run/request_places.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Why the output cannot be a folder here; empty where it can.
QString folderDefect(const QString &output)
{
    const QFileInfo place(output);
    if (output.isEmpty())
        return u"No output was given; name the folder for the classified rasters."_s;
    if (isRemote(output))
        return u"%1 is not on this computer; with one output an item, name a folder here."_s.arg(output);
    if (place.exists() && !place.isDir())
        return u"%1 is a file, but each item of the collection gets its own output; name a folder."_s.arg(output);
    return {};
}

std::optional<Collection> collectionOf(const RunRequest &request, std::vector<Problem> &problems)
{
    const auto complain = [&problems](const QString &sentence) {
        problems.push_back({u"inputRaster"_s, Severity::Error, sentence, {}});
    };
    try {
        if (!request.inputRaster.isEmpty())
            return itemsOf(QStringList{request.inputRaster} + request.furtherRasters);
        complain(u"No input raster was given; name the rasters to classify, or their folder."_s);
    } catch (const Error &error) {
        complain(error.sentence());
    }
    return std::nullopt;
}

/// A VRT of this name that shows other rasters stays: it is of another collection, or of the user.
QString freeMosaic(const QDir &folder, const std::vector<RunRequest> &items)
{
    QStringList maps;
    for (const RunRequest &item : items)
        maps << QDir::cleanPath(QFileInfo(item.outputClassifiedRaster).absoluteFilePath());
    const auto isFree = [&maps](const QString &path) {
        const QStringList shown = vrtSources(path);
        return !QFileInfo::exists(path) || (!shown.isEmpty() && std::ranges::all_of(shown, [&maps](const QString &map) {
            return maps.contains(map);
        }));
    };
    QString path = folder.filePath(folder.dirName() + u".vrt"_s);
    for (int number = 2; !isFree(path); ++number)
        path = folder.filePath(u"%1_%2.vrt"_s.arg(folder.dirName()).arg(number));
    return path;
}

RunRequest requestOf(const RunRequest &all, const CollectionItem &item)
{
    RunRequest one = all;
    one.inputRaster = item.path;
    one.furtherRasters.clear();
    one.processAllRasterItems = false;
    one.outputClassifiedRaster = QDir(all.outputClassifiedRaster).filePath(item.name + u".tif"_s);
    return one;
}

} // namespace

std::optional<ItemRequests> itemRequests(const RunRequest &request, const DataStores &stores,
                                         std::vector<Problem> &problems)
{
    const RunRequest opened = withOpenedPlaces(request, stores, problems);
    if (!problems.empty())
        return std::nullopt;
    const QString defect = folderDefect(opened.outputClassifiedRaster);
    if (!defect.isEmpty())
        problems.push_back({u"outputClassifiedRaster"_s, Severity::Error, defect, {}});
    const std::optional<Collection> collection = collectionOf(opened, problems);
    if (!problems.empty())
        return std::nullopt;
    const QDir folder(opened.outputClassifiedRaster);
    ItemRequests items;
    items.remarks = collection->remarks;
    items.folder = folder.path();
    for (const CollectionItem &item : collection->items)
        items.requests.push_back(requestOf(opened, item));
    items.mosaic = freeMosaic(folder, items.requests);
    return items;
}

void makeItemFolder(const ItemRequests &items)
{
    if (!QDir().mkpath(items.folder))
        throw Error(u"The folder %1 cannot be made; choose another output."_s.arg(items.folder));
}

} // namespace pixelscape
