#include "app/collection_run.h"

#include "app/exit_code.h"
#include "core/base/error.h"
#include "core/raster/mosaic.h"
#include "core/run/item_requests.h"
#include "core/run/item_state.h"

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

/// One item after the other, and what came of them.
class ItemsRun
{
public:
    ItemsRun(const ItemRequests &items, const CommandRun &how) : m_items(items), m_how(how)
    {
        m_how.outputFolder = OutputFolder::WillBeMade;
    }

    /// Returns the exit code: that of the first item that did not finish, else 0.
    int carryOutAll()
    {
        int code = ExitFinished;
        for (const RunRequest &item : m_items.requests) {
            const int itemCode = carryOutItem(item);
            if (itemCode == ExitCancelled)
                return itemCode;
            if (itemCode != ExitFinished && code == ExitFinished)
                code = itemCode == ExitRefused ? ExitFailed : itemCode;
        }
        return code;
    }

    /// The VRT over all class maps, and one line for all that came of it.
    void conclude() const
    {
        if (!m_maps.isEmpty())
            printMosaic(m_maps, m_items.mosaic);
        const qsizetype asked = qsizetype(m_items.requests.size()) - m_present;
        const qsizetype finished = m_maps.size() - m_present;
        QString line = u"%1 of %2 rasters were classified"_s.arg(finished).arg(asked);
        if (m_present > 0)
            line += u"; %1 were there already"_s.arg(m_present);
        if (finished < asked)
            line += u"; the same command does those that are missing"_s;
        printLine(line + u'.');
    }

private:
    int carryOutItem(const RunRequest &item)
    {
        const ItemState state = itemState(item, m_how.stores);
        if (state.kind == ItemState::Kind::Made) {
            ++m_present;
            m_maps << item.outputClassifiedRaster;
            if (m_how.purpose == Runner::Purpose::PlanOnly)
                printLine(u"%1 is there already."_s.arg(item.outputClassifiedRaster));
            return ExitFinished;
        }
        printLine(item.inputRaster);
        if (state.kind == ItemState::Kind::Different) {
            printLine(u"outputClassifiedRaster: "_s + state.sentence);
            return ExitRefused;
        }
        const int code = carryOut(item, howForItem(m_how, item));
        if (code == ExitFinished)
            m_maps << item.outputClassifiedRaster;
        return code;
    }

    const ItemRequests &m_items;
    CommandRun m_how;
    QStringList m_maps;      ///< class maps that are there now
    qsizetype m_present = 0; ///< those that were there before
};

} // namespace

int carryOutItems(const RunRequest &request, const CommandRun &how)
{
    std::vector<Problem> problems;
    const std::optional<ItemRequests> items = itemRequests(request, how.stores, problems);
    for (const Problem &problem : problems)
        printLine(problem.field + u": "_s + problem.sentence);
    if (!items)
        return ExitRefused;
    for (const QString &remark : items->remarks)
        printLine(remark);
    ItemsRun run(*items, how);
    if (how.purpose == Runner::Purpose::PlanOnly)
        return run.carryOutAll();
    try {
        makeItemFolder(*items);
    } catch (const Error &error) {
        printLine(u"outputClassifiedRaster: "_s + error.sentence());
        return ExitRefused;
    }
    const int code = run.carryOutAll();
    if (code != ExitCancelled)
        run.conclude();
    return code;
}

} // namespace pixelscape
