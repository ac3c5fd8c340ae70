#include "core/run/resolve_items.h"

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
        if (resolution.raster)
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

Problem allThere(const ItemRequests &items)
{
    return {u"outputClassifiedRaster"_s,
            Severity::Error,
            u"All %1 class maps are in %2 already; choose another folder, or allow them to be replaced."_s.arg(
                QString::number(items.requests.size()), items.folder),
            {{u"Propose another name"_s, u"outputClassifiedRaster"_s, QString()},
             {u"Replace the files"_s, u"overwrite"_s, u"true"_s}}};
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
    found.resolution = firstThatOpens(missing.empty() ? found.items->requests : missing, stores);
    if (missing.empty()) {
        std::erase_if(found.resolution.problems,
                      [](const Problem &problem) { return problem.field == "outputClassifiedRaster"_L1; });
        found.resolution.problems.push_back(allThere(*found.items));
        found.resolution.spec.reset();
    }
    found.resolution.rasters = int(all);
    std::vector<Message> &messages = found.resolution.messages;
    messages.insert(messages.begin(), {MessageType::Informative, countSentence(all, all - qsizetype(missing.size()))});
    for (const QString &remark : found.items->remarks)
        messages.push_back({MessageType::Informative, remark});
    return found;
}

} // namespace pixelscape
