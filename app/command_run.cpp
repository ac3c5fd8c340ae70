#include "app/command_run.h"

#include "app/collection_run.h"
#include "app/exit_code.h"
#include "app/plan_text.h"
#include "app/printed_messages.h"
#include "app/progress_line.h"
#include "app/run_options.h"
#include "app/stop_signals.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/raster/gdal_raster_source.h"
#include "core/run/absolute_places.h"
#include "core/run/background_run.h"
#include "core/run/kept_workers.h"
#include "core/run/request_writer.h"
#include "core/run/resolve.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The report was asked for: where it cannot be written, the run was still what it was, and the user is told.
void writeReport(const QString &fileName, const RunReport &report)
{
    if (fileName.isEmpty())
        return;
    const QByteArray text = QByteArray::fromStdString(toJson(report).dump(2)) + '\n';
    QFile file(fileName);
    const bool isOpen = fileName == "-"_L1 ? file.open(stdout, QIODevice::WriteOnly) : file.open(QIODevice::WriteOnly);
    if (!isOpen || file.write(text) != text.size() || !file.flush())
        printLine(u"warning: The report %1 cannot be written (%2)."_s.arg(fileName, file.errorString()));
}

/// A file that is there and holds no JSON was not written here: it may be the raster itself.
bool isSomethingElse(const QString &fileName)
{
    QFile file(fileName);
    if (!QFileInfo(fileName).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray start = file.read(64).trimmed();
    return !start.isEmpty() && !start.startsWith('{');
}

/// A report that could not be written in the end would be lost with the run's time.
std::optional<Problem> reportProblem(const QString &fileName, const QString &output)
{
    const QFileInfo folder(QFileInfo(fileName).absolutePath());
    if (!fileName.isEmpty() &&
        (isSomethingElse(fileName) || QFileInfo(fileName).absoluteFilePath() == QFileInfo(output).absoluteFilePath()))
        return Problem{u"report"_s, Severity::Error,
                       u"The report would replace %1, which is no report; choose another file."_s.arg(fileName)};
    if (fileName.isEmpty() || fileName == "-"_L1 || (folder.isDir() && folder.isWritable()))
        return std::nullopt;
    return Problem{u"report"_s, Severity::Error,
                   u"The folder %1 of the report does not exist or cannot be written; choose another file."_s.arg(
                       folder.filePath())};
}

RunReport refusedReport(const RunRequest &request, const std::vector<Problem> &problems)
{
    RunReport report;
    report.outcome = Outcome::Refused;
    report.problems = problems;
    report.request = toJson(request);
    for (const Problem &problem : problems)
        report.messages.push_back(
            {problem.severity == Severity::Error ? MessageType::Error : MessageType::Warning, problem.sentence});
    return report;
}

ExitCode writeRequest(const QString &fileName, const RunRequest &request)
{
    if (isSomethingElse(fileName)) {
        printLine(u"The request would replace %1, which is no request; choose another file."_s.arg(fileName));
        return ExitRefused;
    }
    const QByteArray text = QByteArray::fromStdString(toJson(withAbsolutePlaces(request)).dump(2)) + '\n';
    QSaveFile file(fileName);
    QFile output;
    const bool isOutput = fileName == "-"_L1;
    const bool isWritten = isOutput
                               ? output.open(stdout, QIODevice::WriteOnly) && output.write(text) == text.size()
                               : file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (!isWritten)
        printLine(u"The request %1 cannot be written (%2); choose another file."_s.arg(fileName, file.errorString()));
    return isWritten ? ExitFinished : ExitRefused;
}

JobEntry entryOf(const RunSpec &spec, const CommandRun &how, const std::vector<Message> &said)
{
    JobEntry entry;
    entry.continues = !how.continuedJob.isEmpty();
    if (entry.continues)
        entry.id = how.continuedJob;
    entry.startedBy = how.startedBy;
    entry.request = spec.request;
    entry.messages = said;
    return entry;
}

/// Runs the event loop until the run has ended.
RunReport runToEnd(const RunSpec &spec, const CommandRun &how, const std::vector<Message> &said,
                   const StopSignals &stopSignals)
{
    BackgroundRun run(spec, how.purpose, how.workers);
    if (how.purpose == Runner::Purpose::Classify)
        run.keepRecord(JobStore(), entryOf(spec, how, said));
    ProgressLine line(how.quiet);
    RunReport result;
    const Stopwatch loading;
    QTimer loadingTick;
    QObject::connect(&loadingTick, &QTimer::timeout, &run,
                     [&] { line.showLoading(spec.request.model, loading.seconds()); });
    loadingTick.start(1000);
    QObject::connect(&stopSignals, &StopSignals::stopAsked, &run, &BackgroundRun::cancel);
    QObject::connect(&run, &BackgroundRun::progressed, &run, [&](const Progress &progress) {
        loadingTick.stop();
        line.show(progress);
    });
    QObject::connect(&run, &BackgroundRun::messaged, &run, [&](const Message &message) {
        line.clear();
        printMessage(message);
    });
    QObject::connect(&run, &BackgroundRun::finished, &run, [&](const RunReport &report) {
        result = report;
        QCoreApplication::quit();
    });
    run.start();
    QCoreApplication::exec();
    loadingTick.stop();
    line.clear();
    return result;
}

} // namespace

