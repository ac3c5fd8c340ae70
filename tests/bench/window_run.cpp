#include "core/base/stopwatch.h"
#include "core/run/kept_workers.h"
#include "tests/support/driven_window.h"
#include "ui/jobs/job_list.h"

#include <QApplication>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// One run from the click on Run to the finished file, and what the network alone took of it.
void printRun(DrivenWindow &driven, const QString &output)
{
    driven.type(u"Output"_s, output);
    driven.becomesReady();
    QTest::qWait(3000); // a worker tries the network meanwhile, as it does while a person looks at the form
    const auto *jobs = driven.window().findChild<JobList *>();
    const int before = jobs->rowCount();
    const Stopwatch watch;
    if (!driven.click(u"Run classification"_s))
        qFatal("The run cannot be started: %s", qPrintable(driven.whyNot()));
    waitUntil([&] { return jobs->rowCount() > before && !jobs->isBusy(); }, 600'000);
    const double seconds = watch.seconds();
    const Job *job = jobs->jobAt(0);
    if (job->state() != Job::State::Finished || !QFileInfo(output).isFile())
        qFatal("The run did not finish: %s", qPrintable(job->failure()));
    std::printf("%.3f %.3f\n", seconds, job->report()->work.inference);
    std::fflush(stdout);
}

} // namespace

/// window_run MODEL RASTER FOLDER RUNS: opens the files in the window and classifies the raster so many times, each
/// time to another file in the folder. Prints a line for each run: its seconds, and those of the network's inference.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() != 5) {
        std::fputs("Give a model, a raster, a folder for the outputs and the number of runs.\n", stderr);
        return 2;
    }
    DrivenWindow driven({keptWorkers(DrivenWindow::programWorkers()), {}});
    driven.drop({words[1], words[2]});
    driven.becomesReady();
    for (int run = 0; run < words[4].toInt(); ++run)
        printRun(driven, u"%1/window_%2.tif"_s.arg(words[3]).arg(run));
    return 0;
}
