#include "app/command_run.h"
#include "app/exit_code.h"
#include "app/faces.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/run/complete_job.h"
#include "core/run/job_page.h"
#include "core/run/job_text.h"
#include "core/run/part_folder.h"
#include "core/run/request_writer.h"
#include "core/run/saved_data_stores.h"
#include "ui/jobs/job_picture.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <map>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString description =
    u"The runs of this computer, those of the window too: each has a record that stays when its process is gone.\n\n"
    "  list          all of them, the newest first\n"
    "  show ID       state, messages and result of one\n"
    "  result ID     where its result is, as JSON\n"
    "  request ID    what was asked for, as JSON\n"
    "  continue ID   does what a cancelled, failed or interrupted one left undone\n"
    "  cancel ID     ends one that another process runs, and waits for its end\n"
    "  forget ID     removes the record of an ended one, and none of its data\n\n"
    "ID may be the beginning of an id, or last.\n\n"
    "Example, after a run was cut off:\n"
    "  pixelscape jobs continue last"_s;

/// What the words behind `jobs` ask for.
struct JobsOptions
{
    QString action = u"list"_s;
    QString id;
    QString format = u"text"_s;
    QString reportFile;
    bool allEnded = false;
    bool overwrite = false;
    bool quiet = false;
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(description);
    parser.addOptions({
        {u"format"_s, u"text, json or html (one page that is complete in itself), for list and show."_s, u"FORMAT"_s,
         u"text"_s},
        {u"all-ended"_s, u"For forget: all that have ended."_s},
        {u"overwrite"_s, u"For continue: replace an output that has appeared meanwhile."_s},
        {u"report"_s, u"For continue: write a JSON report; - is standard output."_s, u"FILE"_s},
        {{u"q"_s, u"quiet"_s}, u"For continue: no progress; messages still go to standard error."_s},
        {{u"h"_s, u"help"_s}, u"This text."_s},
    });
    parser.addPositionalArgument(u"list|show|result|request|continue|cancel|forget"_s, u"What to do; list otherwise."_s,
                                 u"[ACTION]"_s);
    parser.addPositionalArgument(u"ID"_s, u"Which job."_s, u"[ID]"_s);
}

bool isFormat(const QString &format)
{
    return format == "text"_L1 || format == "json"_L1 || format == "html"_L1;
}

void print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
}

void printJson(const Json &json)
{
    std::fprintf(stdout, "%s\n", json.dump(2).c_str());
}

ExitCode list(const JobStore &store, const JobsOptions &options)
{
    const std::vector<StoredJob> jobs = store.list();
    if (options.format == "json"_L1) {
        Json all = Json::array();
        for (const StoredJob &job : jobs)
            all.push_back(listJson(job));
        printJson(all);
    } else if (options.format == "html"_L1) {
        print(jobsPage(jobs));
    } else if (!jobs.empty()) {
        print(jobsText(jobs));
    } else {
        std::fputs("There is no job yet.\n", stderr);
    }
    return ExitFinished;
}

ExitCode show(const JobStore &store, const JobsOptions &options)
{
    const JobAnswer answer = answerOf(store, store.find(options.id));
    if (options.format == "json"_L1)
        printJson(toJson(answer));
    else if (options.format == "html"_L1)
        print(jobPage(answer, pictureOf(answer.job)));
    else
        print(jobText(answer));
    return ExitFinished;
}

ExitCode result(const JobStore &store, const JobsOptions &options)
{
    printJson(resultJson(answerOf(store, store.find(options.id))));
    return ExitFinished;
}

/// Throws Error where the record does not say what was asked for.
StoredJob findReadable(const JobStore &store, const QString &id)
{
    StoredJob job = store.find(id);
    if (job.state == JobState::Damaged)
        throw Error(u"The record of job %1 cannot be read; pixelscape jobs forget %1 removes it."_s.arg(job.id));
    return job;
}

ExitCode request(const JobStore &store, const JobsOptions &options)
{
    printJson(toJson(findReadable(store, options.id).request));
    return ExitFinished;
}