WorkerFactory commandWorkers()
{
    return keptWorkers(processWorkers(QCoreApplication::applicationFilePath()), Ahead::One);
}

int runFromCommandLine(const QString &face, const QStringList &words, Runner::Purpose purpose)
{
    int argc = 1;
    char name[] = "pixelscape";
    char *argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv);
    RunOptions options;
    try {
        options = readRunOptions(face, words);
    } catch (const HelpAsked &help) {
        std::fputs(qUtf8Printable(help.text), stdout);
        return ExitFinished;
    } catch (const Error &error) {
        printLine(error.sentence());
        return ExitRefused;
    }
    if (!options.requestFile.isEmpty() && !blocksRun(options.problems))
        return writeRequest(options.requestFile, options.request);
    CommandRun how{purpose,          commandWorkers(), face, {}, options.reportFile, options.quiet, options.stores, {},
                   options.problems, options.messages};
    return options.request.processAllRasterItems ? carryOutItems(options.request, how)
                                                 : exitCodeOf(carryOut(options.request, how).outcome);
}

RunReport carryOut(const RunRequest &request, const CommandRun &how)
{
    // Heard from here on; a signal while the request is looked at counts when the run begins.
    const StopSignals stopSignals;
    QString reportFile = how.reportFile;
    Resolution resolution = resolve(request, how.stores, how.outputFolder);
    resolution.problems.insert(resolution.problems.begin(), how.problems.begin(), how.problems.end());
    resolution.messages.insert(resolution.messages.begin(), how.messages.begin(), how.messages.end());
    if (blocksRun(resolution.problems))
        resolution.spec.reset();
    if (const std::optional<Problem> problem = reportProblem(reportFile, request.outputClassifiedRaster)) {
        resolution.problems.push_back(*problem);
        resolution.spec.reset();
        reportFile.clear();
    }
    for (const Problem &problem : resolution.problems)
        printProblem(problem);
    for (const Message &message : resolution.messages)
        printMessage(message);
    if (!resolution.spec) {
        RunReport refused = refusedReport(request, resolution.problems);
        refused.isOutside = resolution.isOutside;
        writeReport(reportFile, refused);
        return refused;
    }
    // This process only writes, and past GDAL's cache.
    constexpr std::int64_t writersCache = 4 << 20;
    setBlockCacheBytes(writersCache);
    RunReport report = runToEnd(*resolution.spec, how, resolution.messages, stopSignals);
    report.messages.insert(report.messages.begin(), resolution.messages.begin(), resolution.messages.end());
    for (const Problem &problem : report.problems)
        printProblem(problem);
    writeReport(reportFile, report);
    // The plan is what was asked for; what a run made is news, as its messages are.
    if (report.outcome == Outcome::Finished && how.purpose == Runner::Purpose::PlanOnly && reportFile != "-"_L1)
        std::fputs(qUtf8Printable(planText(report)), stdout);
    else if (report.outcome == Outcome::Finished && how.purpose == Runner::Purpose::Classify && !how.quiet)
        std::fputs(qUtf8Printable(resultText(report)), stderr);
    return report;
}

} // namespace pixelscape
