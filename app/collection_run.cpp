#include "app/collection_run.h"

#include "app/exit_code.h"
#include "app/printed_messages.h"
#include "core/base/error.h"
#include "core/raster/mosaic.h"
#include "core/run/figure_text.h"
#include "core/run/item_state.h"
#include "core/run/items_outcome.h"
#include "core/run/resolve_items.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The folder of the class maps cannot take them.
void printFolderProblem(const QString &sentence, bool mayBeReplaced)
{
    std::vector<Remedy> remedies;
    if (mayBeReplaced)
        remedies.push_back({{}, u"overwrite"_s, u"true"_s});
    printProblem({u"outputClassifiedRaster"_s, Severity::Error, sentence, remedies});
}

void printMosaic(const QStringList &maps, const QString &path)
{
    try {
        writeCollectionVrt(maps, path);
        printLine(u"%1 shows the class maps as one raster."_s.arg(path));
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
        m_outcome.all = qsizetype(items.requests.size());
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

    /// The VRT over all class maps, unless the run was cancelled, and one line for all that came of it.
    void conclude() const
    {
        if (m_outcome.left() == 0 && !m_maps.isEmpty())
            printMosaic(m_maps, m_items.mosaic);
        printLine(itemsSentence(m_outcome));
    }

    void concludePlan() const
    {
        printLine(u"%1 of %2 rasters would be classified, in about %3; %4 before compression."_s.arg(m_outcome.made)
                      .arg(m_outcome.all)
                      .arg(durationText(m_seconds), bytesText(m_bytes)));
    }

private:
    int carryOutItem(const RunRequest &item)
    {
        const bool isPlan = m_how.purpose == Runner::Purpose::PlanOnly;
        const ItemState state = itemState(item, m_how.stores);
        if (state.kind == ItemState::Kind::Made) {
            ++m_outcome.present;
            m_maps << item.outputClassifiedRaster;
            if (isPlan)
                printLine(u"%1 is there already."_s.arg(item.outputClassifiedRaster));
            return ExitFinished;
        }
        // The plan of each is on standard output, and so is whose it is.
        if (isPlan && m_how.reportFile != "-"_L1)
            std::fprintf(stdout, "%s\n", qUtf8Printable(item.inputRaster));
        else
            printLine(item.inputRaster);
        if (state.kind == ItemState::Kind::Different) {
            printFolderProblem(state.sentence, true);
            ++m_outcome.foreign;
            return ExitRefused;
        }
        const RunReport report = carryOut(item, howForItem(m_how, item));
        count(item, report);
        return report.isOutside ? ExitFinished : exitCodeOf(report.outcome);
    }

    void count(const RunRequest &item, const RunReport &report)
    {
        if (report.outcome == Outcome::Finished) {
            ++m_outcome.made;
            m_maps << item.outputClassifiedRaster;
            m_seconds += expectedSeconds(report);
            m_bytes += report.uncompressedBytes;
        } else if (report.outcome != Outcome::Cancelled) {
            ++(report.isOutside ? m_outcome.outside : m_outcome.failed);
        }
    }

    const ItemRequests &m_items;
    CommandRun m_how;
    QStringList m_maps; ///< class maps that are there now
    ItemsOutcome m_outcome;
    double m_seconds = 0; ///< of inference, expected by a plan
    std::int64_t m_bytes = 0;
};

} // namespace

int carryOutItems(const RunRequest &request, const CommandRun &how)
{
    const ItemsResolution found = resolveItems(request, how.stores);
    const std::optional<ItemRequests> &items = found.items;
    if (!items) {
        for (const Problem &problem : found.resolution.problems)
            printProblem(problem);
        return ExitRefused;
    }
    for (const QString &remark : items->remarks)
        printLine(remark);
    if (!found.foreignMaps.isEmpty()) {
        printFolderProblem(found.foreignMaps, true);
        return ExitRefused;
    }
    const bool isPlan = how.purpose == Runner::Purpose::PlanOnly;
    try {
        if (!isPlan)
            makeItemFolder(*items);
    } catch (const Error &error) {
        printFolderProblem(error.sentence(), false);
        return ExitRefused;
    }
    ItemsRun run(*items, how);
    const int code = run.carryOutAll();
    if (isPlan)
        run.concludePlan();
    else
        run.conclude();
    return code;
}

} // namespace pixelscape
