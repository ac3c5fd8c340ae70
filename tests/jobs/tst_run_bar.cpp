#include "tests/run/tiny_run.h"
#include "tests/support/widgets.h"
#include "ui/jobs/run_bar.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>

#include <atomic>

using namespace pixelscape;

namespace {

/// A network that waits at a gate, so that a test can look at what is shown before.
FakeNetwork gatedNetwork(const std::atomic<bool> &isOpen)
{
    return [&isOpen, inner = thresholdNetwork(50)](const TensorView &input) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        while (!isOpen)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return inner(input);
    };
}

QStringList shownLabels(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts;
}

} // namespace

class TestRunBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenWhileNothingRuns();
    void tellsHowFarItIs();
    void cancelIsAnswered();
    void saysHowManyWait();
};

void TestRunBar::hiddenWhileNothingRuns()
{
    TinyRun run;
    JobList jobs(run.workers());
    QWidget window;
    RunBar bar(jobs, &window);
    window.show();
    QVERIFY(!bar.isVisible());
    jobs.add(run.spec(), {});
    QVERIFY(bar.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.isBusy(), 60000);
    QVERIFY(!bar.isVisible());
}

void TestRunBar::tellsHowFarItIs()
{
    std::atomic<bool> isOpen = false;
    TinyRun run;
    run.network = [&isOpen] { return gatedNetwork(isOpen); };
    JobList jobs(run.workers());
    const auto opener = qScopeGuard([&isOpen] { isOpen = true; });
    RunBar bar(jobs);
    const auto *progress = byAccessibleName<QProgressBar>(bar, u"Run progress"_s);
    QVERIFY(progress);
    const Job *job = jobs.add(run.spec(), {});
    QCOMPARE(progress->maximum(), 0);
    QVERIFY(shownLabels(bar).contains(u"Loading the network of model.emd…"_s));

    bool saidFinishing = false;
    connect(job, &Job::progressed, this, [&] {
        if (job->progress().share() >= 1)
            saidFinishing |= shownLabels(bar).contains(u"Finishing the file…"_s) && progress->maximum() == 0;
    });
    isOpen = true;
    QTRY_VERIFY_WITH_TIMEOUT(job->progress().pixelsDone > 0, 60000);
    QCOMPARE(progress->maximum(), 100);
    QCOMPARE(progress->value(), int(100 * job->progress().share()));
    QVERIFY(progress->isTextVisible());
    QVERIFY(shownLabels(bar).join(u' ').contains(u"Mpixel/s, "_s));
    QVERIFY(shownLabels(bar).join(u' ').endsWith(u" left"_s));
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    QVERIFY(job->state() == Job::State::Finished);
    QVERIFY(saidFinishing);
    QVERIFY(!bar.isVisible());
}

void TestRunBar::cancelIsAnswered()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    JobList jobs(run.workers());
    RunBar bar(jobs);
    auto *cancel = byAccessibleName<QPushButton>(bar, u"Cancel run"_s);
    QVERIFY(cancel);
    const Job *job = jobs.add(run.spec(), {});
    QTRY_VERIFY_WITH_TIMEOUT(job->progress().pixelsDone > 0, 60000);
    QVERIFY(cancel->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(shownLabels(bar).contains(u"Stopping…"_s));
    QVERIFY(!cancel->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 1000);
    QVERIFY(job->state() == Job::State::Cancelled);
    QVERIFY(!bar.isVisible());
}

void TestRunBar::saysHowManyWait()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    JobList jobs(run.workers());
    RunBar bar(jobs);
    const auto *cancel = byAccessibleName<QPushButton>(bar, u"Cancel run"_s);
    for (const QString &folder : {u"a"_s, u"b"_s, u"c"_s}) {
        run.request.outputClassifiedRaster = run.outputIn(folder);
        jobs.add(run.spec(), {});
    }
    QVERIFY(shownLabels(bar).contains(u"2 waiting"_s));
    jobs.jobAt(0)->cancel();
    QVERIFY(shownLabels(bar).contains(u"1 waiting"_s));
    jobs.jobAt(2)->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(jobs.running(), jobs.jobAt(1), 10000);
    // The next one can be cancelled as the first could.
    QVERIFY(cancel->isEnabled());
    QVERIFY(!shownLabels(bar).contains(u"1 waiting"_s));
    jobs.cancelAll();
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.isBusy(), 10000);
}

QTEST_MAIN(TestRunBar)
#include "tst_run_bar.moc"
