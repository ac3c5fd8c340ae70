#include "app/collection_run.h"

#include "app/exit_code.h"
#include "core/base/error.h"
#include "core/raster/mosaic.h"
#include "core/run/item_requests.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

void printLine(const QString &line)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

void printMosaic(const QStringList &maps, const QString &path)
{
    try {
        writeCollectionVrt(maps, path);
        printLine(u"%1 shows all class maps as one raster."_s.arg(path));
    } catch (const Error &error) {
        printLine(u"warning: "_s + error.sentence()); // the maps themselves are there
    }
}

/// Each item has a report of its own: report.json becomes report_scene.json.
CommandRun howForItem(const CommandRun &how, const RunRequest &item)
{
    CommandRun one = how;
    const QFileInfo report(how.reportFile);
    if (!how.reportFile.isEmpty() && how.reportFile != "-"_L1)
        one.reportFile = report.dir().filePath(u"%1_%2.%3"_s.arg(
            report.completeBaseName(), QFileInfo(item.outputClassifiedRaster).completeBaseName(), report.suffix()));
    return one;
}

/// One line for all that came of it.
void printSummary(const ItemRequests &items, qsizetype finished)
{
    const auto asked = qsizetype(items.requests.size());
    QString line = u"%1 of %2 rasters were classified"_s.arg(finished).arg(asked);
    if (!items.present.isEmpty())
        line += u"; %1 were there already"_s.arg(items.present.size());
    if (finished < asked)
        line += u"; the same command does those that are missing"_s;
    printLine(line + u'.');
}

} // namespace

int carryOutItems(const RunRequest &request, const CommandRun &how)
{
    ItemRequests items;
    try {
        items = itemRequests(request, how.stores);
    } catch (const Error &error) {
        printLine(u"inputRaster: "_s + error.sentence());
        return ExitRefused;
    }
    for (const QString &remark : items.remarks)
        printLine(remark);
    QStringList maps = items.present;
    int code = ExitFinished;
    for (const RunRequest &item : items.requests) {
        printLine(item.inputRaster);
        const int itemCode = carryOut(item, howForItem(how, item));
        if (itemCode == ExitFinished)
            maps << item.outputClassifiedRaster;
        else if (code == ExitFinished)
            code = itemCode == ExitRefused ? ExitFailed : itemCode;
        if (itemCode == ExitCancelled)
            return itemCode;
    }
    if (how.purpose == Runner::Purpose::PlanOnly)
        return code;
    maps.sort();
    if (!maps.isEmpty())
        printMosaic(maps, items.mosaic);
    printSummary(items, maps.size() - items.present.size());
    return code;
}

} // namespace pixelscape
