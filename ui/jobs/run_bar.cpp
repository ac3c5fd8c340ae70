#include "ui/jobs/run_bar.h"

#include "core/model/model_text.h"
#include "core/run/figure_text.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool hasAllPixels(const Job &job)
{
    const Progress &progress = job.progress();
    return progress.pixelsTotal > 0 && progress.pixelsDone >= progress.pixelsTotal;
}

/// Nobody can tell how long these take.
bool isOpenEnded(const Job &job)
{
    return job.isStopping() || job.state() != Job::State::Running || hasAllPixels(job);
}

/// Large networks take their time; the seconds say that something goes on.
QString loadingText(const Job &job, const QFontMetrics &metrics)
{
    const QString file = modelTitle(job.spec().request.model);
    const QString name = metrics.elidedText(file, Qt::ElideMiddle, 24 * metrics.averageCharWidth());
    const qint64 seconds = job.startTime().secsTo(QDateTime::currentDateTime());
    return seconds < 2 ? RunBar::tr("Loading the network of %1…").arg(name)
                       : RunBar::tr("Loading the network of %1… %2").arg(name, durationText(double(seconds)));
}

QString phaseText(const Job &job, const QFontMetrics &metrics)
{
    if (job.isStopping())
        return RunBar::tr("Stopping…");
    if (job.state() != Job::State::Running)
        return loadingText(job, metrics);
    if (hasAllPixels(job))
        return RunBar::tr("Finishing the file…");
    const Progress &progress = job.progress();
    const QString left = timeLeftText(progress.secondsLeft);
    return progress.pixelsPerSecond > 0 ? RunBar::tr("%1, %2").arg(rateText(progress.pixelsPerSecond), left) : left;
}

int waitingJobs(const JobList &jobs)
{
    int count = 0;
    for (int row = 0; row < jobs.rowCount(); ++row)
        count += jobs.jobAt(row)->state() == Job::State::Waiting ? 1 : 0;
    return count;
}

} // namespace

struct RunBar::Private
{
    JobList &jobs;
    QLabel *waiting;
    QLabel *phase;
    QProgressBar *bar;
    QPushButton *cancel;
    QTimer seconds; ///< while the network is loaded nothing else is heard

    Private(JobList &list, RunBar &q);
    void showState(RunBar &q);
    void showProgress(const Job &job);
};

RunBar::Private::Private(JobList &list, RunBar &q)
    : jobs(list), waiting(new QLabel(&q)), phase(new QLabel(&q)), bar(new QProgressBar(&q)),
      cancel(new QPushButton(icon(u"cancel"_s), tr("Cancel"), &q))
{
    bar->setAccessibleName(tr("Run progress"));
    bar->setAlignment(Qt::AlignCenter);
    bar->setFormat(tr("%p %"));
    bar->setFixedWidth(bar->fontMetrics().averageCharWidth() * 20);
    phase->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    cancel->setAccessibleName(tr("Cancel run"));
    cancel->setToolTip(tr("Stops the run. What is done is kept: Run with the same settings goes on from there."));
    cancel->setAutoDefault(false);
    waiting->setToolTip(tr("Runs that begin when this one has ended"));
    auto *row = new QHBoxLayout(&q);
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{waiting, phase, bar, cancel})
        row->addWidget(part);
    seconds.setInterval(1000);
    connect(&seconds, &QTimer::timeout, &q, [this] {
        if (const Job *job = jobs.running())
            showProgress(*job);
    });
}

void RunBar::Private::showState(RunBar &q)
{
    const Job *job = jobs.running();
    q.setVisible(job != nullptr);
    if (!job) {
        phase->setMinimumWidth(0);
        seconds.stop();
        return;
    }
    if (job->state() != Job::State::Starting)
        seconds.stop();
    else if (!seconds.isActive())
        seconds.start();
    const int count = waitingJobs(jobs);
    waiting->setText(tr("%1 waiting").arg(count));
    waiting->setVisible(count > 0);
    cancel->setEnabled(!job->isStopping());
    showProgress(*job);
}

void RunBar::Private::showProgress(const Job &job)
{
    const bool isOpen = isOpenEnded(job);
    bar->setRange(0, isOpen ? 0 : 100);
    bar->setTextVisible(!isOpen);
    bar->setValue(int(100 * job.progress().share()));
    phase->setText(phaseText(job, phase->fontMetrics()));
    // Grows only, so that the bar does not move with every figure.
    phase->setMinimumWidth(std::max(phase->minimumWidth(), phase->sizeHint().width()));
    bar->setToolTip(tr("Run %1: %2").arg(job.number()).arg(job.spec().request.outputClassifiedRaster));
}

RunBar::RunBar(JobList &jobs, QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(jobs, *this))
{
    setVisible(false);
    connect(&jobs, &JobList::busyChanged, this, [this] { d->showState(*this); });
    connect(&jobs, &JobList::dataChanged, this, [this] { d->showState(*this); });
    connect(d->cancel, &QPushButton::clicked, this, [this] {
        if (Job *job = d->jobs.running())
            job->cancel();
    });
}

RunBar::~RunBar() = default;

} // namespace pixelscape
