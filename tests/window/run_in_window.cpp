#include "core/run/job_store.h"
#include "tests/support/driven_window.h"
#include "ui/jobs/job_list.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// run_in_window REQUEST.json: opens the window as the program does, on the same record of jobs, opens the request in
/// it, clicks Run and stays until the run has ended. 0 where it finished, else 1. For a test that kills it meanwhile:
/// the settings that it cannot remove then lie beside the request.
int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QFileInfo request(QApplication::arguments().value(1));
    if (!request.isFile()) {
        std::fputs("Give the request to run.\n", stderr);
        return 2;
    }
    qputenv("TMPDIR", request.absolutePath().toLocal8Bit());
    DrivenWindow driven({DrivenWindow::programWorkers(), {}, JobStore::usualFolder()});
    driven.window().open({request.absoluteFilePath()});
    const auto *run = driven.find<QAbstractButton>(u"Run classification"_s);
    if (!run || !QTest::qWaitFor([run] { return run->isEnabled(); }, 100'000)) {
        std::fprintf(stderr, "The request cannot be run: %s\n", qUtf8Printable(driven.whyNot()));
        return 1;
    }
    const auto *jobs = driven.window().findChild<JobList *>();
    if (!driven.click(u"Run classification"_s) || jobs->rowCount() != 1) {
        std::fputs("Run was clicked, and no run began.\n", stderr);
        return 1;
    }
    const Job *job = jobs->jobAt(0);
    waitUntil([job] { return job->hasEnded(); }, 100'000);
    std::fprintf(stderr, "%s\n", qUtf8Printable(stateText(job->state()) + u' ' + job->failure()));
    return job->state() == Job::State::Finished ? 0 : 1;
}
