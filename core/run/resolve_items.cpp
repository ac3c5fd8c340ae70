#include "core/run/resolve_items.h"

#include "core/run/item_state.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isThere(const RunRequest &item)
{
    return QFileInfo::exists(item.outputClassifiedRaster);
}

Resolution firstThatOpens(const std::vector<RunRequest> &requests, const DataStores &stores)
{
    std::optional<Resolution> first;
    for (const RunRequest &request : requests) {
        Resolution resolution = resolve(request, stores, OutputFolder::WillBeMade);
        if (resolution.raster && !resolution.isOutside)
            return resolution;
        if (!first)
            first = std::move(resolution);
    }
    return first.value_or(Resolution());
}

/// What can be said of the inputs where it is not even clear what the runs would be.
Resolution asMosaic(RunRequest request, const DataStores &stores, const std::vector<Problem> &problems)
{
    request.processAllRasterItems = false;
    Resolution resolution = resolve(request, stores);
    for (const Problem &problem : problems) {
        std::erase_if(resolution.problems, [&problem](const Problem &other) { return other.field == problem.field; });
        resolution.problems.push_back(problem);
    }
    resolution.spec.reset();
    return resolution;
}

QString allThereSentence(const ItemRequests &items)
{
    return u"All %1 class maps are in %2 already; choose another folder, or allow those of rasters that have changed "
           "since to be replaced."_s.arg(QString::number(items.requests.size()), items.folder);
}

void stopAtFolder(Resolution &resolution, const QString &sentence)
{
    resolution.spec.reset();
    resolution.problems.push_back({u"outputClassifiedRaster"_s,
                                   Severity::Error,
                                   sentence,
                                   {{u"Propose another name"_s, u"outputClassifiedRaster"_s, QString()},
                                    {u"Replace the files"_s, u"overwrite"_s, u"true"_s}}});
}

/// Of a raster whose class map is missing or, where none is, of one whose class map is taken for missing.
Resolution resolutionOfOne(const ItemRequests &items, std::vector<RunRequest> missing, const DataStores &stores)
{
    const bool isAllThere = missing.empty();
    if (isAllThere)
        missing = items.requests;
    for (RunRequest &item : missing)
        item.overwrite = item.overwrite || isAllThere;
    return firstThatOpens(missing, stores);
}

QString countSentence(qsizetype all, qsizetype there)
{
    const QString sentence = u"Each of the %1 rasters gets a class map of its own"_s.arg(all);
    return there == 0 ? sentence + u'.' : u"%1; %2 have theirs already."_s.arg(sentence).arg(there);
}

} // namespace

ItemsResolution resolveItems(const RunRequest &request, const DataStores &stores)
{
    if (!request.processAllRasterItems)
        return {std::nullopt, resolve(request, stores)};
    std::vector<Problem> problems;
    ItemsResolution found;
    found.items = itemRequests(request, stores, problems);
    if (!found.items)
        return {std::nullopt, asMosaic(request, stores, problems)};
    std::vector<RunRequest> missing = found.items->requests;
    if (!request.overwrite)
        std::erase_if(missing, isThere);
    const auto all = qsizetype(found.items->requests.size());
    found.resolution = resolutionOfOne(*found.items, missing, stores);
    if (found.resolution.spec)
        found.foreignMaps = foreignMapsSentence(*found.items, *found.resolution.spec);
    if (!found.foreignMaps.isEmpty())
        stopAtFolder(found.resolution, found.foreignMaps);
    else if (missing.empty())
        stopAtFolder(found.resolution, allThereSentence(*found.items));
    found.resolution.rasters = int(all);
    std::vector<Message> &messages = found.resolution.messages;
    messages.insert(messages.begin(), {MessageType::Informative, countSentence(all, all - qsizetype(missing.size()))});
    for (const QString &remark : found.items->remarks)
        messages.push_back({MessageType::Informative, remark});
    return found;
}

} // namespace pixelscape