ExitCode continueJob(const JobStore &store, const JobsOptions &options)
{
    StoredJob job = findReadable(store, options.id);
    if (!hasEnded(job.state))
        throw Error(u"Job %1 is %2, by %3; wait for it, or end it (pixelscape jobs cancel %1)."_s.arg(
            job.id, jobStateText(job.state), holderText(job)));
    if (!canContinue(job.state))
        throw Error(u"Job %1 has finished; its result is %2."_s.arg(job.id, job.request.outputClassifiedRaster));
    if (endIfComplete(store, job, savedDataStores())) {
        std::fprintf(stderr, "Job %s was complete when it was cut off; its result is %s.\n", qUtf8Printable(job.id),
                     qUtf8Printable(job.request.outputClassifiedRaster));
        return ExitFinished;
    }
    if (!hasUnfinishedPart(job.request.outputClassifiedRaster))
        std::fprintf(stderr, "Nothing of job %s is left beside %s; it starts anew.\n", qUtf8Printable(job.id),
                     qUtf8Printable(job.request.outputClassifiedRaster));
    job.request.overwrite = job.request.overwrite || options.overwrite;
    const CommandRun how{Runner::Purpose::Classify, commandWorkers(), u"jobs continue"_s, job.id,
                         options.reportFile,        options.quiet};
    return exitCodeOf(carryOut(job.request, how).outcome);
}

ExitCode cancel(const JobStore &store, const JobsOptions &options)
{
    constexpr double patience = 30;
    const StoredJob job = findReadable(store, options.id);
    store.askToCancel(job);
    const Stopwatch watch;
    while (watch.seconds() < patience) {
        const std::optional<StoredJob> now = store.read(job.id);
        if (!now || hasEnded(now->state)) {
            print(u"Job %1 is %2.\n"_s.arg(job.id, now ? jobStateText(now->state) : u"gone"_s));
            return ExitFinished;
        }
        QThread::msleep(50);
    }
    std::fprintf(stderr, "Job %s was asked to end, and %s has not answered in %d s; it may still do so.\n",
                 qUtf8Printable(job.id), qUtf8Printable(holderText(job)), int(patience));
    return ExitFailed;
}

ExitCode forget(const JobStore &store, const JobsOptions &options)
{
    if (!options.allEnded) {
        store.forget(store.find(options.id).id);
        return ExitFinished;
    }
    for (const StoredJob &job : store.list())
        if (hasEnded(job.state))
            store.forget(job.id);
    return ExitFinished;
}

using Action = ExitCode (*)(const JobStore &, const JobsOptions &);
const std::map<QString, Action> actions{{u"list"_s, list},
                                        {u"show"_s, show},
                                        {u"result"_s, result},
                                        {u"request"_s, request},
                                        {u"continue"_s, continueJob},
                                        {u"cancel"_s, cancel},
                                        {u"forget"_s, forget}};

void checkWords(const JobsOptions &options, qsizetype places)
{
    const bool takesId = options.action != "list"_L1 && !options.allEnded;
    if (!actions.contains(options.action))
        throw Error(u"jobs %1 is no command; it is list, show, result, request, continue, cancel or forget."_s.arg(
            options.action));
    if (options.allEnded && options.action != "forget"_L1)
        throw Error(u"--all-ended goes with pixelscape jobs forget."_s);
    if (places > (takesId ? 2 : 1))
        throw Error(u"jobs %1 takes %2. See pixelscape jobs --help."_s.arg(options.action,
                                                                           takesId ? u"one ID"_s : u"no ID here"_s));
    if (takesId && options.id.isEmpty())
        throw Error(u"jobs %1 needs the ID of a job, or last; pixelscape jobs lists them."_s.arg(options.action));
    if (!isFormat(options.format))
        throw Error(u"--format %1 is not text, json or html."_s.arg(options.format));
}

JobsOptions readOptions(const QCommandLineParser &parser)
{
    const QStringList places = parser.positionalArguments();
    JobsOptions options;
    options.action = places.value(0, options.action);
    options.id = places.value(1);
    options.format = parser.value(u"format"_s);
    options.reportFile = parser.value(u"report"_s);
    options.allEnded = parser.isSet(u"all-ended"_s);
    options.overwrite = parser.isSet(u"overwrite"_s);
    options.quiet = parser.isSet(u"quiet"_s);
    checkWords(options, places.size());
    return options;
}

} // namespace

int jobsFace(const QStringList &words)
{
    int argc = 1;
    char name[] = "pixelscape";
    char *argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    addOptions(parser);
    const bool isRead = parser.parse(QStringList{u"pixelscape jobs"_s} + words);
    if (isRead && parser.isSet(u"help"_s)) {
        print(parser.helpText());
        return ExitFinished;
    }
    try {
        if (!isRead)
            throw Error(parser.errorText() + u" See pixelscape jobs --help."_s);
        const JobsOptions options = readOptions(parser);
        return actions.at(options.action)(JobStore(), options);
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return ExitRefused;
    }
}

} // namespace pixelscape
